import { batch, computed } from '@preact/signals';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { mayAsk } from '../../lib/consent/causes.ts';
import type { Failed, RequesterView } from '../../lib/messages/types.ts';
import { askOf } from '../../lib/requests/new-ask.ts';
import type { Way } from '../../lib/requests/schema.ts';
import {
  bannerSignals,
  blockedState,
  type ClearReading,
  clearFacts,
  complete,
  type LookedUp,
  questionOf,
  type Reading,
  type Send,
  type Sure,
  WAITING,
} from './banner-state.ts';
import { createPassOn, type PassOnDeps } from './pass-on.ts';

type PerhapsReading = Extract<Reading, { kind: 'perhaps' }>;

/** What a page that perhaps is blocked is taken for; `ask`: not answered yet. */
export type Taken = 'blocked' | 'works' | 'ask';

/** Keeps what the person says of wordings that no reader knows. */
interface UnknownWordingModel {
  look(reading: PerhapsReading): Promise<Taken>;
  /** of what was last looked at; undefined where nothing was */
  answer(isBlocked: boolean): Promise<PerhapsReading | undefined>;
}

/** A yes counts while the page lives, a no for good: for this wording alone. */
function createUnknownWording(send: Send): UnknownWordingModel {
  const yes = new Set<string>();
  let last: PerhapsReading | undefined;

  /** An open request of the person's own answers the question too. */
  async function askedFor({ perhaps }: PerhapsReading): Promise<boolean> {
    const {
      edition,
      site = '',
      appName = '',
      clientId,
      scopes,
      redirect,
      resource,
    } = perhaps.consent;
    const facts = { clientId, scopes, redirect, resource };
    // Not `blocked`: an unsure page must not take back that it was granted.
    const response = await send('lookUp', { edition, site, appName, ...facts, blocked: false });
    return response.ok && response.request !== undefined && response.request.status !== 'granted';
  }

  return {
    async look(reading) {
      last = reading;
      const { wording, consent } = reading.perhaps;
      if (yes.has(wording)) return 'blocked';
      const response = await send('perhapsSeen', { edition: consent.edition, wording });
      if (response.ok && !response.ask) return 'works';
      return (await askedFor(reading)) ? 'blocked' : 'ask';
    },
    async answer(isBlocked) {
      if (!last) return undefined;
      const { wording, consent } = last.perhaps;
      if (isBlocked) yes.add(wording);
      else await send('notBlocked', { edition: consent.edition, wording });
      return last;
    },
  };
}

/** What the banner's model needs of the world. `send` talks to the background. */
interface BannerDeps extends PassOnDeps {
  /** Accept was pressed in this document */
  accepted: () => boolean;
}

export type BannerModel = ReturnType<typeof createBannerModel>;

/** The banner's state, made outside the components; they read signals and call these functions. */
export function createBannerModel({ accepted, ...deps }: BannerDeps) {
  const { send } = deps;
  const signals = bannerSignals();
  const { state, formOpen, askedNow, reason, name, typedSite, typedApp, problem } = signals;
  const passOn = createPassOn(deps);
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

  const shownRequest = (request: RequesterView | undefined) => {
    if (request?.decision || request?.expiredAt)
      send('decisionSeen', { id: request.id }).catch(() => undefined);
  };

  /** Another app or site than before: its own draft, and nothing of the last one's. */
  const startOver = ({ draft, name: remembered, way }: LookedUp) => {
    formOpen.value = Boolean(draft?.reason);
    signals.hidden.value = false;
    signals.justSent.value = false;
    signals.withdrawn.value = false;
    passOn.passed.value = undefined;
    passOn.way.value = way ?? 'copy';
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
    // Not waited for: a policy may take its time, and the banner need not.
    if (asking && !passOn.ready()) passOn.start().catch(() => undefined);
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
      passOn.follow(answer.request ?? {});
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
      signals.withdrawn.value = false;
    });

  /** Files what the form says. @returns the ID of what is now to be passed on */
  async function file(): Promise<string | undefined> {
    const what = ask.value;
    const now = state.value;
    if (!what || now.kind !== 'blocked') return undefined;
    if (now.request) return now.request.id;
    if (what.site === '' && typedSite.value.trim() !== '') {
      problem.value = 'bad-site';
      return undefined;
    }
    const answer = await send('raiseRequest', what);
    batch(() => {
      problem.value = answer.ok ? undefined : answer.problem;
      if (!answer.ok) return;
      formOpen.value = false;
      signals.justSent.value = true;
      for (const box of [reason, typedSite, typedApp]) box.value = '';
      state.value = { ...now, request: answer.request };
    });
    if (!answer.ok) return undefined;
    // The page's key is not the request's where the person named the site: drop its draft too.
    edited();
    return WAITING.test(answer.request.status) ? answer.request.id : undefined;
  }

  function edited(): void {
    if (key) send('saveDraft', { key, ...typed() }).catch(() => undefined);
  }

  return {
    ...signals,
    /** exactly what a press of Copy message or Email admin would send now */
    ask,
    passOn,
    /** there is something that can be passed on */
    canPass: computed(() => {
      const now = state.value;
      if (now.kind !== 'blocked') return false;
      return now.request ? WAITING.test(now.request.status) : formOpen.value;
    }),
    openForm,
    edited,

    async update(reading: Reading) {
      turn += 1;
      if (reading.kind === 'blocked') await blocked(reading.consent, turn);
      else if (reading.kind === 'perhaps') await unsure(reading, turn);
      else await sure(reading, turn);
    },

    /** the person's own answer to "looks blocked: is it?" */
    async answer(isBlocked: boolean) {
      turn += 1;
      const reading = await perhaps.answer(isBlocked);
      if (!reading) return;
      if (!isBlocked) return sure(reading.otherwise, turn);
      await blocked(reading.perhaps.consent, turn);
      openForm();
    },

    /** What was written stays as a draft. */
    closeForm() {
      batch(() => {
        formOpen.value = false;
        signals.closedNow.value = true;
      });
    },

    /** Files the request where that is still to be done, and passes it on: one press. */
    pass: (how: Way, to?: string) => passOn.pass(how, file, to),

    async withdraw() {
      const now = state.value;
      if (now.kind !== 'blocked' || !now.request) return;
      const answer = await send('withdrawRequest', { id: now.request.id });
      problem.value = answer.ok ? undefined : answer.problem;
      if (!answer.ok) return;
      batch(() => {
        signals.justSent.value = false;
        signals.withdrawn.value = true;
        passOn.passed.value = undefined;
        state.value = { kind: 'blocked', consent: now.consent };
      });
    },

    /** Accept was pressed on this page, and led away from it */
    acceptLeft(reading: ClearReading) {
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
}
