import type { Problem } from '../../lib/messages/types.ts';
import { type TextKey, t } from '../i18n.ts';

/** What went wrong, and what to do about it; nothing the person wrote is lost by it. */
export function ProblemLine({ problem }: { problem: Problem | undefined }) {
  if (!problem) return null;
  return (
    <p role="alert" class="problem">
      {problem === 'bad-site'
        ? t('banner_badSite')
        : t(`problem_${problem.replaceAll('-', '_')}` as TextKey)}
    </p>
  );
}

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Text;

/** What went wrong and what to do about it, in one or two sentences. */
export function problemText(problem: Problem): string {
  return t(`problem_${problem.replaceAll('-', '_') as Snake<Problem>}`);
}
