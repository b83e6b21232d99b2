import { needsLook, type ReviewRule } from '../../../lib/review/rules/rules.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { AskFirst } from '../../ui/ConfirmButton.tsx';
import type { RulesView } from './rules-model.ts';
import { TriedResult } from './TriedResult.tsx';
import { conditionTexts, outcomeText, ruleName } from './texts.ts';

const stateText = ({ enabled }: ReviewRule, look: boolean) => {
  if (look) return 'rules_isToLookAt';
  return enabled ? 'rules_isOn' : 'rules_isOff';
};

interface RuleItemProps {
  rules: RulesView;
  rule: ReviewRule;
  at: number;
  last: boolean;
}

/** One rule: what it asks for, what it does, and what can be done with it. */
export function RuleItem({ rules, rule, at, last }: RuleItemProps) {
  const head = `rule-${rule.id}`;
  const tried = rules.tried.value;
  const look = needsLook(rule);
  return (
    <li class="entry">
      <h3 id={head} dir="auto">
        {t('rules_place', at + 1, ruleName(rule))}
      </h3>
      <p>
        <span class={rule.enabled && !look ? 'new' : 'mark'}>{t(stateText(rule, look))}</span>{' '}
        {outcomeText(rule.outcome)}
      </p>
      {look && <p class="error">{t('rules_needsLook')}</p>}
      <ul class="facts">
        {conditionTexts(rule).map((text) => (
          <li key={text} dir="auto">
            {text}
          </li>
        ))}
      </ul>
      {rule.reason && <p dir="auto">{t('status_reason', rule.reason)}</p>}
      <div class="actions">
        {look && !rule.enabled ? null : rule.enabled ? (
          <Button describedBy={head} onPress={() => rules.turnOff(rule)}>
            {t('rules_turnOff')}
          </Button>
        ) : (
          <Button describedBy={head} onPress={() => rules.beginOn(rule)}>
            {t('rules_turnOn')}
          </Button>
        )}
        <Button describedBy={head} onPress={() => rules.tryOut(rule)}>
          {t('rules_try')}
        </Button>
        <Button describedBy={head} onPress={() => rules.edit(rule)}>
          {t('rules_edit')}
        </Button>
        <Button describedBy={head} inactive={at === 0} onPress={() => rules.move(rule, -1)}>
          {t('rules_up')}
        </Button>
        <Button describedBy={head} inactive={last} onPress={() => rules.move(rule, 1)}>
          {t('rules_down')}
        </Button>
        <AskFirst
          act={t('rules_drop')}
          question={t('rules_dropAsk', ruleName(rule))}
          yes={t('rules_dropYes')}
          no={t('ui_keep')}
          onYes={() => rules.drop(rule)}
        />
      </div>
      {tried?.rule.id === rule.id && <TriedResult rules={rules} tried={tried} />}
    </li>
  );
}
