import { act } from '@testing-library/preact';
import { vouch } from '../../components/ui/trusted.ts';
import type { RequesterView } from '../../lib/messages/types.ts';

export const AT = Date.UTC(2026, 10, 21, 10, 0);

/** A request as a page of Atlassian's may know it. */
export const request = (more: Partial<RequesterView> = {}): RequesterView => ({
  id: '01M804D2Q49T02GT1624A4GGFM',
  status: 'pending',
  appName: 'BoardSync',
  site: 'acme.atlassian.net',
  createdAt: AT,
  people: 1,
  wayBack: 'https://boardsync.example/',
  ...more,
});

export const decided = (
  status: RequesterView['status'],
  kind: 'approve' | 'deny' | 'block' | 'dismiss',
) => request({ status, decision: { kind, reason: 'Because of the audit', at: AT, via: 'link' } });

/** What a person does, as the shield tells our own parts of it. */
export function person(target: Element | undefined, event: Event): void {
  vouch(event);
  void act(() => {
    target?.dispatchEvent(event);
  });
}
