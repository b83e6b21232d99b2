import { useSignal } from '@preact/signals';
import { scopesOfAll } from '../../../lib/requests/asks.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { GradedScope } from '../../../lib/review/scopes/grade-scope.ts';
import type { Ability, ProductScopes, ScopeDiff } from '../../../lib/review/scopes/permissions.ts';
import { t, tn } from '../../i18n.ts';
import { day } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure, HelpLink } from '../../ui/Disclosure.tsx';
import { abilityText, LevelMark, levelText, productText, scopeText } from '../../ui/LevelBadge.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
import { ByLinkTag } from '../queue/row-parts.tsx';

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
function ScopeList({ product, scopes }: ProductScopes) {
  const name = productText(product);
  const groups = byRule(scopes);
  const says = firstToSay(groups.flat());
  return (
    <>
      <h4>{name}</h4>
      <ul class="grades" aria-label={t('ui_labeled', t('banner_rowScopes'), name)}>
        {groups.map((group) => (
          <Grade key={group[0]?.name} scopes={group} says={says} />
        ))}
      </ul>
    </>
  );
}

/** More names of one kind than this tell nobody more at first sight. */
const FIRST = 12;

/** The names of those that say first what others of the product say too: once is enough. */
function firstToSay(scopes: readonly GradedScope[]): ReadonlySet<string> {
  const first = new Map<string, string>();
  for (const scope of scopes) {
    const text = scopeText(scope);
    if (text && !first.has(text)) first.set(text, scope.name);
  }
  return new Set(first.values());
}

function Grade({ scopes, says }: { scopes: readonly GradedScope[]; says: ReadonlySet<string> }) {
  const all = useSignal(scopes.length <= FIRST + 1);
  const [first] = scopes;
  if (!first) return null;
  return (
    <li>
      <p>
        <LevelMark level={first.level} /> {abilityText(first.rule)}
      </p>
      <ul class="scopes">
        {(all.value ? scopes : scopes.slice(0, FIRST)).map((scope) => (
          <li key={scope.name}>
            <code dir="ltr">{scope.name}</code>
            {says.has(scope.name) && <span class="hint"> {scopeText(scope)}</span>}
            {!scope.known && <span class="mark">{t('review_level_unknown')}</span>}
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
          {t('popup_more', scopes.length - FIRST)}
        </Button>
      )}
    </li>
  );
}

/** What is not as it was when the same app was last approved for this site. */
export function Since({ diff }: { diff: ScopeDiff }) {
  const { added, removed, redirectHost, name } = diff;
  const changes = [
    ...(redirectHost
      ? [t('review_diff_changed', t('banner_rowRedirect'), redirectHost.now, redirectHost.before)]
      : []),
    ...(name ? [t('review_diff_changed', t('popup_sortName'), name.now, name.before)] : []),
    ...added.map((scope) => t('ui_labeled', t('mine_new'), scope)),
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

interface CouldDoProps {
  assessment: AssessmentModel;
  request: ApprovalRequest;
  /** other requests for the same app and site */
  earlier: readonly ApprovalRequest[];
}

/** What the app could do with what it asks for, the worst first. Who asks is another question. */
export function PermissionSummary({ assessment, request, earlier }: CouldDoProps) {
  const { scopes, scopesLeftOut } = scopesOfAll(request);
  const could = assessment.could(request);
  const diff = assessment.diff(request, earlier);
  const byLink = request.requesters.some(({ via }) => via === 'link');
  return (
    <section class="part" aria-labelledby="could-heading">
      <div class="heading-line">
        <h3 id="could-heading">{t('detail_could')}</h3>
        {scopes.length > 0 && byLink && <ByLinkTag />}
      </div>
      {diff && <Since diff={diff} />}
      {scopes.length === 0 && <p class="unknown">{t('detail_noScopes')}</p>}
      {could && could.abilities.length > 0 && <Abilities abilities={could.abilities} />}
      {disagreement(request)?.scopes && <p class="hint">{t('asks_heading')}</p>}
      {scopesLeftOut && <p class="unknown">{t('detail_scopesLeftOut', scopesLeftOut)}</p>}
      {scopes.length > 0 && (
        <Disclosure label={tn('detail_permissions', scopes.length)}>
          {could ? (
            could.products.map((product) => <ScopeList key={product.product} {...product} />)
          ) : (
            <ul class="scopes" aria-label={t('banner_rowScopes')}>
              {scopes.map((scope) => (
                <li key={scope}>
                  <code dir="ltr">{scope}</code>
                </li>
              ))}
            </ul>
          )}
          <HelpLink section="how-is-a-risk-level-found" />
        </Disclosure>
      )}
    </section>
  );
}

function Abilities({ abilities }: { abilities: readonly Ability[] }) {
  return (
    <ul class="abilities" aria-labelledby="could-heading">
      {abilities.map(({ level, rule, products }) => (
        <li key={`${level} ${rule}`}>
          <LevelMark level={level} /> {abilityText(rule)}{' '}
          <span class="hint">{[...new Set(products.map(productText))].join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
