import { describe, expect, it } from 'vitest';
import { storedLooks } from '../../../lib/storage/stored-channels.ts';
import { askOf, done, SITE, TARGET } from '../channels/jira/support.ts';
import { NOW, request } from '../samples.ts';
import { ask, ring } from '../support/background.ts';
import { world } from '../support/fake-browser.ts';
import { filing } from '../support/filing.ts';
import { pass } from '../support/people.ts';
import { until } from '../support/quiet.ts';
import { allRequests, stored } from '../support/records.ts';

const MINUTE = 60_000;

const { at, mine, sent } = filing();

/** Bob decides what is filed: what he changes his mind about he takes back first. */
async function approved(
  kind: 'approve' | 'deny' = 'approve',
  decidedAt = NOW + 1,
): Promise<{ id: string; key: string }> {
  const [issue] = [...at.scene.jira.world.issues.values()];
  const payload = {
    ...{ type: 'decision' as const, ids: [(await allRequests())[0]?.requesters[0]?.id ?? ''] },
    ...{ edition: 'cloud' as const, site: SITE, app: { name: request().app.name } },
    ...{ kind, reason: 'Fine.', at: decidedAt },
  };
  const ref = { id: issue?.id ?? '', key: issue?.key ?? '' };
  await at.scene.as('bob').resolve(TARGET, ref, { payload, note: 'Approved.' });
  return ref;
}

/** Notifications shown so far, the first one's words. */
const told = () => [...world.notifications.values()].map(({ title }) => title);

describe('whoever asked', () => {
  it('is told of the answer, and led back to the app by one click', async () => {
    const id = await mine();
    await sent(id);
    await approved();
    world.permissions.add('notifications');
    pass(70 * MINUTE);
    ring('look');
    await until(() => world.notifications.size === 1);
    expect([...world.notifications.values()][0]).toMatchObject({
      title: `Approved: ${request().app.name} on ${SITE}.`,
      message: 'Click to connect again.',
    });
    expect(world.badge.text).toBe('!');
    expect(await ask('lookNow', {})).toMatchObject({ decided: [id] });
    expect(await stored(id)).toMatchObject({ decision: { via: 'jira' }, status: 'approved' });
  });

  it('is told of another answer after a denial, and no more once that is long ago', async () => {
    const id = await mine();
    await sent(id);
    const look = async (minutes: number) => {
      pass(minutes * MINUTE);
      ring('look');
      const isOver = async () => Object.values(await storedLooks.read())[0]?.at === Date.now();
      await until(isOver);
      return (await stored(id))?.status;
    };
    const ref = await approved('deny');
    expect(await look(80)).toBe('denied');
    done(await at.scene.as('bob').reopen(TARGET, ref));
    await approved('approve', Date.now());
    expect(await look(80)).toBe('approved');

    done(await at.scene.as('bob').reopen(TARGET, ref));
    await approved('deny', Date.now());
    expect(await look(80)).toBe('denied');
    pass(31 * 24 * 60 * MINUTE);
    ring('look');
    await until(async () => Object.keys(await storedLooks.read()).length === 0);
  });

  it('is told once that it works for a colleague', async () => {
    await sent(await mine());
    const carols = await askOf('carol');
    done(await at.scene.as('carol').submit(TARGET, carols));
    const ref = await approved();
    world.permissions.add('notifications');
    const look = async () => {
      world.notifications.clear();
      pass(80 * MINUTE);
      ring('look');
      const isOver = async () => Object.values(await storedLooks.read())[0]?.at === Date.now();
      await until(isOver);
      return told();
    };
    expect(await look()).toEqual([`Approved: ${request().app.name} on ${SITE}.`]);
    const works = { kind: 'granted', ask: carols.payload.id } as const;
    done(await at.scene.as('carol').note(TARGET, ref, works));
    expect(await look()).toEqual([`${request().app.name} works for a colleague on ${SITE}.`]);
    expect(await look()).toEqual([]);
  });
});
