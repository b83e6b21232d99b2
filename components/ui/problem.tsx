import type { Problem } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';

/** Told in the words of another: what is to be done is the same. */
const SAME = {
  'not-allowed': 'bad-data',
  'no-permission': 'host-not-allowed',
  'no-site-permission': 'host-not-allowed',
  'no-hold': 'not-authorisable',
  'too-big-inside': 'not-valid',
  'bad-site': 'not-valid',
  'host-empty': 'host-bad-name',
  'host-no-path': 'host-too-much',
  'host-no-port': 'host-too-much',
  'host-twice': 'host-known',
} as const satisfies Partial<Record<Problem, Problem>>;
const isSame = (problem: Problem): problem is keyof typeof SAME => Object.hasOwn(SAME, problem);

/** What went wrong, and what to do about it; nothing the person wrote is lost by it. */
export function ProblemLine({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <p role="alert" class="problem">
      {problem === 'bad-site' ? t('banner_badSite') : problemText(problem)}
    </p>
  );
}

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Text;
type Worded = Exclude<Problem, keyof typeof SAME>;

/** What went wrong and what to do about it, in a sentence or two. */
export function problemText(problem: Problem): string {
  const worded: Worded = isSame(problem) ? SAME[problem] : problem;
  return t(`problem_${worded.replaceAll('-', '_') as Snake<Worded>}`);
}
