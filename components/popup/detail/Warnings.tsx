import type { NamePart } from '../../../lib/review/warnings/name.ts';
import type { Severity, Warning } from '../../../lib/review/warnings/subject.ts';
import { type TextKey, t } from '../../i18n.ts';

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

const SEVERITIES = {
  red: 'review_severity_red',
  amber: 'review_severity_amber',
  info: 'review_severity_info',
} as const satisfies Record<Severity, TextKey>;

/** More of them tell nobody anything. */
const CODES = 5;

/** The codes of letters that look like those of the keyboard: in most fonts nothing else tells them. */
function Codes({ parts }: { parts: readonly NamePart[] }) {
  const odd = parts.filter(({ mark, text }) => mark === 'differs' && text > '\u007f');
  const codes = [...new Set(odd.map(({ code }) => code))];
  if (codes.length === 0) return null;
  const more = codes.length > CODES ? ['…'] : [];
  return <span class="codes"> {[...codes.slice(0, CODES), ...more].join(' ')}</span>;
}

/** The signs that a request is not from whom it says; the worst first, each with its word. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  return (
    <>
      {warnings.every(({ severity }) => severity === 'info') && (
        <p class="hint">{t('review_who_none')}</p>
      )}
      {warnings.length > 0 && <WarningList warnings={warnings} label={t('detail_warnings')} />}
    </>
  );
}

/** The list alone; named differently where it is repeated. */
export function WarningList({ warnings, label }: { warnings: readonly Warning[]; label: string }) {
  return (
    // Without its dots a list is no list to some screen readers, unless it says so.
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the dots
    <ul class="warnings" role="list" aria-label={label}>
      {warnings.map(({ id, severity, params, apart }) => (
        <li key={`${id} ${params.join(' ')}`} class={severity}>
          <strong class="severity">{t(SEVERITIES[severity])}</strong>{' '}
          <span dir="auto">{t(`review_warning_${id}`, ...params)}</span>
          {apart && (
            <dl class="apart">
              <div>
                <dt>{t('review_apartHere')}</dt>
                <dd>
                  <OddName parts={apart.own} />
                  <Codes parts={apart.own} />
                </dd>
              </div>
              <div>
                <dt>{t('review_apartThere')}</dt>
                <dd>
                  <OddName parts={apart.other} />
                  <Codes parts={apart.other} />
                </dd>
              </div>
            </dl>
          )}
        </li>
      ))}
    </ul>
  );
}
