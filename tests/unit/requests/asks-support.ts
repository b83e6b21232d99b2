import { raise, receive } from '../../../lib/requests/raise.ts';
import { type App, ApprovalRequest, type Ask } from '../../../lib/requests/schema.ts';
import { ask, clock, NOW, requester, SCOPES } from '../samples.ts';

let made = 0;
export const ulid = () => `01KC${String(++made).padStart(22, '0')}`;
export const at = (host: string): NonNullable<App['redirect']> => ({
  uri: `https://${host}/cb`,
  host,
  hadQuery: false,
});
export const saying = (app: Partial<App>, change: Partial<Ask> = {}): Ask =>
  ask({ app: { ...ask().app, ...app }, ...change });

/** What an outsider makes of the same public client id. */
export const EVIL = saying(
  {
    name: 'Draw for Jira Pro',
    redirect: at('evil.example'),
    scopes: [...SCOPES, 'manage:jira-configuration'],
    nameHadHidden: 'U+200B',
    falseHost: 'auth.evil.example',
  },
  {
    message: 'Press it.',
    startPage: 'https://evil.example/start',
    cause: 'by-hand',
    afterAccept: true,
  },
);

export function must<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<T, { ok: true }>;
}

type Step = { by: 'page' | 'link'; says: Ask; name?: string };
/** What one request becomes of asks that come in one after the other. */
export function become(...steps: Step[]): ApprovalRequest {
  let history: ApprovalRequest[] = [];
  for (const { by, says, name = 'Ana López' } of steps) {
    const told = { ...says, name };
    const done =
      by === 'page'
        ? must(raise(history, told, { now: NOW, newId: ulid }))
        : must(receive(history, told, requester({ id: ulid(), name }), clock()));
    const ids = new Set(done.writes.map(({ request }) => request.id));
    history = [...history.filter(({ id }) => !ids.has(id)), ...done.writes.map((w) => w.request)];
  }
  const waits = history.find(({ status }) => status === 'pending');
  if (!waits) throw new Error('nothing waits');
  return ApprovalRequest.parse(waits);
}
export const page = (says: Ask = ask()): Step => ({ by: 'page', says });
export const link = (says: Ask = ask(), name = 'Ana López'): Step => ({ by: 'link', says, name });
export const approved = (one: ApprovalRequest): ApprovalRequest => ({ ...one, status: 'approved' });

/** Everything of the request that its asks tell. */
export const shownOf = ({
  app,
  cause,
  message,
  startPage,
  afterAccept = false,
}: ApprovalRequest) => ({
  ...{ app, cause, message, startPage, afterAccept },
});
export const HONEST = shownOf(become(page()));
