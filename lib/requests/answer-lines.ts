import type { ApprovalRequest, DecisionKind } from './schema.ts';

type Key =
  | `share_answer_${DecisionKind}`
  | 'share_answerTry'
  | 'share_unknownSite'
  | 'status_reason';

/** What was decided, in plain words for whoever asked, a sentence a line; empty where nothing was. */
export function answerLines(
  say: (key: Key, ...values: string[]) => string,
  { app, site, decision }: Pick<ApprovalRequest, 'app' | 'site' | 'decision'>,
): string[] {
  if (!decision) return [];
  const { kind, reason } = decision;
  return [
    say(`share_answer_${kind}`, app.name, site || say('share_unknownSite')),
    ...(reason ? [say('status_reason', reason)] : []),
    ...(kind === 'approve' ? [say('share_answerTry')] : []),
  ];
}
