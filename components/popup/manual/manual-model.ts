import { batch, computed, signal } from '@preact/signals';
import { mergeFacts, parseClientId } from '../../../lib/atlassian/authorize-url.ts';
import { siteEdition } from '../../../lib/atlassian/hosts.ts';
import type { BlockedConsent } from '../../../lib/consent/blocked-consent.ts';
import { mayAsk, type SimilarScreen } from '../../../lib/consent/causes.ts';
import { readSeen } from '../../../lib/consent/read-seen.ts';
import { readText, type TextReading } from '../../../lib/consent/read-text.ts';
import { MANUAL_DRAFT_KEY } from '../../../lib/messages/page.ts';
import type { Problem, RequesterView } from '../../../lib/messages/types.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import { askOf } from '../../../lib/requests/new-ask.ts';
import type { Ask, Way } from '../../../lib/requests/schema.ts';
import { createPassOn } from '../../banner/pass-on.ts';
import { copying, reaching } from '../mine/mine-model.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** The boxes that a page or an error can fill. */
export type Filled = 'app' | 'site' | 'clientId';

/** What is missing or cannot be. */
export type Missing = 'no-app' | 'no-site' | 'bad-site' | 'bad-client';

const NOTHING: TextReading = { edition: 'cloud', facts: { scopes: [] }, message: '' };

export type ManualModel = ReturnType<typeof createManualModel>;

/** What a pasted error says stands before what the page says. */
function joined(page: TextReading, pasted: TextReading): TextReading {
  const { similarScreen, ...rest } = page;
  // The edition of what is pasted is only that of a site it names.
  const { edition, ...feedback } = pasted;
  return {
    ...rest,
    ...(similarScreen && !pasted.message && { similarScreen }),
    ...feedback,
    edition: feedback.site || !hasOwnHost(page) ? edition : page.edition,
    message: pasted.message || page.message,
    facts: mergeFacts(pasted.facts, page.facts),
  };
}

/** The part of it that is about this client: another id means another app. */
function factsFor({ facts }: TextReading, clientId: string | undefined) {
  const { startPage, clientId: read } = facts;
  const own = read && read !== clientId ? { scopes: [] } : { ...facts, scopes: facts.scopes };
  const { clientId: _, ...rest } = own as TextReading['facts'];
  return {
    ...rest,
    ...(clientId && { clientId }),
    ...(startPage && { startPage }),
  };
}

/** Where the page itself says that it is blocked, and nothing was changed, its word counts. */
function vouchedBy(reading: TextReading, form: { app: string; site: string; clientId: string }) {
  const { vouched } = reading;
  // A Data Center's page names an app at most where it lets one in.
  const named = vouched?.appName ?? (vouched?.dataCenter ? form.app : undefined);
  const same =
    named === form.app &&
    vouched?.site === form.site &&
    (reading.facts.clientId ?? '') === form.clientId;
  return same ? vouched : undefined;
}

/** Read on a host that tells by itself which edition it is of. */
const hasOwnHost = ({ edition }: TextReading): boolean =>
  edition === 'data-center' || edition === 'isolated';

/** The similar screen that the words are of, where asking an admin helps: then the request says so. */
function screenOf({ similarScreen }: TextReading): SimilarScreen | undefined {
  return similarScreen && mayAsk(similarScreen) ? similarScreen : undefined;
}

