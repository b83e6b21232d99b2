import type { Problem } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';

/** Told in the words of another: what is to be done is the same. */
const SAME = {
  'not-allowed': 'no-worker',
  'bad-data': 'no-worker',
  'no-permission': 'host-not-allowed',
  'no-site-permission': 'host-not-allowed',
  'no-hold': 'not-authorisable',
  'lock-refused': 'not-authorisable',
  'too-big-inside': 'broken',
  'bad-site': 'broken',
  'not-valid': 'broken',
  empty: 'not-a-link',
  'too-long': 'not-a-link',
  'wrong-type': 'newer-version',
  'storage-full': 'storage-failed',
  'host-empty': 'host-bad-name',
  'host-not-https': 'host-bad-name',
  'host-too-much': 'host-bad-name',
  'host-no-path': 'host-bad-name',
  'host-no-port': 'host-bad-name',
  'host-twice': 'host-known',
  'host-by-policy': 'host-known',
  'host-too-many': 'too-many-rules',
  'too-many-levels': 'too-many-rules',
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
