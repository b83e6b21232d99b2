import type { ReadonlySignal, Signal } from '@preact/signals';
import type { BlockedConsent } from '../../../lib/consent/blocked-consent.ts';
import type { Neighbour } from '../../../lib/consent/causes.ts';
import type { OwnRequest, Problem } from '../../../lib/messages/types.ts';
import type { Ask } from '../../../lib/requests/schema.ts';
import type { Share } from '../../banner/banner-state.ts';

/** The boxes that a page or an error can fill. */
export type Filled = 'app' | 'site' | 'clientId';

/** What is missing or cannot be. */
export type Missing = 'no-app' | 'no-site' | 'bad-site' | 'bad-client';

/** The form for a request by hand. */
export interface ByHandView {
  /** `page`: filled in from the page `from`; `no-page`: the browser lets nobody read it */
  phase: ReadonlySignal<'reading' | 'page' | 'no-page'>;
  /** host of the page that was read */
  from: ReadonlySignal<string>;
  app: Signal<string>;
  site: Signal<string>;
  clientId: Signal<string>;
  reason: Signal<string>;
  name: Signal<string>;
  /** what the pasted error gave; empty: nothing was pasted */
  pasted: ReadonlySignal<'' | 'nothing' | 'found'>;
  /** exactly what would be sent now */
  ask: ReadonlySignal<Ask>;
  /** the words read are of a screen that is something else than the block */
  advice: ReadonlySignal<{ cause: Neighbour; consent: BlockedConsent } | undefined>;
  missing: ReadonlySignal<Missing | undefined>;
  problem: ReadonlySignal<Problem | undefined>;
  busy: ReadonlySignal<boolean>;
  sent: ReadonlySignal<OwnRequest | undefined>;
  share: ReadonlySignal<Share | undefined>;
  /** a terminal's or an app's error; of the text itself nothing is kept */
  paste(text: string): void;
  /** the person wrote in this box: nothing else writes there any more */
  edited(box?: Filled): void;
  submit(): Promise<void>;
  copy(text: string): Promise<void>;
  mail(address: string): void;
}
