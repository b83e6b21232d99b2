import { TriangleAlert } from 'lucide';
import { isLoopback } from '../../../lib/atlassian/authorize-url.ts';
import { liveAsks } from '../../../lib/requests/asks.ts';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { deadline, WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, Requester } from '../../../lib/requests/schema.ts';
import { causeOf } from '../../../lib/requests/screen.ts';
import type { Sureness } from '../../../lib/review/next-steps.ts';
import type { QueueRow, Warned } from '../../../lib/review/queue-query.ts';
import type { WhoIsAsking } from '../../../lib/review/warnings/check.ts';
import type { NamePart } from '../../../lib/review/warnings/name.ts';
import { ago, shortTime, t, tn } from '../../i18n.ts';
import { day, earlierText, statusText, takenText } from '../../request-texts.ts';
import { Icon } from '../../ui/Icon.tsx';
import { LevelMark, levelText } from '../../ui/LevelBadge.tsx';

/** A name, or a domain, with what is odd in it marked; the code of a letter is its tooltip. */
export function OddName({ parts }: { parts: readonly NamePart[] }) {
  return (
    <bdi>
      {parts.map(({ text, mark, code }, at) => (
        <span key={at} class={mark ? `odd ${mark}` : undefined} title={code}>
          {text}
        </span>
      ))}
    </bdi>
  );
}

/** The app's name, with what cannot be seen in it made visible. */
export function AppName({ name, who }: { name: string; who: WhoIsAsking | undefined }) {
  const odd = who?.nameParts.some(({ mark }) => mark) ? who.nameParts : undefined;
  return odd ? <OddName parts={odd} /> : <bdi>{name}</bdi>;
}

/** The host with the part in bold that somebody answers for. */
export function Host({ host, who }: { host: string; who: WhoIsAsking | undefined }) {
  const domain = who?.registrableDomain;
  const at = domain ? host.lastIndexOf(domain) : -1;
  if (!domain || at < 0) return <strong class="host">{host}</strong>;
  return (
    <span class="host-line" dir="ltr">
      {host.slice(0, at)}
      <strong class="host">{domain}</strong>
      {host.slice(at + domain.length)}
    </span>
  );
}

/** What a row is about: all who asked, or one of them. */
export function peopleOf({ request, asker }: QueueRow) {
  const people = liveAsks(request.requesters);
  const one: Requester | undefined = asker === undefined ? undefined : people[asker];
  return { count: people.length, one, since: one?.at ?? request.createdAt };
}

/** "28 d": how long it waits, in the largest unit that fits. */
export const waited = (since: number, now: number): string => shortTime(now - since);

/** The name as the requester was shown it, with what is odd in it marked. */
export function RowName({ row }: { row: QueueRow }) {
  const parts = row.warned?.name;
  return parts ? <OddName parts={parts} /> : <bdi>{row.request.app.name}</bdi>;
}

/** What it could do at worst, once that is known. */
export const Risk = ({ row }: { row: QueueRow }) =>
  row.worst ? <LevelMark level={row.worst} /> : null;

export function Warnings({ warned }: { warned: Warned | undefined }) {
  if (!warned || warned.count === 0) return null;
  return (
    <span class={warned.red ? 'warned red' : 'warned'}>
      <span class="visually-hidden">{tn('detail_warnings', warned.count)}</span>
      <span aria-hidden="true">
        <Icon node={TriangleAlert} />
        {warned.count}
      </span>
    </span>
  );
}

/** Whether the address is one on the person's own computer. */
function isHere(host: string): boolean {
  return URL.canParse(`http://${host}`) && isLoopback(new URL(`http://${host}`).hostname);
}

/** Where the app sends people back to; "www." would cost the space of what tells hosts apart. */
export function ReturnHost({ request }: { request: ApprovalRequest }) {
  const host = redirectHost(request);
  if (!host) return <span class="unknown">{t('check_unknown')}</span>;
  if (isHere(host)) return <span class="host">{t('popup_returnsHere')}</span>;
  return (
    <span class="host by-end">
      <bdi dir="ltr">{host.replace(/^www\./, '')}</bdi>
    </span>
  );
}

/** How a request differs from most: a word or two each, whole in the request itself. */
export function tagsOf({ request, earlier }: QueueRow, now: number, expireAfterDays?: number) {
  const until = expireAfterDays ? deadline(request, expireAfterDays) : undefined;
  return [
    ...(request.status === 'under-review' ? [takenText(request)] : []),
    ...(earlier ? [earlierText({ ...earlier, reason: '' })] : []),
    ...(until && now >= until.half ? [t('expiry_half', day(until.end))] : []),
    ...(disagreement(request) ? [t('asks_heading')] : []),
    ...(causeOf(request) === 'by-hand' ? [t('byhand_mark')] : []),
  ];
}

/** All of a row in words: the tooltip of its button, and what a screen reader adds to its name. */
export function rowInWords(row: QueueRow, now: number): string {
  const { request, earlier, worst, warned } = row;
  const { since } = peopleOf(row);
  return [
    request.app.name,
    ...(worst ? [levelText(worst)] : []),
    ...(warned && warned.count > 0 ? [tn('detail_warnings', warned.count)] : []),
    ...(earlier ? [earlierText(earlier)] : []),
    WAITING.has(request.status)
      ? t('popup_since', day(since), ago(since, now))
      : statusText(request),
  ].join(' · ');
}

/** How sure it is that a step is what is needed; the sentence and its date are the tooltip. */
export function SureTag({ sure }: { sure: Sureness }) {
  return (
    <span class="tag" title={t(`effect_sure_${sure}How`)}>
      {t(`effect_sure_${sure}`)}
    </span>
  );
}

/** Beside a person whose account the channel knows. */
export function Verified() {
  return <span class="hint verified">{t('channel_verified')}</span>;
}

/** Beside what a link says, which proves nobody. */
export function ByLinkTag() {
  return (
    <span class="tag" title={t('detail_byLink')}>
      {t('effect_sure_unproved')}
    </span>
  );
}
