import { batch, computed } from '@preact/signals';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { mayAsk } from '../../lib/consent/causes.ts';
import type { Failed, RequesterView } from '../../lib/messages/types.ts';
import { askOf } from '../../lib/requests/new-ask.ts';
import type { Ask } from '../../lib/requests/schema.ts';
import type { ReadyReport } from '../report/Report.tsx';
import {
  type BannerSignals,
  bannerSignals,
  type ClearReading,
  type Reading,
  type Send,
  type Sure,
} from './banner-state.ts';
import { blockedState, clearFacts, complete, type LookedUp, questionOf } from './lookup.ts';
import { createUnknownWording, type PerhapsReading } from './unknown-wording-model.ts';

/** What every part of the banner is given. */
export interface BannerProps {
  model: BannerModel;
  /** puts text on the clipboard; rejects where the page forbids it */
  copy: (text: string) => Promise<void>;
  /** a report of the page as it is now; absent: none can be made here */
  report?: () => ReadyReport;
  /** opens a `mailto:` address of our own making */
  mail: (address: string) => void;
}

/** The banner's state, made outside the components; they read signals and call these functions. */
export interface BannerModel extends BannerSignals {
  /** exactly what Send request would send now */
  ask: { readonly value: Ask | undefined };
  update(reading: Reading): Promise<void>;
  openForm(): void;
  /** the person's own answer to "looks blocked: is it?" */
  answer(isBlocked: boolean): Promise<void>;
  edited(): void;
  submit(): Promise<void>;
  withdraw(): Promise<void>;
  /** Accept was pressed on this page, and led away from it */
  acceptLeft(reading: ClearReading): void;
  askAgain(): void;
}

/** A request that still needs its link. */
const SHAREABLE = /^(?:pending|under-review|approved)$/;

