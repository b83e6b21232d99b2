import type { Problem } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Text;

/** What went wrong and what to do about it, in one or two sentences. */
export function problemText(problem: Problem): string {
  return t(`problem_${problem.replaceAll('-', '_') as Snake<Problem>}`);
}
