import type { ScopeDiff } from '../../../lib/review/scopes/scope-diff.ts';
import { t } from '../../i18n.ts';
import { day } from '../../request-texts.ts';

/** What is not as it was when the same app was last approved for this site. */
export function Since({ diff }: { diff: ScopeDiff }) {
  const { added, removed, redirectHost, name } = diff;
  const changes = [
    ...(redirectHost ? [t('review_diff_redirectHost', redirectHost.now, redirectHost.before)] : []),
    ...(name ? [t('review_diff_name', name.now, name.before)] : []),
    ...added.map((scope) => t('review_diff_added', scope)),
    ...removed.map((scope) => t('review_diff_removed', scope)),
  ];
  const heading = t('review_diff_heading', day(diff.against.at));
  return (
    <div class={changes.length > 0 ? 'since changed' : 'since'}>
      <h4 id="since-heading">{heading}</h4>
      {changes.length > 0 && (
        <ul aria-labelledby="since-heading">
          {changes.map((change) => (
            <li key={change} dir="auto">
              {change}
            </li>
          ))}
        </ul>
      )}
      {!diff.scopesKnown && <p>{t('review_diff_unknown')}</p>}
      {diff.scopesKnown && added.length + removed.length === 0 && <p>{t('review_diff_same')}</p>}
      {diff.incomplete && <p class="hint">{t('review_diff_incomplete')}</p>}
      {!diff.sameClient && <p>{t('review_diff_otherClient')}</p>}
    </div>
  );
}
