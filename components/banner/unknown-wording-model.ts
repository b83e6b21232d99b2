import type { Reading, Send } from './banner-state.ts';

export type PerhapsReading = Extract<Reading, { kind: 'perhaps' }>;

/** What a page that perhaps is blocked is taken for; `ask`: not answered yet. */
export type Taken = 'blocked' | 'works' | 'ask';

/** Keeps what the person says of wordings that no reader knows. */
export interface UnknownWordingModel {
  look(reading: PerhapsReading): Promise<Taken>;
  /** of what was last looked at; undefined where nothing was */
  answer(isBlocked: boolean): Promise<PerhapsReading | undefined>;
}

/** A yes counts while the page lives, a no for good: for this wording alone. */
export function createUnknownWording(send: Send): UnknownWordingModel {
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