/** A request by hand: from whatever page, or from the words of an error. */
export function createManualModel({
  send,
  copy,
  openTab,
  requestHost,
  readActiveTab,
}: Pick<PopupDeps, 'send' | 'copy' | 'openTab' | 'requestHost' | 'readActiveTab'>) {
  const boxes = { app: signal(''), site: signal(''), clientId: signal('') };
  const { app, site, clientId } = boxes;
  const reason = signal('');
  const name = signal('');
  /** `page`: filled in from the page `from`; `no-page`: the browser lets nobody read it */
  const phase = signal<'reading' | 'page' | 'no-page'>('reading');
  /** host of the page that was read */
  const from = signal('');
  const page = signal(NOTHING);
  const paste = signal(NOTHING);
  /** what the pasted error gave; empty: nothing was pasted */
  const pasted = signal<'' | 'nothing' | 'found'>('');
  const missing = signal<Missing | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const sent = signal<RequesterView | undefined>(undefined);
  const passOn = createPassOn({
    ...{ send, copy: copying(copy), mail: openTab },
    reach: reaching(requestHost),
  });
  const touched = new Set<Filled>();

  /** the page names neither app nor site, nor any error that is known */
  const nothingRead = computed(() => {
    const { appName, site: named, facts, similarScreen } = page.value;
    return !(appName || named || facts.clientId || similarScreen);
  });

  /** exactly what would be sent now */
  const ask = computed((): Ask => {
    const reading = joined(page.value, paste.value);
    const form = { app: app.value, site: site.value.trim(), clientId: clientId.value.trim() };
    const vouched = vouchedBy(reading, form);
    const consent: BlockedConsent = {
      ...factsFor(reading, parseClientId(form.clientId)),
      reader: 'by-hand',
      cause: vouched?.cause ?? screenOf(reading) ?? 'by-hand',
      edition: reading.edition,
      message: reading.message,
    };
    const typed = { ...form, name: name.value, reason: reason.value };
    const made = askOf(consent, typed, false);
    // The host's own edition, unless the person means another site than that of the page.
    const { dataCenter } = reading;
    const isHost = vouched !== undefined || (hasOwnHost(reading) && made.site === reading.site);
    if (isHost || !made.site) return dataCenter && isHost ? { ...made, dataCenter } : made;
    return { ...made, edition: siteEdition(made.site) };
  });

  /** the words read are of a screen that is something else than the block */
  const advice = computed(() => {
    const reading = joined(page.value, paste.value);
    const { similarScreen, facts, edition, message } = reading;
    if (!similarScreen) return undefined;
    const names = { appName: app.value.trim(), site: ask.value.site };
    const consent = {
      ...facts,
      ...names,
      reader: similarScreen,
      cause: similarScreen,
      edition,
      message,
    };
    return { cause: similarScreen, consent };
  });

  /** What was read goes into the boxes in which nobody wrote. */
  function fill() {
    const reading = joined(page.value, paste.value);
    const read = { app: reading.appName, site: reading.site, clientId: reading.facts.clientId };
    for (const box of ['app', 'site', 'clientId'] as const) {
      if (!touched.has(box)) boxes[box].value = read[box] ?? '';
    }
  }

  function saveDraft() {
    const draft = { reason: reason.value, name: name.value, site: site.value, app: app.value };
    send('saveDraft', { key: MANUAL_DRAFT_KEY, ...draft }).catch(() => undefined);
  }

  function lacking(): Missing | undefined {
    if (app.value.trim() === '') return 'no-app';
    if (site.value.trim() === '') return 'no-site';
    if (ask.value.site === '') return 'bad-site';
    const id = clientId.value.trim();
    return id !== '' && !parseClientId(id) ? 'bad-client' : undefined;
  }

  async function restore() {
    const response = await send('startManual', {});
    if (!response.ok) return;
    const { draft, way } = response;
    passOn.way.value = way ?? 'copy';
    name.value ||= draft?.name || response.name;
    reason.value ||= draft?.reason ?? '';
    for (const box of ['app', 'site'] as const) {
      if (!draft?.[box] || touched.has(box)) continue;
      boxes[box].value = draft[box];
      touched.add(box);
    }
  }

  async function readPage() {
    const seen = await readActiveTab();
    const host = seen && URL.canParse(seen.address) ? new URL(seen.address).host : '';
    const read = seen ? readSeen(seen, seen.place) : NOTHING;
    batch(() => {
      phase.value = seen ? 'page' : 'no-page';
      from.value = host;
      page.value = { ...read, facts: mergeFacts(read.facts, seen?.seen) };
      fill();
    });
  }

  /** Files what the form says. @returns the ID of what is now to be passed on */
  async function file(): Promise<string | undefined> {
    if (sent.value) return sent.value.id;
    missing.value = lacking();
    problem.value = undefined;
    if (missing.value) return undefined;
    const response = await send('raiseRequest', ask.value);
    if (!response.ok) {
      problem.value = response.problem;
      return undefined;
    }
    // Kept until now, in case it could not be sent.
    await send('saveDraft', { key: MANUAL_DRAFT_KEY, reason: '', name: '', site: '', app: '' });
    sent.value = response.request;
    return WAITING.has(response.request.status) ? response.request.id : undefined;
  }

  return {
    ...boxes,
    reason,
    name,
    phase,
    from,
    nothingRead,
    pasted,
    ask,
    advice,
    missing,
    problem,
    sent,
    passOn,
    copy: copying(copy),
    /** reads the page that the person looks at, and what was left in the form */
    async start() {
      touched.clear();
      batch(() => {
        for (const box of [app, site, clientId, reason]) box.value = '';
        for (const one of [sent, passOn.passed, passOn.problem, missing, problem]) {
          one.value = undefined;
        }
        paste.value = NOTHING;
        pasted.value = '';
        phase.value = 'reading';
      });
      passOn.start().catch(() => undefined);
      await restore();
      await readPage();
    },
    /** a terminal's or an app's error; of the text itself nothing is kept */
    paste(text: string) {
      const read = readText(text);
      const { appName, site: named, facts, message } = read;
      const found = Boolean(appName || named || message || facts.clientId || facts.redirect);
      batch(() => {
        pasted.value = text.trim() === '' ? '' : found ? 'found' : 'nothing';
        paste.value = found ? read : NOTHING;
        fill();
      });
      saveDraft();
    },
    /** the person wrote in this box: nothing else writes there any more */
    edited(box?: Filled) {
      if (box) touched.add(box);
      missing.value = undefined;
      saveDraft();
    },
    /** Files the request where that is still to be done, and passes it on: one press. */
    pass: (how: Way, to?: string) => passOn.pass(how, file, to, ask.value.site),
  };
}
