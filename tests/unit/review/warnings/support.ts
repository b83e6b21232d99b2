import { requestKey } from '../../../../lib/requests/key.ts';
import type { App, ApprovalRequest } from '../../../../lib/requests/schema.ts';
import { checkRequester } from '../../../../lib/review/warnings/check.ts';
import { buildWhoIndex } from '../../../../lib/review/warnings/seen-before.ts';
import { clock, NOW, request } from '../../samples.ts';

/** Ids rise, as those of a store do: who is made later came later. */
const { newId } = clock();

/** A redirect as the store holds it. */
export const to = (uri: string): NonNullable<App['redirect']> => ({
  uri,
  host: URL.canParse(uri) ? new URL(uri).host : '',
  hadQuery: false,
});

/** A request of its own id for an app that differs so from Draw for Jira. */
export function asks(app: Partial<App> = {}, change: Partial<ApprovalRequest> = {}) {
  const whole = { ...request().app, ...app };
  const { site, edition } = request();
  const key = requestKey({ edition, site, app: whole });
  return request({ id: newId(), key, app: whole, ...change });
}

/** The same, approved here. */
export const approved = (app: Partial<App> = {}): ApprovalRequest =>
  asks(app, {
    status: 'approved',
    decision: { kind: 'approve', reason: '', at: NOW, via: 'here' },
  });

/** Who asks, held against these others and itself. */
export const who = (one: ApprovalRequest, others: ApprovalRequest[] = []) =>
  checkRequester(one, buildWhoIndex([one, ...others]));

/** The warnings of an app, as `severity id`. */
export const signs = (app: Partial<App>, others: ApprovalRequest[] = []): string[] =>
  who(asks(app), others).warnings.map(({ id, severity }) => `${severity} ${id}`);

/** Another client id than Draw for Jira's. */
export const OTHER = 'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210';
