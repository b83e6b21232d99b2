import { plain } from '../../consent/text.ts';
import type { LabeledAsk } from '../channel.ts';
import { summaryOf } from '../jira/documents.ts';
import { type Note, type Wire, wireText } from '../jira/wire.ts';
import type { RequestPayload } from '../payload.ts';
import { withinLimit } from '../share-link/shrink.ts';
import { requestWords, type Say } from '../share-link/texts.ts';
import { codeOf, escaped } from './wiki.ts';

const MAX_TEXT = 32_767;
const MAX_SCOPES = 1000;

/** Each line begins with words of ours, so that nobody's own begin a list or a heading. */
const line = (label: string, value: string): string[] =>
  value === '' ? [] : [`${escaped(label)}: ${escaped(plain(value.toWellFormed(), 2000))}`];

const data = (say: Say, wire: Wire): string[] => [
  escaped(say('channel_wire')),
  codeOf(wireText(wire)),
];

function descriptionOf(say: Say, payload: RequestPayload): string {
  const { app, reason } = payload;
  const words = requestWords(say, payload);
  return [
    escaped(words.intro),
    [
      ...line(say('banner_rowApp'), app.name),
      ...line(say('share_why'), reason),
      ...words.facts.flatMap(({ label, value }) => line(label, value)),
      ...line(say('banner_rowScopes'), plain(app.scopes.join(' '), MAX_SCOPES)),
    ].join('\n'),
    words.steps.map(escaped).join('\n'),
    ...data(say, payload),
  ].join('\n\n');
}

/** A text in the form in which it is within Jira's limit. */
async function within(payload: RequestPayload, make: (payload: RequestPayload) => string) {
  const taken = await withinLimit(payload, (sent) => {
    const text = make(sent);
    return text.length <= MAX_TEXT ? text : undefined;
  });
  if (taken === undefined) throw new RangeError('The request is too big for Jira.');
  return taken;
}

/**
 * The fields of a customer's request. There is no place for labels and properties: the label stands
 * in the summary, where the reviewers' side, which is Jira's, searches for it.
 */
export async function fieldsOf(say: Say, { payload, label }: LabeledAsk) {
  return {
    summary: summaryOf(say, payload, label),
    description: await within(payload, (sent) => descriptionOf(say, sent)),
  };
}

/** The comment by which a person asks once more on their own open request. */
export const joinText = (say: Say, payload: RequestPayload): Promise<string> =>
  within(payload, (sent) =>
    [
      escaped(say('channel_join', sent.app.name, sent.site || say('share_unknownSite'))),
      ...line(say('share_why'), sent.reason),
      ...data(say, sent),
    ].join('\n\n'),
  );

/** The comment that says what became of it. */
export function noteText(say: Say, note: Note, { app, site }: RequestPayload): string {
  const words = say(`channel_note_${note.type}`, app.name, site || say('share_unknownSite'));
  return [escaped(words), ...data(say, note)].join('\n\n');
}
