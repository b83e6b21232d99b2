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
