import { useSignal } from '@preact/signals';
import type { GradedScope } from '../../../lib/review/scopes/grade-scope.ts';
import type { ProductScopes } from '../../../lib/review/scopes/permissions.ts';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { LevelMark } from '../../ui/LevelBadge.tsx';
import { levelText, productText, ruleText, scopeText } from '../review-words.ts';

/** The scopes that one rule gave one level, in the order they came: the worst first. */
function byRule(scopes: readonly GradedScope[]): GradedScope[][] {
  const groups = new Map<string, GradedScope[]>();
  for (const scope of scopes) {
    const name = `${scope.level} ${scope.rule}`;
    groups.set(name, [...(groups.get(name) ?? []), scope]);
  }
  return [...groups.values()];
}

/** What one product's scopes allow: a sentence for each rule that graded some, and their names. */
export function ScopeList({ product, scopes }: ProductScopes) {
  const name = productText(product);
  return (
    <>
      <h4>{name}</h4>
      <ul class="grades" aria-label={t('detail_scopesOf', name)}>
        {byRule(scopes).map((group) => (
          <Grade key={group[0]?.name} scopes={group} />
        ))}
      </ul>
    </>
  );
}

/** More names of one kind than this tell nobody more at first sight. */
const FIRST = 12;

function Grade({ scopes }: { scopes: readonly GradedScope[] }) {
  const all = useSignal(scopes.length <= FIRST + 1);
  const [first] = scopes;
  if (!first) return null;
  return (
    <li>
      <p>
        <LevelMark level={first.level} /> {ruleText(first.rule)}
      </p>
      <ul class="scopes">
        {(all.value ? scopes : scopes.slice(0, FIRST)).map((scope) => (
          <li key={scope.name}>
            <code dir="ltr">{scope.name}</code>
            {scopeText(scope) && <span class="hint"> {scopeText(scope)}</span>}
            {!scope.known && <span class="mark">{t('review_could_notListed')}</span>}
            {scope.ours && <span class="mark">{t('levels_mark', levelText(scope.ours))}</span>}
          </li>
        ))}
      </ul>
      {!all.value && (
        <Button
          look="quiet"
          onPress={() => {
            all.value = true;
          }}
        >
          {tn('popup_more', scopes.length - FIRST)}
        </Button>
      )}
    </li>
  );
}
