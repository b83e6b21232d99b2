import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Failed, Problem } from '../../../lib/messages/types.ts';
import type { Answers } from '../../../lib/messages.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { RuleDraft, RuleProblem, Tried } from '../../../lib/review/rules/rule-draft.ts';
import type { ReviewRule } from '../../../lib/review/rules/rules.ts';
import type { LevelOverrides } from '../../../lib/review/scopes/level-overrides.ts';
import { readReviewed } from '../detail/detail-model.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** What rules are made and tried with. It carries lists of scopes and domains: loaded later. */
type LateRules = typeof import('../../../lib/review/rules/rule-draft.ts');

/** What a rule would have done so far. */
export interface TriedRule {
  rule: ReviewRule;
  /** absent while the history is being read */
  tried?: Tried;
  /** how many requests were looked at */
  looked: number;
  failed: boolean;
  /** asked for on the way to switching it on */
  switching: boolean;
}

export interface DraftState {
  draft: RuleDraft;
  isNew: boolean;
  problem?: RuleProblem | undefined;
}

export type RulesFeedback =
  | 'saved'
  | 'made'
  | 'moved'
  | 'on'
  | 'off'
  | 'dropped'
  | { problem: Problem };

/** An answer for the people whose request a rule decided. */
export interface RuledAnswer {
  id: string;
  text?: string;
  what: 'copied' | 'not-copied' | Problem;
}

export type RulesModel = ReturnType<typeof createRulesModel>;

type Deps = Pick<PopupDeps, 'queue' | 'send' | 'now' | 'newId' | 'copy'>;

/** The reviewer's rules, kept by the background; every change is answered with the whole list. */
export function createRulesModel(
  { queue, send, now, newId, copy }: Deps,
  levels: ReadonlySignal<LevelOverrides>,
  show: () => void,
) {
  const phase = signal<'loading' | 'ready' | 'failed'>('loading');
  /** in the order in which they are asked */
  const rules = signal<readonly ReviewRule[]>([]);
  /** stored, and not to be read as a rule */
  const unreadable = signal(0);
  const form = signal<DraftState | undefined>(undefined);
  const tried = signal<TriedRule | undefined>(undefined);
  const feedback = signal<RulesFeedback | undefined>(undefined);
  const answer = signal<RuledAnswer | undefined>(undefined);
  const late = signal<LateRules | undefined>(undefined);
  const fresh = () => ({ id: newId(), now: now() });

  async function prepare(): Promise<LateRules> {
    late.value ??= await import('../../../lib/review/rules/rule-draft.ts');
    return late.value;
  }

  function showList(list: Answers['listRules'] | Failed, done?: RulesFeedback): boolean {
    batch(() => {
      if (list.ok) {
        rules.value = list.rules;
        unreadable.value = list.unreadable;
        phase.value = 'ready';
        feedback.value = done;
      } else if (phase.peek() === 'loading') phase.value = 'failed';
      else feedback.value = { problem: list.problem };
    });
    return list.ok;
  }

  async function put(rule: ReviewRule, done: RulesFeedback): Promise<boolean> {
    return showList(await send('putRule', { rule }), done);
  }

  async function tryWith(rule: ReviewRule, switching: boolean) {
    tried.value = { rule, looked: 0, failed: false, switching };
    const still = () => tried.peek()?.rule === rule;
    try {
      const [{ tryRule }, reader] = await Promise.all([prepare(), queue]);
      const history = await readReviewed(reader);
      if (!still()) return;
      const result = tryRule(rule, history, levels.peek());
      tried.value = { rule, tried: result, looked: history.length, failed: false, switching };
    } catch {
      if (still()) tried.value = { rule, looked: 0, failed: true, switching };
    }
  }

  function made(request: ApprovalRequest, made: { id: string; now: number }) {
    const { decision } = request;
    if (decision?.via !== 'here') return undefined;
    return late.value?.ruleFromDecision(request, decision, made);
  }

  function open(state: DraftState) {
    batch(() => {
      form.value = state;
      tried.value = undefined;
      feedback.value = undefined;
    });
  }

  return {
    phase,
    rules,
    unreadable,
    form,
    tried,
    feedback,
    answer,
    async load() {
      showList(await send('listRules', {}), feedback.peek());
    },
    /** loads what rules are made and tried with: not needed for what is drawn first */
    async prepare() {
      await prepare();
    },
    async add() {
      const { emptyDraft } = await prepare();
      open({ draft: emptyDraft(fresh()), isNew: true });
    },
    async edit(rule: ReviewRule) {
      const { draftOf } = await prepare();
      open({ draft: draftOf(rule), isNew: false });
    },
    type(change: Partial<RuleDraft>) {
      const open = form.peek();
      if (open) form.value = { draft: { ...open.draft, ...change }, isNew: open.isNew };
    },
    cancel() {
      form.value = undefined;
      tried.value = undefined;
    },
    async save() {
      const state = form.peek();
      if (!state) return;
      const { ruleOfDraft } = await prepare();
      const rule = ruleOfDraft(state.draft);
      if (!rule.ok) form.value = { ...state, problem: rule.problem };
      else if (await put(rule.rule, 'saved')) {
        form.value = undefined;
        tried.value = undefined;
      }
    },
    tryOut: (rule: ReviewRule) => tryWith(rule, false),
    /** tries what is in the form, without saving it */
    async tryDraft() {
      const state = form.peek();
      const { ruleOfDraft } = await prepare();
      const rule = state && ruleOfDraft(state.draft);
      if (rule?.ok) await tryWith(rule.rule, false);
      else if (state) form.value = { ...state, problem: rule?.problem };
    },
    closeTry() {
      tried.value = undefined;
    },
    /** shows first what the rule would have done; `turnOn` does it */
    beginOn: (rule: ReviewRule) => tryWith(rule, true),
    async turnOn(rule: ReviewRule) {
      if (await put({ ...rule, enabled: true }, 'on')) tried.value = undefined;
    },
    async turnOff(rule: ReviewRule) {
      await put({ ...rule, enabled: false }, 'off');
    },
    async move({ id }: ReviewRule, by: 1 | -1) {
      const to = rules.peek().findIndex((one) => one.id === id) + by;
      showList(await send('moveRule', { id, to }), 'moved');
    },
    async drop({ id }: ReviewRule) {
      showList(await send('dropRule', { id }), 'dropped');
    },
    /** true where a rule can be made of what was decided on this request */
    canMake: (request: ApprovalRequest) =>
      made(request, { id: request.id, now: now() }) !== undefined,
    async makeFrom(request: ApprovalRequest) {
      const rule = made(request, fresh());
      if (!rule) return;
      form.value = undefined;
      show();
      if (await put(rule, 'made')) await tryWith(rule, false);
    },
    async copyAnswer({ id }: ApprovalRequest) {
      const texts = await send('shareDecision', { id });
      if (!texts.ok) answer.value = { id, what: texts.problem };
      else {
        const ok = await copy(texts.text);
        answer.value = { id, text: texts.text, what: ok ? 'copied' : 'not-copied' };
      }
    },
  };
}
