import type messages from '../../../public/_locales/en/messages.json';
import { isSimilarScreen, RESOLUTIONS } from '../../consent/causes.ts';
import { answerLines } from '../../requests/decide.ts';
import type { ApprovalRequest, Requester } from '../../requests/schema.ts';
import { causeOf, domainToAllow } from '../../requests/screen.ts';
import { answerText, type MailTexts, mailtoUrl } from '../destination.ts';
import { decisionPayload, requestPayload } from '../payload.ts';
import { encodeDecisionLinks, encodeRequestLink, mailLinks } from './link.ts';

/** A text in the person's language, by its key in public/_locales. */
export type Say = (key: keyof typeof messages, ...substitutions: string[]) => string;

/** What the words about a request are made of; a payload has it, too. */
type Told = Pick<
  ApprovalRequest,
  'edition' | 'site' | 'cause' | 'dataCenter' | 'screen' | 'app' | 'message' | 'startPage'
>;

/** What an admin who has no Countersign is told: which screen it was, and its own resolution. */
function forAdmin(say: Say, request: Told, site: string) {
  const { app, dataCenter } = request;
  const cause = causeOf(request);
  const stopped = say('share_mailUnread', app.name, site);
  // Nobody read why: then the mail says what the person says, and no more.
  const isUnread = cause === 'by-hand' && request.message === '';
  if (request.edition === 'data-center') {
    const product = say(`dc_product_${dataCenter?.product ?? 'jira'}`);
    const intro = isUnread ? stopped : say('dc_mailIntro', app.name, site, product);
    return { intro, steps: [say('dc_path', product), say('dc_mailStep')] };
  }
  if (isUnread) return { intro: stopped, steps: [] };
  const resolution = isSimilarScreen(cause) ? RESOLUTIONS[cause] : undefined;
  if (!resolution || !('steps' in resolution)) {
    const steps = [say('share_mailStart', app.name, site), say('share_mailAccept', site)];
    return { intro: say('share_mailIntro', app.name, site), steps };
  }
  const allow = cause === 'domain-not-allowed' ? domainToAllow(app) : undefined;
  const names = [app.name, site, allow ?? say('advice_domain')];
  const steps = resolution.steps.map((key) => say(key, ...names));
  const intro = `${stopped} ${say(resolution.what, ...names)}`;
  return { intro, steps, allow };
}

/** A request in plain words, for an admin who does not know Countersign. */
export function requestWords(say: Say, request: Told) {
  const { app } = request;
  const site = request.site || say('share_unknownSite');
  const { intro, steps: what, allow } = forAdmin(say, request, site);
  const all = [...what, say('share_mailOrTell')];
  const fact = (label: Parameters<Say>[0], value: string | undefined) =>
    value ? [{ label: say(label), value }] : [];
  return {
    subject: say('share_mailSubject', app.name, site),
    intro,
    facts: [
      ...fact('banner_rowClient', app.clientId),
      ...fact('banner_rowRedirect', app.redirect?.host),
      ...fact('banner_rowStart', request.startPage),
      ...fact('banner_rowVia', app.via?.name),
      ...fact('banner_rowAllow', allow),
    ],
    steps: what.length > 0 ? all.map((step, at) => `${at + 1}. ${step}`) : all,
  };
}

/** The same of one ask: with the person's reason and name, in lines that are ready to be read. */
function askWords(say: Say, request: ApprovalRequest, { reason, name }: Requester) {
  const { facts, ...words } = requestWords(say, request);
  const line = (label: string, value: string) => say('ui_labeled', label, value);
  const why = say('share_why');
  return {
    ...words,
    label: line(why, '').trim(),
    why: reason ? [line(why, reason)] : [],
    facts: facts.map(({ label, value }) => line(label, value)),
    sign: name ? [say('share_mailSign', name)] : [],
    linkIntro: say('share_mailLink'),
  };
}

/** A request as a message that has to be short, each of its parts apart. */
export async function mailTexts(
  say: Say,
  request: ApprovalRequest,
  asker: Requester,
): Promise<MailTexts> {
  const { subject, intro, facts, label, steps, sign, linkIntro } = askWords(say, request, asker);
  return {
    subject,
    intro: [intro],
    facts,
    ...(asker.reason && { reason: { label, text: asker.reason } }),
    linkIntro,
    links: await mailLinks(requestPayload(request, asker)),
    withoutLink: say('share_mailNoLink'),
    steps: [...steps, ...sign],
  };
}

/**
 * Everything that carries a request to a reviewer: the link, a ready e-mail, and plain words with
 * the link at their end. They make sense to an admin who does not know Countersign: who asks for
 * which app and site and why, what to do step by step, and only then what the link is.
 */
export async function requestTexts(
  say: Say,
  request: ApprovalRequest,
  asker: Requester,
): Promise<{ link: string; mailto: string; text: string }> {
  const [link, mail] = await Promise.all([
    encodeRequestLink(requestPayload(request, asker)),
    mailTexts(say, request, asker),
  ]);
  const { intro, why, facts, steps, sign, linkIntro } = askWords(say, request, asker);
  const parts = [intro, [...why, ...facts].join('\n'), steps.join('\n'), ...sign];
  const text = [...parts, `${linkIntro}\n${link}`].filter(Boolean).join('\n\n');
  return { link, mailto: mailtoUrl(mail), text };
}

/** What was decided, in words and as links; undefined where nothing was. */
async function answerOf(say: Say, request: ApprovalRequest) {
  const payload = decisionPayload(request);
  if (!payload) return undefined;
  return { lines: answerLines(say, request), links: await encodeDecisionLinks(payload) };
}

/** The answer for everybody who asked: plain words, and links that bring the decision back. */
export async function decisionTexts(
  say: Say,
  request: ApprovalRequest,
): Promise<{ links: string[]; text: string } | undefined> {
  const answer = await answerOf(say, request);
  if (!answer) return undefined;
  const { links } = answer;
  const lines = [...answer.lines, say('share_answerLink')];
  return { links, text: answerText({ lines, links }) };
}

/** One text for everybody who asked for any of these, one part an app; empty where none was decided. */
export async function answersText(say: Say, requests: readonly ApprovalRequest[]): Promise<string> {
  const apps = new Map<string, { lines: string[]; links: string[] }>();
  for (const request of requests) {
    const answer = await answerOf(say, request);
    if (!answer) continue;
    const app = apps.get(request.app.name) ?? { lines: [], links: [] };
    app.lines.push(...answer.lines);
    app.links.push(...answer.links);
    apps.set(request.app.name, app);
  }
  // A reason that was given for all of them is told once.
  const parts = [...apps.values()].map(({ lines, links }) =>
    answerText({ lines: [...new Set([...lines, say('share_answerLink')])], links }),
  );
  return parts.join('\n\n');
}
