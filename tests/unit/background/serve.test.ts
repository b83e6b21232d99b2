import { describe, expect, it } from 'vitest';
import { MESSAGES, type MessageName, type Sender } from '../../../lib/messages.ts';
import {
  CONSENT,
  INTAKE,
  POPUP,
  page,
  STAGE,
  send,
  sendRaw,
  startBackground,
} from '../support/background.ts';
import { breakDisk, fillDisk } from '../support/disk.ts';
import { allRequests, id } from '../support/records.ts';

const SENDERS = { extension: POPUP, consent: CONSENT, intake: INTAKE, stage: STAGE } as const;
const NAMES = Object.keys(MESSAGES) as MessageName[];

/** On the first stage a page may say what a consent page may. */
const mayCome = (from: readonly Sender[], sender: Sender): boolean =>
  from.includes(sender) || (sender === 'stage' && from.includes('consent'));

describe('a message', () => {
  it.each(NAMES)('%s is refused from whoever may not send it', async (name) => {
    await startBackground();
    const wrong = (Object.keys(SENDERS) as Sender[]).filter(
      (sender) => !mayCome(MESSAGES[name].from, sender),
    );
    expect(wrong).not.toEqual([]);
    for (const sender of wrong) {
      const answer = await sendRaw({ name, data: {} }, SENDERS[sender]);
      expect(answer, sender).toEqual({ ok: false, problem: 'not-allowed' });
    }
  });

  const BAD = [undefined, null, 7, 'text', [], { id: 7, ids: 7, text: 7, name: 7, scope: '' }];
  it.each(NAMES)('%s is refused with bad data', async (name) => {
    await startBackground();
    const [from] = MESSAGES[name].from as readonly Sender[];
    const empty =
      Object.keys((MESSAGES[name].data as { shape?: object }).shape ?? { a: 1 }).length === 0;
    for (const data of empty ? BAD.slice(0, 4) : BAD) {
      const answer = await sendRaw({ name, data }, SENDERS[from ?? 'extension']);
      expect(answer, JSON.stringify(data)).toEqual({ ok: false, problem: 'bad-data' });
    }
    expect(await allRequests()).toEqual([]);
  });

  it.each([
    undefined,
    null,
    'eraseAll',
    { name: 7 },
    { name: 'toString', data: {} },
    { name: '__proto__', data: {} },
    { name: 'eraseEverything', data: {} },
  ])('that is in no table is refused: %j', async (message) => {
    await startBackground();
    expect(await sendRaw(message)).toEqual({ ok: false, problem: 'bad-data' });
  });

  it.each([
    ['another extension', { ...POPUP, id: 'ponmlkjihgfedcbaponmlkjihgfedcba' }],
    ['a page without an address', { ...POPUP, url: undefined }],
    ['any page of the web', page('https://evil.example/')],
    ['a frame of a consent page', { ...CONSENT, frameId: 3 }],
    ['a consent host over http', page('http://api.atlassian.com/oauth2/authorize')],
  ])('from %s is refused', async (_who, sender) => {
    await startBackground();
    for (const name of ['eraseAll', 'lookUp', 'linkOpened'] as const) {
      const answer = await sendRaw({ name, data: {} }, sender);
      expect(answer).toEqual({ ok: false, problem: 'not-allowed' });
    }
  });

  it('from a page that is being left is heard', async () => {
    await startBackground();
    const leaving = { ...CONSENT, frameId: undefined, documentLifecycle: 'pending_deletion' };
    const wording = { edition: 'cloud', wording: 'Ask your admin' } as const;
    expect(await send('perhapsSeen', wording, leaving)).toEqual({ ok: true, ask: true });
  });

  it('is told where the disk is full, and where the database fails', async () => {
    await startBackground();
    await send('listRules', {});
    fillDisk();
    const name = 'Maria';
    expect(await send('nameReviewer', { name })).toEqual({ ok: false, problem: 'storage-full' });
    breakDisk();
    expect(await send('nameReviewer', { name })).toEqual({ ok: false, problem: 'storage-failed' });
  });

  it('about a request that nobody knows changes nothing', async () => {
    await startBackground();
    const one = { id: id(1) };
    for (const name of [
      'shareRequest',
      'shareDecision',
      'findConnectedApps',
      'authorize',
      'openConnect',
      'findApplicationLinks',
      'toggleOpened',
    ] as const) {
      expect(await send(name, one), name).toEqual({ ok: false, problem: 'unknown-request' });
    }
    expect(await allRequests()).toEqual([]);
  });
});
