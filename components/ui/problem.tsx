import type { Problem } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';

/** Told in the words of one: what is to be done is the same. */
const TOLD_AS = {
  'no-worker': ['not-allowed', 'bad-data'],
  'host-not-allowed': ['no-permission', 'no-site-permission'],
  'not-authorisable': ['no-hold', 'lock-refused'],
  broken: ['too-big-inside', 'bad-site', 'not-valid'],
  'not-a-link': ['empty', 'too-long'],
  'newer-version': ['wrong-type'],
  'storage-failed': ['storage-full'],
  'host-bad-name': [
    'host-empty',
    'host-not-https',
    'host-too-much',
    'host-no-path',
    'host-no-port',
  ],
  'host-known': ['host-twice', 'host-by-policy'],
  'too-many-rules': ['host-too-many', 'too-many-levels'],
} as const satisfies Partial<Record<Problem, readonly Problem[]>>;

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
type Worded = Exclude<Problem, (typeof TOLD_AS)[keyof typeof TOLD_AS][number]>;

/** What went wrong and what to do about it, in a sentence or two. */
export function problemText(problem: Problem): string {
  const isOf = ([, same]: [string, readonly Problem[]]) => same.includes(problem);
  const worded = (Object.entries(TOLD_AS).find(isOf)?.[0] ?? problem) as Worded;
  return t(`problem_${worded.replaceAll('-', '_') as Snake<Worded>}`);
}

/** What stands in the way of a channel, as outbox and looks name it. */
export const channelProblem = (problem: string): string =>
  problemText(`channel-${problem}` as Problem);
