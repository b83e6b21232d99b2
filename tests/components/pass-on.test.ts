import { describe, expect, it, vi } from 'vitest';
import { createPassOn, waysOf } from '../../components/banner/pass-on.ts';

const TEXTS = { ok: true, link: 'https://l', mailto: 'mailto:?x', text: 'In plain words' };

function deps(answers: Record<string, object> = {}) {
  const order: string[] = [];
  const send = vi.fn(async (name: string): Promise<object> => {
    order.push(name);
    return answers[name] ?? (name === 'shareRequest' ? TEXTS : { ok: true });
  });
  const copied: string[] = [];
  const copy = vi.fn(async (text: string | Promise<string>) => {
    order.push('copy');
    copied.push(await text);
  });
  const mail = vi.fn();
  const file = vi.fn(async (): Promise<string | undefined> => {
    await Promise.resolve();
    order.push('file');
    return 'ID';
  });
  return {
    passOn: createPassOn({ send: send as never, copy, mail }),
    send,
    copy,
    copied,
    mail,
    file,
    order,
  };
}

describe('passing a request on', () => {
  it('opens the clipboard within the press, and fills it once the request is filed', async () => {
    const { passOn, copied, file, order } = deps();
    const pressed = passOn.pass('copy', file);
    expect(order).toEqual(['copy']);
    await pressed;
    expect(order).toEqual(['copy', 'file', 'shareRequest', 'passedOn']);
    expect(copied).toEqual(['In plain words']);
    expect(passOn.passed.value).toEqual({ how: 'copy' });
  });

  it('mails what was filed, and copies nothing', async () => {
    const { passOn, send, copy, mail, file } = deps();
    await passOn.pass('email', file);
    expect(mail).toHaveBeenCalledWith('mailto:?x');
    expect(copy).not.toHaveBeenCalled();
    expect(send).toHaveBeenLastCalledWith('passedOn', { id: 'ID', how: 'email' });
    expect(passOn.passed.value).toEqual({ how: 'email' });
    expect(passOn.way.value).toBe('email');
  });

  it('shows what could not be copied, and does not say that it was passed on', async () => {
    const { passOn, send, copy, file } = deps();
    copy.mockRejectedValue(new Error('Forbidden by the page.'));
    await passOn.pass('copy', file);
    expect(passOn.passed.value).toEqual({ how: 'copy', text: 'In plain words' });
    expect(send.mock.calls.some(([name]) => name === 'passedOn')).toBe(false);
  });

  it('passes nothing on that was not filed', async () => {
    const { passOn, send, copied, file } = deps();
    file.mockResolvedValue(undefined);
    for (const how of ['copy', 'email'] as const) await passOn.pass(how, file);
    expect(send).not.toHaveBeenCalled();
    expect(copied).toEqual([]);
    expect(passOn.passed.value).toBeUndefined();
  });

  it('says why there is no text', async () => {
    const { passOn, file } = deps({ shareRequest: { ok: false, problem: 'storage-failed' } });
    await passOn.pass('copy', file);
    expect(passOn.problem.value).toBe('storage-failed');
    expect(passOn.passed.value).toBeUndefined();
  });

  const WHERE = {
    ok: true,
    destinations: [
      { site: '*.atlassian.net', label: 'Everybody' },
      { site: 'acme.atlassian.net', label: 'ACME' },
    ],
    last: 'ACME',
  };

  it('sends to where the organization has requests sent, and says what was opened', async () => {
    const { passOn, send, copy, mail, file } = deps({ destinations: WHERE });
    expect(passOn.ready()).toBe(false);
    await passOn.start();
    expect(passOn.ready()).toBe(true);
    expect(passOn.where('acme.atlassian.net')).toMatchObject({
      to: 'ACME',
      ways: ['send', 'copy'],
    });
    // The last choice does not hold where it does not fit.
    expect(passOn.where('other.atlassian.net').to).toBe('Everybody');
    expect(passOn.where('elsewhere.example')).toEqual({ choices: [], ways: ['copy', 'email'] });
    await passOn.pass('send', file, 'ACME');
    expect(send).toHaveBeenLastCalledWith('sendRequest', { id: 'ID', to: 'ACME' });
    expect(passOn.passed.value).toEqual({ how: 'send', to: 'ACME', opened: true });
    expect(copy).not.toHaveBeenCalled();
    expect(mail).not.toHaveBeenCalled();
  });

  it('sends by email where that is the way there', async () => {
    const mailto = 'mailto:it@acme.example?x';
    const answers = { destinations: WHERE, sendRequest: { ok: true, mailto } };
    const { passOn, mail, file } = deps(answers);
    await passOn.start();
    await passOn.pass('send', file, 'Everybody');
    expect(mail).toHaveBeenCalledWith(mailto);
    expect(passOn.passed.value).toEqual({ how: 'send', to: 'Everybody', opened: false });
    expect(passOn.where('acme.atlassian.net').to).toBe('Everybody');
  });

  it('says why nothing was sent, and sends nothing that was not filed', async () => {
    const refused = { sendRequest: { ok: false, problem: 'to-gone' }, destinations: WHERE };
    const { passOn, send, file } = deps(refused);
    await passOn.pass('send', file, 'ACME');
    expect([passOn.problem.value, passOn.passed.value]).toEqual(['to-gone', undefined]);
    file.mockResolvedValue(undefined);
    await passOn.pass('send', file, 'ACME');
    expect(send.mock.calls.filter(([name]) => name === 'sendRequest')).toHaveLength(1);
  });

  it('lets people pass on by hand where nobody can say where requests go', async () => {
    const { passOn } = deps({ destinations: { ok: false, problem: 'storage-failed' } });
    await passOn.start();
    expect(passOn.ready()).toBe(true);
    expect(passOn.where('acme.atlassian.net').ways).toEqual(['copy', 'email']);
  });

  it('takes one press at a time', async () => {
    const { passOn, file } = deps();
    await Promise.all([passOn.pass('copy', file), passOn.pass('email', file)]);
    expect(file).toHaveBeenCalledTimes(1);
    await passOn.pass('email', file);
    expect(file).toHaveBeenCalledTimes(2);
  });

  it.each([
    [undefined, ['copy', 'email']],
    ['link', ['copy', 'email']],
    ['email', ['email', 'copy']],
  ])('has the way first that was used last: %s', (last, ways) => {
    expect(waysOf(last)).toEqual(ways);
  });
});
