import { describe, expect, it } from 'vitest';
import { CHANNEL_MESSAGES } from '../../../lib/messages/channels.ts';
import type { MessageName } from '../../../lib/messages.ts';
import { SITE } from '../channels/jira/support.ts';
import { ask, CONSENT, INTAKE, send } from '../support/background.ts';
import { filing, QUEUE } from '../support/filing.ts';

const { at } = filing();

describe('setting a queue up', () => {
  it('lists what can be filed, and says who one is there', async () => {
    expect(await ask('queueTypes', { site: SITE, project: 'ITAPPS' })).toEqual({
      ...{ ok: true, who: 'ALICE', types: [{ id: '10001', name: 'Task' }], project: 'ITAPPS' },
    });
    expect(await ask('queueTypes', { site: SITE, project: '10' })).toMatchObject({
      types: [{ id: '25' }],
    });
    const bad = { site: 'acme.atlassian.net.evil.example', project: 'ITAPPS' };
    expect(await send('queueTypes', bad)).toEqual({ ok: false, problem: 'to-imitates' });
    const gone = { site: SITE, project: 'NOPE' };
    expect(await send('queueTypes', gone)).toMatchObject({ problem: 'channel-project-gone' });
  });

  it.each([
    ['as-desk', '10'],
    ['own', '3'],
  ] as const)("finds a portal's service desk, its number %s", async (jiraPortal, portal) => {
    at.scene.jira.switches.jiraPortal = jiraPortal;
    expect(await ask('queueTypes', { site: SITE, project: portal })).toMatchObject({
      ...{ types: [{ id: '25', name: 'Get app access' }], project: '10' },
    });
  });

  it('takes no other desk for it', async () => {
    at.scene.jira.switches.jiraPortal = 'own';
    for (const project of ['10', '4']) {
      const answer = await send('queueTypes', { site: SITE, project });
      expect(answer).toMatchObject({ problem: 'channel-project-gone' });
    }
  });

  it('says what is missing', async () => {
    at.scene.jira.switches.jiraScreen = 'required-field';
    expect(await ask('probeQueue', QUEUE)).toMatchObject({ missing: ['Cost center'] });
    expect(await send('probeQueue', { ...QUEUE, to: 'it@acme.example' })).toMatchObject({
      problem: 'to-bad-address',
    });
    // Where people are not who they are, nothing is asked at all.
    const elsewhere = [
      { site: SITE, to: 'jira://evil.example/ITAPPS/1' },
      { site: 'evil.example', to: 'jira://{site}/ITAPPS/1' },
    ];
    for (const one of elsewhere) {
      expect(await send('probeQueue', one)).toMatchObject({ problem: 'to-bad-address' });
    }
    at.who = undefined;
    expect(await send('probeQueue', QUEUE)).toMatchObject({ problem: 'channel-signed-out' });
  });

  it.each(['jira://evil.example/ITAPPS/1', 'jira://acme.atlassian.net.evil.example/ITAPPS/1'])(
    'refuses %s',
    async (to) => {
      const bad = { site: SITE, label: 'Evil', to };
      expect(await send('addDestination', bad)).toMatchObject({ problem: 'to-imitates' });
    },
  );

  it.each(['jira://acme.atlassian.net/itapps/1', 'jira://acme.atlassian.net/ITAPPS', 'jira:x'])(
    'does not read %s',
    async (to) => {
      const bad = { site: SITE, label: 'Odd', to };
      expect(await send('addDestination', bad)).toMatchObject({ problem: 'to-bad-address' });
    },
  );
});

it.each(Object.keys(CHANNEL_MESSAGES) as MessageName[])(
  'no page reaches a channel: %s',
  async (name) => {
    for (const from of [CONSENT, INTAKE]) {
      expect(await send(name, {} as never, from)).toEqual({ ok: false, problem: 'not-allowed' });
    }
  },
);
