import type { ReadonlySignal } from '@preact/signals';
import type { PanelQueue } from '../../lib/review/panel-item.ts';

/** What the panel on Atlassian's page shows and can do. */
export interface PanelView {
  /** absent: nothing is shown */
  queue: ReadonlySignal<PanelQueue | undefined>;
  folded: ReadonlySignal<boolean>;
  /** the corner at the bottom in which it stands */
  side: ReadonlySignal<'start' | 'end'>;
  /** it was switched off just now */
  off: ReadonlySignal<boolean>;
  now(): number;
  fold(): void;
  /** to the other corner */
  move(): void;
  /** opens a request in a page of the extension */
  review(id: string): void;
  openPage(page: 'sites' | 'tab'): void;
  /** away, until the page is loaded anew */
  close(): void;
  /** away, here and everywhere */
  turnOff(): Promise<void>;
}
