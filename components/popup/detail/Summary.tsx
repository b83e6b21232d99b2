import type { ComponentChildren } from 'preact';
import { liveAsks, nameOf } from '../../../lib/requests/asks.ts';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { WhoIsAsking } from '../../../lib/review/warnings/check.ts';
import { type TextKey, t, tn } from '../../i18n.ts';
import { shortDay, siteName } from '../../request-texts.ts';
import { abilityText, levelText } from '../../ui/LevelBadge.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
import { Host, OddName, Verified } from '../queue/row-parts.tsx';
import { Codes, isReason, warningText } from './Warnings.tsx';

interface SummaryProps {
  assessment: AssessmentModel;
  request: ApprovalRequest;
  now: number;
}

/** What a reviewer needs in five seconds. */
export function Summary({ assessment, request, now }: SummaryProps) {
  const who = assessment.who(request);
  const host = redirectHost(request);
  const asks = liveAsks(request.requesters);
  const since = Math.min(...asks.map(({ at }) => at));
  const first = asks.find(({ reason }) => reason);
  return (
    <fieldset class="summary" aria-label={t('detail_summary')}>
      <p>
        {t('banner_rowRedirect')}{' '}
        {host ? (
          <Host host={host} who={who} />
        ) : (
          <span class="unknown">{t('banner_notKnown')}</span>
        )}{' '}
        · <bdi>{siteName(request.site)}</bdi>
      </p>
      {asks.length > 0 && (
        <p class="hint">
          {t('detail_since', tn('popup_people', asks.length), shortDay(since, now))}
        </p>
      )}
      {first && (
        <p class="first-reason" dir="auto">
          <q>{first.reason}</q> <bdi class="hint">{nameOf(first) || t('detail_noName')}</bdi>{' '}
          {first.verified && <Verified />}
        </p>
      )}
      <ul class="chips">
        <Risk assessment={assessment} request={request} />
        <Signs who={who} />
        {who && <Identity who={who} />}
      </ul>
      {who && <Imitated who={who} />}
    </fieldset>
  );
}

function Chip({ look, children }: { look: string; children: ComponentChildren }) {
  return (
    <li>
      <span class={`level ${look}`}>{children}</span>
    </li>
  );
}

/** The worst that it could do. */
function Risk({ assessment, request }: Omit<SummaryProps, 'now'>) {
  const could = assessment.could(request);
  if (!could) return null;
  const [worst] = could.abilities;
  if (!worst) return <Chip look="unknown">{t('detail_noScopes')}</Chip>;
  return (
    <Chip look={worst.level}>
      <span class="visually-hidden">{levelText(worst.level)}: </span>
      {abilityText(worst.rule)}
    </Chip>
  );
}

/** How many warnings there are; the worst one's sentence follows right below, so here it is read out alone. */
function Signs({ who }: { who: WhoIsAsking | undefined }) {
  if (!who) return <Chip look="plain">{t('detail_checking')}</Chip>;
  const reasons = who.warnings.filter(isReason);
  const [worst] = reasons;
  if (!worst) return <Chip look="fine">{t('detail_noWarnings')}</Chip>;
  return (
    <Chip look={worst.severity === 'red' ? 'warned' : 'medium'}>
      {tn('detail_warnings', reasons.length)}
      <span class="visually-hidden">: {warningText(worst)}</span>
    </Chip>
  );
}

/** A known ID is no comfort while something else is odd: a link says what ID it likes. */
function identityOf({ warnings, knownAs, firstParty, dynamic }: WhoIsAsking): TextKey | undefined {
  if (dynamic) return 'detail_selfRegistered';
  if (warnings.some(({ id }) => id === 'firstSeen')) {
    if (!knownAs && !firstParty) return 'detail_newHere';
  }
  return (knownAs || firstParty) && !warnings.some(isReason) ? 'detail_knownApp' : undefined;
}

function Identity({ who }: { who: WhoIsAsking }) {
  const text = identityOf(who);
  return text ? <Chip look={text === 'detail_knownApp' ? 'fine' : 'plain'}>{t(text)}</Chip> : null;
}

/** Somebody else goes by this name, or one like it: the warning is theirs, and here it is a line. */
function Imitated({ who }: { who: WhoIsAsking }) {
  const note = who.warnings.find(({ id }) => id === 'imitated');
  if (!note?.apart) return null;
  return (
    <p class="hint">
      {t('detail_imitated')}{' '}
      <strong>
        <OddName parts={note.apart.other} />
      </strong>
      <Codes parts={note.apart.other} /> (<bdi>{note.params[1]}</bdi>)
    </p>
  );
}
