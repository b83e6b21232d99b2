import { describe, expect, it } from 'vitest';
import { type OtherHost, parseOtherHost } from '../../../lib/atlassian/custom-hosts.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { customHosts } from '../../../lib/storage/stored-settings.ts';

const item = keptItem<unknown>('otherHosts', null);
function host(address: string): OtherHost {
  const parsed = parseOtherHost('jira-data-center', address);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.host;
}
const JIRA = host('https://jira.acme.example/jira');
const OTHER = host('https://jira.two.example');

describe('hosts that a person added', () => {
  it('are kept as kind and address, in their order', async () => {
    await customHosts.add(JIRA);
    await customHosts.add(OTHER);
    expect((await customHosts.read()).hosts).toEqual([JIRA, OTHER]);
    expect(await item.getValue()).toEqual([
      { kind: 'jira-data-center', address: 'https://jira.acme.example/jira' },
      { kind: 'jira-data-center', address: 'https://jira.two.example' },
    ]);
  });

  it('are taken out however often they stand there; what cannot be read stays', async () => {
    await customHosts.add(JIRA);
    await item.setValue([...((await item.getValue()) as unknown[]), 'odd']);
    await customHosts.add(JIRA);
    await customHosts.remove(JIRA);
    expect(await item.getValue()).toEqual(['odd']);
    expect((await customHosts.read()).bad).toHaveLength(1);
  });

  it.each([null, 7, { a: 1 }])('are none where %j is stored, and can be added', async (odd) => {
    await item.setValue(odd);
    expect((await customHosts.read()).hosts).toEqual([]);
    await customHosts.add(JIRA);
    expect((await customHosts.read()).hosts).toEqual([JIRA]);
  });

  it('are forgotten', async () => {
    await customHosts.add(JIRA);
    await customHosts.forget();
    expect((await customHosts.read()).hosts).toEqual([]);
  });
});
