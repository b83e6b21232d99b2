import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNewsModel, News } from '../../components/popup/strips/Strips.tsx';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import { showOptions } from './options-support.tsx';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const QUEUE = {
  ...{ label: 'IT', site: 'acme.atlassian.net', project: 'ITSEC', bad: 0, more: false },
};

async function show(told: object, allows = true) {
  const send = vi.fn(async () => ({ ok: true, asks: 0, decided: [], queues: [], ...told }));
  const requestHost = vi.fn(async () => allows);
  const news = createNewsModel({ send: send as never, requestHost });
  render(<News news={news} />);
  expect(document.body.textContent).toBe('');
  await news.look();
  return { send, requestHost, news };
}

describe('when the popup is opened', () => {
  it('says nothing where nothing is wrong: the tab tells how many wait', async () => {
    await show({ asks: 3, queues: [QUEUE] });
    expect(document.body.textContent).toBe('');
  });

  it('says what is wrong with a queue, and leads there', async () => {
    await show({ queues: [{ ...QUEUE, problem: 'signed-out' }] });
    const link = await screen.findByRole('link', { name: 'acme.atlassian.net/ITSEC' });
    expect(link.getAttribute('href')).toBe('https://acme.atlassian.net/browse/ITSEC');
    expect(link.parentElement?.textContent).toMatch(/^Sign in to Jira on that site/);
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('looks again where something was wrong, and nowhere else', async () => {
    const { send, news } = await show({ queues: [{ ...QUEUE, problem: 'signed-out' }] });
    send.mockResolvedValue({ ok: true, asks: 0, decided: [], queues: [QUEUE] } as never);
    await news.again();
    await waitFor(() => expect(screen.queryByRole('link')).toBeNull());
    await news.again();
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('asks for the permission that lacks, within the press, and looks again', async () => {
    const { send, requestHost } = await show({ queues: [{ ...QUEUE, problem: 'no-permission' }] });
    fireEvent.click(await screen.findByRole('button', { name: 'Allow access' }));
    expect(requestHost).toHaveBeenCalledWith('acme.atlassian.net');
    await waitFor(() => expect(send).toHaveBeenCalledTimes(2));
  });

  it('looks at nothing where it is refused', async () => {
    const queues = [{ ...QUEUE, problem: 'no-permission' }];
    const { send, requestHost } = await show({ queues }, false);
    fireEvent.click(await screen.findByRole('button', { name: 'Allow access' }));
    await waitFor(() => expect(requestHost).toHaveBeenCalled());
    expect(send).toHaveBeenCalledTimes(1);
  });
});

describe('notifications, where they are allowed', () => {
  const part = async (change: object = {}) => {
    const settings = { ...DEFAULTS, ...change };
    const { send } = await showOptions({
      answers: { readSettings: { settings, reviewer: '' } },
      mayNotify: true,
    });
    return () => {
      const saved = send.mock.calls.filter(([name]) => name === 'saveSettings').at(-1)?.[1];
      return (saved as { settings: object } | undefined)?.settings;
    };
  };
  const choose = (name: string, value: string) =>
    fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });

  it('can be switched off', async () => {
    const saved = await part();
    fireEvent.click(
      screen.getByRole('checkbox', { name: 'Tell me of new requests and decisions' }),
    );
    await waitFor(() => expect(saved()).toMatchObject({ news: false }));
    expect(screen.queryByRole('combobox', { name: 'Quiet from' })).toBeNull();
  });

  it('keep quiet between two hours that are chosen', async () => {
    const saved = await part();
    expect(screen.queryByRole('combobox', { name: 'to' })).toBeNull();
    choose('Quiet from', '22');
    await waitFor(() => expect(saved()).toMatchObject({ quietFrom: 22, quietTo: 6 }));
    const to = await screen.findByRole('combobox', { name: 'to' });
    expect(to.textContent).toContain('7:00 AM');
    choose('to', '7');
    await waitFor(() => expect(saved()).toMatchObject({ quietFrom: 22, quietTo: 7 }));
    choose('Quiet from', '7');
    await waitFor(() => expect(saved()).toMatchObject({ quietFrom: 7, quietTo: 15 }));
    choose('Quiet from', '');
    await waitFor(() => expect(saved()).toMatchObject({ quietFrom: 0, quietTo: 0 }));
  });
});
