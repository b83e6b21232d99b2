import { describe, expect, it } from 'vitest';
import { readHostList } from '../../../lib/atlassian/custom-hosts.ts';
import { type MessageSender, senderKind } from '../../../lib/background/serve.ts';

const ID = 'abcdefghijklmnopabcdefghijklmnop';
const PAGE = 'https://jira.acme.example/jira/plugins/servlet/oauth/authorize?oauth_token=x';
const { hosts } = readHostList([
  { kind: 'jira-data-center', address: 'https://jira.acme.example/jira' },
]);
const kindOf = (change: Partial<MessageSender>, others = hosts) =>
  senderKind(
    { id: ID, url: PAGE, frameId: 0, tab: { id: 7 }, ...change },
    ID,
    `chrome-extension://${ID}`,
    others,
  );

describe('a sender on a host that was added', () => {
  it('is a consent page, on its OAuth pages alone', () => {
    expect(kindOf({})).toBe('consent');
    expect(kindOf({ url: 'https://jira.acme.example/jira/browse/OPS-1' })).toBeUndefined();
    expect(kindOf({ url: PAGE.replace('https', 'http') })).toBeUndefined();
    expect(kindOf({ url: PAGE.replace('jira.acme', 'jira.evil') })).toBeUndefined();
  });

  it('is nobody once the host was removed', () => {
    expect(kindOf({}, [])).toBeUndefined();
  });

  it('is nobody in a frame', () => {
    expect(kindOf({ frameId: 3 })).toBeUndefined();
  });
});
