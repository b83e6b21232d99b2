import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WouldHave } from '../../../lib/review/rules/rule-draft.ts';
import type { RuleOutcome } from '../../../lib/review/rules/rules.ts';
import { t } from '../../i18n.ts';
import { DECISIONS, siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { RulesView, TriedRule } from './rules-model.ts';
import { outcomeText } from './texts.ts';

/** How many requests are named; those that differ come first. */
const NAMED = 10;

/** What a rule would have done so far, before it does anything. */
export function TriedResult({ rules, tried }: { rules: RulesView; tried: TriedRule }) {
  const words = useRef<HTMLParagraphElement>(null);
  const { rule, switching } = tried;
  const done = tried.tried !== undefined;
  useLayoutEffect(() => {
    if (done) words.current?.scrollIntoView({ block: 'nearest' });
  }, [done]);
  return (
    <div class="tried">
      <p role="status" ref={words}>
        {summary(tried)}
      </p>
      {tried.tried && tried.tried.would.length > 0 && (
        <ul aria-label={t('rules_tried')}>
          {firstOnes(tried.tried.would).map((would) => (
            <li key={would.request.id} dir="auto" class="facts">
              {wouldText(would, rule.outcome)}
            </li>
          ))}
        </ul>
      )}
      {done && (
        <div class="actions">
          {switching && (
            <Button look="main" onPress={() => rules.turnOn(rule)}>
              {t('rules_turnOnYes')}
            </Button>
          )}
          <Button onPress={rules.closeTry}>
            {t(switching ? 'rules_turnOnNo' : 'import_close')}
          </Button>
        </div>
      )}
    </div>
  );
}

function summary({ tried, looked, failed }: TriedRule): string {
  if (failed) return problemText('storage-failed');
  if (!tried) return t('ui_moment');
  const { would, agrees, differs } = tried;
  return t('rules_triedSome', would.length, looked, agrees, differs);
}

function firstOnes(would: readonly WouldHave[]): WouldHave[] {
  const rank = ({ agrees }: WouldHave) => (agrees === false ? 0 : agrees ? 2 : 1);
  return [...would].sort((a, b) => rank(a) - rank(b)).slice(0, NAMED);
}

function wouldText({ request, decided }: WouldHave, outcome: RuleOutcome): string {
  const names = [request.app.name, siteInWords(request.site)];
  const rule = outcomeText(outcome);
  if (!decided) return t('rules_wouldOpen', ...names, rule);
  return t('rules_wouldDecided', ...names, t(DECISIONS[decided].verb), rule);
}
