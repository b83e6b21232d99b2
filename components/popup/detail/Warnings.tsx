import type { NamePart } from '../../../lib/review/warnings/name.ts';
import type { Severity, Warning } from '../../../lib/review/warnings/subject.ts';
import { type TextKey, t } from '../../i18n.ts';
import { Disclosure, HelpLink } from '../../ui/Disclosure.tsx';
import { OddName } from '../queue/row-parts.tsx';

/** A note is told by its list. */
const SEVERITIES = {
  red: 'review_severity_red',
  amber: 'review_severity_amber',
  info: undefined,
} as const satisfies Record<Severity, TextKey | undefined>;

/** More of them tell nobody anything. */
const CODES = 5;

/** The codes of letters that look like those of the keyboard: in most fonts nothing else tells them. */
export function Codes({ parts }: { parts: readonly NamePart[] }) {
  const odd = parts.filter(({ mark, text }) => mark === 'differs' && text > '\u007f');
  const codes = [...new Set(odd.map(({ code }) => code))];
  if (codes.length === 0) return null;
  const more = codes.length > CODES ? ['…'] : [];
  return <span class="codes"> {[...codes.slice(0, CODES), ...more].join(' ')}</span>;
}

/** True for what one should look at before deciding; a note is none. */
export const isReason = ({ severity }: Warning): boolean => severity !== 'info';

/** Told in the words of another. */
const SAME = {
  sharedPlatform: 'sharedHosting',
  nearDomain: 'lookAlikeDomain',
  brandInDomain: 'lookAlikeDomain',
  foreignHost: 'lookAlikeHost',
  customScheme: 'loopback',
  idUsedByOthers: 'otherName',
} as const;
const isSame = (id: string): id is keyof typeof SAME => Object.hasOwn(SAME, id);

export const warningText = ({ id, params }: Warning): string =>
  t(`review_warning_${isSame(id) ? SAME[id] : id}`, ...params);

/** The signs that a request is not from whom it says, the worst first; nothing where there are none. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  const reasons = warnings.filter(isReason);
  if (reasons.length === 0) return null;
  return (
    <div class="warned">
      <WarningList warnings={reasons} label={t('detail_warnings')} />
      <Disclosure label={t('detail_why')}>
        <p>
          {t('detail_whyText')} <HelpLink section="what-do-the-warnings-mean" />
        </p>
      </Disclosure>
    </div>
  );
}

/** The list alone; named differently where it is repeated. */
export function WarningList({ warnings, label }: { warnings: readonly Warning[]; label: string }) {
  return (
    // Without its dots a list is no list to some screen readers, unless it says so.
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the dots
    <ul class="warnings" role="list" aria-label={label}>
      {warnings.map((warning) => {
        const { id, severity, params, apart } = warning;
        const word = SEVERITIES[severity];
        return (
          <li key={`${id} ${params.join(' ')}`} class={severity}>
            {word && (
              <>
                <strong class="severity">{t(word)}</strong>{' '}
              </>
            )}
            <span dir="auto">{warningText(warning)}</span>
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
        );
      })}
    </ul>
  );
}
