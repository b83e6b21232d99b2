import { plain } from '../../consent/text.ts';
import { MARK } from '../channel.ts';
import type { DecisionPayload, RequestPayload } from '../payload.ts';
import { withinLimit } from '../share-link/shrink.ts';
import { requestWords, type Say } from '../share-link/texts.ts';
import {
  type AdfNode,
  bullets,
  COMMENT_PROPERTY,
  code,
  codeBlock,
  doc,
  type Note,
  paragraph,
  REQUEST_PROPERTY,
  strong,
  text,
  type Wire,
  wireText,
  wireValue,
} from './wire.ts';

/** Jira refuses more, and the refused attempt uses up an issue number. */
const MAX_DOCUMENT = 32_767;
const MAX_SUMMARY = 200;
/** So much of the permissions stands in the words; the data has them all. */
const MAX_SCOPES = 1000;

const fits = (document: AdfNode): boolean => JSON.stringify(document).length <= MAX_DOCUMENT;

const fact = (label: string, value: AdfNode[]): AdfNode[] =>
  value.length > 0 ? [...text(`${label}: `), ...value] : [];

/** The data, with a word to the people who see it. */
const data = (say: Say, wire: Wire): AdfNode[][] => [
  paragraph(text(say('channel_wire'))),
  codeBlock(wireText(wire)),
];

function requestDocument(say: Say, payload: RequestPayload): AdfNode {
  const { app, reason } = payload;
  const words = requestWords(say, payload);
  const scopes = plain(app.scopes.join(' '), MAX_SCOPES);
  return doc(
    paragraph(text(words.intro)),
    bullets([
      fact(say('banner_rowApp'), strong(app.name)),
      fact(say('share_why'), text(reason)),
      ...words.facts.map(({ label, value }) => fact(label, code(value))),
      fact(say('banner_rowScopes'), code(scopes)),
    ]),
    ...words.steps.map((step) => paragraph(text(step))),
    ...data(say, payload),
  );
}

function joinDocument(say: Say, payload: RequestPayload): AdfNode {
  const { app, site, reason } = payload;
  return doc(
    paragraph(text(say('channel_join', app.name, site || say('share_unknownSite')))),
    bullets([fact(say('share_why'), text(reason))]),
    ...data(say, payload),
  );
}

/** A request in the form in which its document is within Jira's limit. */
async function within(payload: RequestPayload, make: (payload: RequestPayload) => AdfNode) {
  const taken = await withinLimit(payload, (sent) => {
    const document = make(sent);
    return fits(document) ? { sent, document } : undefined;
  });
  if (!taken) throw new RangeError('The request is too big for Jira.');
  return taken;
}

/** Which parts of an issue may be set when it is created. */
export interface Parts {
  labels: boolean;
  description: boolean;
  /** properties need the permission to edit */
  properties: boolean;
}

/** The line that people see in lists; with a label it is at the end, and is searched for there. */
export function summaryOf(say: Say, payload: RequestPayload, label?: string): string {
  const tag = label === undefined ? '' : ` [${label}]`;
  const subject = plain(requestWords(say, payload).subject, MAX_SUMMARY - tag.length);
  return subject.toWellFormed() + tag;
}

/**
 * The body of the call that creates an issue. Where labels are not on the screen, the label stands
 * at the end of the summary, and is searched for there.
 * @throws RangeError for a payload beyond the bounds of a request
 */
export async function issueBody(
  say: Say,
  target: { project: string; issueType: string },
  { payload, label }: { payload: RequestPayload; label: string },
  parts: Parts,
): Promise<object> {
  const { sent, document } = await within(payload, (one) => requestDocument(say, one));
  return {
    fields: {
      project: { key: target.project },
      issuetype: { id: target.issueType },
      summary: summaryOf(say, payload, parts.labels ? undefined : label),
      ...(parts.labels ? { labels: [MARK, label] } : {}),
      ...(parts.description ? { description: document } : {}),
    },
    ...(parts.properties
      ? { properties: [{ key: REQUEST_PROPERTY, value: wireValue(sent) }] }
      : {}),
  };
}

const commentBody = (document: AdfNode, wire: Wire): object => ({
  body: document,
  properties: [{ key: COMMENT_PROPERTY, value: wireValue(wire) }],
});

/** The comment by which somebody joins an issue that is about the same. */
export async function joinBody(say: Say, payload: RequestPayload): Promise<object> {
  const { sent, document } = await within(payload, (one) => joinDocument(say, one));
  return commentBody(document, sent);
}

/** The comment that carries a decision; `note` is what people read, one paragraph a line. */
export function decisionBody(say: Say, payload: DecisionPayload, note: string): object {
  const lines = note.split('\n').map((line) => paragraph(text(plain(line, 2000))));
  return commentBody(doc(...lines, ...data(say, payload)), payload);
}

/** The comment that says what became of it. */
export function noteBody(say: Say, note: Note, about: RequestPayload): object {
  const site = about.site || say('share_unknownSite');
  const sentence = paragraph(text(say(`channel_note_${note.type}`, about.app.name, site)));
  return commentBody(doc(sentence, ...data(say, note)), note);
}