/** Makes the banner's model. `send` talks to the background; nothing else leaves this script. */
export function createBannerModel(send: Send, accepted: () => boolean): BannerModel {
  const signals = bannerSignals();
  const { state, formOpen, askedNow, reason, name, typedSite, typedApp, problem } = signals;
  let key = '';
  // Answers can overtake each other; only the latest reading's counts.
  let turn = 0;

  const typed = () => ({
    site: typedSite.value,
    app: typedApp.value,
    name: name.value,
    reason: reason.value,
  });
  const ask = computed(() =>
    state.value.kind === 'blocked' ? askOf(state.value.consent, typed(), accepted()) : undefined,
  );

  const loadShare = async (request: RequesterView | undefined) => {
    signals.share.value = undefined;
    if (!request || !SHAREABLE.test(request.status)) return;
    const answer = await send('shareRequest', { id: request.id });
    signals.share.value = answer.ok ? answer : undefined;
  };

  const shownRequest = (request: RequesterView | undefined) => {
    loadShare(request).catch(() => undefined);
    if (request?.decision || request?.expiredAt)
      send('decisionSeen', { id: request.id }).catch(() => undefined);
  };

  /** Another app or site than before: its own draft, and nothing of the last one's. */
  const startOver = ({ draft, name: remembered }: LookedUp) => {
    formOpen.value = Boolean(draft?.reason);
    signals.hidden.value = false;
    signals.justSent.value = false;
    reason.value = draft?.reason ?? '';
    typedSite.value = draft?.site ?? '';
    typedApp.value = draft?.app ?? '';
    name.value = draft?.name || remembered;
  };

  /** No admin can be asked: what is known of the connection goes into the developer's note. */
  const advise = (consent: BlockedConsent, answer: LookedUp | Failed) => {
    batch(() => {
      formOpen.value = false;
      signals.hidden.value = false;
      problem.value = undefined;
      key = '';
      state.value = { kind: 'advice', consent: answer.ok ? complete(consent, answer) : consent };
    });
  };

  const blocked = async (consent: BlockedConsent, mine: number) => {
    const asking = mayAsk(consent.cause);
    const answer = await send('lookUp', questionOf(consent));
    if (mine !== turn) return;
    if (!asking) {
      advise(consent, answer);
      return;
    }
    batch(() => {
      problem.value = answer.ok ? undefined : answer.problem;
      if (!answer.ok) {
        state.value = { kind: 'blocked', consent };
        return;
      }
      if (answer.key !== key) startOver(answer);
      key = answer.key;
      state.value = blockedState(consent, answer);
      shownRequest(answer.request ?? answer.expired);
    });
  };

  const clear = async ({ consent, edition }: ClearReading, mine: number, left: boolean) => {
    const { site, appName } = consent;
    const about = { edition, site, appName, ...clearFacts(consent), accepted: left };
    const answer = await send('unblockedSeen', about);
    if (mine !== turn) return;
    const request = answer.ok ? answer.request : undefined;
    state.value = request ? { kind: 'clear', request } : { kind: 'quiet' };
    shownRequest(request);
  };

  const perhaps = createUnknownWording(send);

  /** Unknown wording or language: an earlier request or answer of the person, or the question. */
  const unsure = async (reading: PerhapsReading, mine: number) => {
    const { consent } = reading.perhaps;
    const answer = await perhaps.look(reading);
    if (mine !== turn) return;
    if (answer === 'blocked') await blocked(consent, mine);
    else if (answer === 'works') await sure(reading.otherwise, mine);
    else state.value = { kind: 'perhaps', perhaps: reading.perhaps };
  };

  const sure = async (reading: Sure, mine: number) => {
    if (reading.kind === 'clear') await clear(reading, mine, false);
    else if (reading.kind === 'dead-end') await blocked(reading.consent, mine);
    else state.value = { kind: 'quiet' };
    if (reading.kind === 'stage') await send('clientSeen', { name: reading.client });
  };

  const openForm = () =>
    batch(() => {
      askedNow.value = true;
      formOpen.value = true;
    });

  const model: BannerModel = {
    ...signals,
    ask,
    openForm,

    async update(reading) {
      turn += 1;
      if (reading.kind === 'blocked') await blocked(reading.consent, turn);
      else if (reading.kind === 'perhaps') await unsure(reading, turn);
      else await sure(reading, turn);
    },

    async answer(isBlocked) {
      turn += 1;
      const reading = await perhaps.answer(isBlocked);
      if (!reading) return;
      if (!isBlocked) return sure(reading.otherwise, turn);
      await blocked(reading.perhaps.consent, turn);
      openForm();
    },

    edited() {
      if (key) send('saveDraft', { key, ...typed() }).catch(() => undefined);
    },

    async submit() {
      const what = ask.value;
      const now = state.value;
      if (!what || now.kind !== 'blocked' || signals.busy.value) return;
      if (what.site === '' && typedSite.value.trim() !== '') {
        problem.value = 'bad-site';
        return;
      }
      signals.busy.value = true;
      const answer = await send('raiseRequest', what);
      batch(() => {
        signals.busy.value = false;
        problem.value = answer.ok ? undefined : answer.problem;
        if (!answer.ok) return;
        formOpen.value = false;
        signals.justSent.value = true;
        for (const box of [reason, typedSite, typedApp]) box.value = '';
        state.value = { ...now, request: answer.request };
      });
      if (!answer.ok) return;
      // The page's key is not the request's where the person named the site: drop its draft too.
      model.edited();
      await loadShare(answer.request);
    },

    async withdraw() {
      const now = state.value;
      if (now.kind !== 'blocked' || !now.request) return;
      const answer = await send('withdrawRequest', { id: now.request.id });
      problem.value = answer.ok ? undefined : answer.problem;
      if (!answer.ok) return;
      signals.justSent.value = false;
      state.value = { kind: 'blocked', consent: now.consent };
    },

    acceptLeft(reading) {
      clear(reading, turn, true).catch(() => undefined);
    },

    askAgain() {
      const now = state.value;
      if (now.kind !== 'blocked') return;
      batch(() => {
        openForm();
        state.value = { kind: 'blocked', consent: now.consent };
      });
    },
  };
  return model;
}
