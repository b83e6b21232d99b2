import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualRequest } from '../../components/popup/manual/ManualRequest.tsx';
import { createManualModel } from '../../components/popup/manual/manual-model.ts';
import { vouch } from '../../components/ui/trusted.ts';
import type { SeenPage } from '../../lib/consent/read-seen.ts';
import { NOW, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const SECRET = 'sTaTe-0f-Th3-F1ow';
const CLIENT = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';
const SENTENCE =
  "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.";
const AUTHORIZE = `https://auth.atlassian.com/authorize?client_id=${CLIENT}&scope=read%3Ajira-work&redirect_uri=https%3A%2F%2Fledger.example%2Fcb&state=${SECRET}`;
const OWN = {
  id: '01M804D2Q49T02GT1624A4GGFM',
  status: 'pending' as const,
  appName: 'Ledger Sync',
  site: 'acme.atlassian.net',
  createdAt: NOW,
  people: 1,
};

async function started(seen?: SeenPage, draft = {}, raised: object = { ok: true, request: OWN }) {
  const send = vi.fn(async (name: string): Promise<object> => {
    if (name === 'startManual') return { ok: true, name: 'Alice', ...draft };
    if (name === 'raiseRequest') return raised;
    return { ok: true, link: 'https://l', mailto: 'mailto:?x', text: 'In plain words' };
  });
  const copy = vi.fn(async () => true);
  const openTab = vi.fn();
  const readActiveTab = async () => seen;
  const model = createManualModel({
    ...{ send: send as never, copy, openTab, readActiveTab },
    requestHost: async () => true,
  });
  await model.start();
  return { model, send, copy, openTab };
}

async function show(...about: Parameters<typeof started>) {
  const all = await started(...about);
  const onBack = vi.fn();
  render(<ManualRequest view={all.model} onBack={onBack} />);
  return { ...all, onBack };
}
const person = (name: string) => {
  const click = new MouseEvent('click', { bubbles: true });
  vouch(click);
  screen.getByRole('button', { name }).dispatchEvent(click);
};
const PAGE = { address: 'https://ledger.example/settings', text: SENTENCE };

describe('the form for a request by hand', () => {
  it('says which page was read, and takes the focus', async () => {
    await show(PAGE);
    expect(screen.getByText(/Filled in from ledger\.example/)).toBeTruthy();
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { name: 'Request approval for this page' }),
    );
  });

  it('says that it reads the page', async () => {
    const { model } = await started();
    model.phase.value = 'reading';
    render(<ManualRequest view={model} onBack={() => undefined} />);
    expect(screen.getByText('One moment…')).toBeTruthy();
  });

  it('says that the page cannot be read, and has the box for an error ready', async () => {
    await show();
    expect(screen.getByText(/can't be read/)).toBeTruthy();
    const box = screen.getByRole('textbox', { name: /Paste an error/ });
    expect(box.closest('details')?.open).toBe(true);
  });

  it.each([
    ['no-app', {}, /what the app is called/, /^App/],
    ['no-site', { app: 'Ledger' }, /like acme\.atlassian\.net/, /^Site/],
    ['bad-site', { app: 'Ledger', site: 'not a host' }, /like acme\.atlassian\.net/, /^Site/],
    [
      'bad-client',
      { app: 'Ledger', site: 'acme.atlassian.net', clientId: 'what?' },
      /client ID has some 32/,
      /^Client ID/,
    ],
  ] as const)('says what to do about %s, and goes there', async (_, boxes, words, box) => {
    const { model, copy } = await show();
    for (const [name, value] of Object.entries<string>(boxes)) {
      model[name as 'app'].value = value;
    }
    person('Copy message');
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: box })),
    );
    expect(screen.getByRole('alert').textContent).toMatch(words);
    expect(copy).not.toHaveBeenCalled();
  });

  it.each([
    [`App: Ledger\n${SENTENCE}`, /Filled in below/],
    ['Nothing that anybody knows', /No site or app/],
  ] as const)('says what a pasted error gave: %s', async (text, words) => {
    const { model } = await show();
    model.paste(text);
    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('gives each trouble its sentence, and passes nothing on', async () => {
    const problem = { ok: false, problem: 'storage-full' };
    const { model, copy } = await show(PAGE, {}, problem);
    model.app.value = 'Ledger Sync';
    person('Copy message');
    await waitFor(() => expect(screen.getByRole('alert').textContent).toMatch(/full|room|space/i));
    expect(copy).not.toHaveBeenCalled();
  });

  it('files the request and passes it on at one press', async () => {
    const { model, send, copy, onBack } = await show(PAGE);
    model.app.value = 'Ledger Sync';
    person('Copy message');
    expect((await screen.findByText('Message copied. Paste it to your admin.')).role).toBe(
      'status',
    );
    expect(copy).toHaveBeenCalledWith('In plain words');
    expect(send).toHaveBeenCalledWith('passedOn', { id: OWN.id, how: 'copy' });
    expect(document.activeElement).toBe(screen.getByRole('status'));
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(onBack).toHaveBeenCalled();
  });

  it('has the way first that was used last, and does not say "copied" where it was not', async () => {
    const { model, copy, send } = await show(PAGE, { way: 'email' });
    const names = screen.getAllByRole('button').map(({ textContent }) => textContent);
    expect(names.slice(-2)).toEqual(['Email admin', 'Copy message']);
    copy.mockResolvedValue(false);
    model.app.value = 'Ledger Sync';
    person('Copy message');
    const box = await screen.findByRole('textbox', { name: /Couldn't copy/ });
    expect(box).toHaveProperty('value', 'In plain words');
    expect(screen.queryByText(/Message copied/)).toBeNull();
    expect(send.mock.calls.some(([name]) => name === 'passedOn')).toBe(false);
  });

  it('shows where it is, when it had been decided before, and passes nothing on', async () => {
    const decision = { kind: 'approve', reason: '', at: NOW, via: 'link' };
    const request = { ...OWN, status: 'approved', decision };
    const { model, copy } = await show(PAGE, {}, { ok: true, request });
    model.app.value = 'Ledger Sync';
    person('Copy message');
    expect(await screen.findByText(/^Approved /)).toBeTruthy();
    expect(copy).not.toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: 'Copy message' })).toBeNull();
  });
});

const sentAsk = (send: ReturnType<typeof vi.fn>) =>
  send.mock.calls.find(([name]) => name === 'raiseRequest')?.[1];

describe('what a request by hand holds', () => {
  it('fills in what the page gives; the person completes it', async () => {
    const address = `https://ledger.example/settings?token=${SECRET}`;
    const { model, send } = await started({ address, text: `Sorry. ${SENTENCE}` });
    expect(model.from.value).toBe('ledger.example');
    expect(model.site.value).toBe('acme.atlassian.net');
    expect(model.name.value).toBe('Alice');
    await model.pass('copy');
    expect(model.missing.value).toBe('no-app');
    model.app.value = 'Ledger Sync';
    model.edited('app');
    await model.pass('copy');
    expect(sentAsk(send)).toMatchObject({
      cause: 'by-hand',
      site: 'acme.atlassian.net',
      app: { name: 'Ledger Sync', scopes: [] },
      message: SENTENCE,
      startPage: 'https://ledger.example/settings',
      name: 'Alice',
    });
    expect(JSON.stringify(send.mock.calls)).not.toContain(SECRET);
  });

  it('counts a consent page’s own word, until the person changes it', async () => {
    const address = `https://api.atlassian.com/oauth2/authorize/server/consent?client_id=${CLIENT}&state=${SECRET}`;
    const text = `Ledger Sync is requesting access to your Atlassian account\n${SENTENCE}`;
    const { model } = await started({ address, text });
    expect(model.ask.value).toMatchObject({
      cause: 'admin-must-authorize',
      app: { name: 'Ledger Sync', clientId: CLIENT },
    });
    model.site.value = 'globex.atlassian.net';
    expect(model.ask.value).toMatchObject({ cause: 'by-hand', site: 'globex.atlassian.net' });
  });

  it('takes a pasted error; what the person wrote stays', async () => {
    const { model, send } = await started();
    expect(model.phase.value).toBe('no-page');
    model.app.value = 'My own name for it';
    model.edited('app');
    model.paste(`App: Ledger Sync\n${SENTENCE}\nOpen ${AUTHORIZE}`);
    expect(model.pasted.value).toBe('found');
    expect(model.app.value).toBe('My own name for it');
    expect(model.clientId.value).toBe(CLIENT);
    await model.pass('copy');
    expect(sentAsk(send)).toMatchObject({
      cause: 'by-hand',
      app: { clientId: CLIENT, scopes: ['read:jira-work'], redirect: { host: 'ledger.example' } },
    });
    expect(JSON.stringify(send.mock.calls)).not.toContain(SECRET);
  });

  it('tells a similar screen by its words, and says so in the request where it helps', async () => {
    const { model } = await started();
    model.paste('Error: redirect_uri is not registered for client: https://ledger.example/cb?a=1');
    expect(model.advice.value).toMatchObject({ cause: 'bad-callback' });
    expect(model.ask.value.screen).toBeUndefined();
    model.paste('Your organization admin must authorize access from this redirect URL');
    expect(model.ask.value).toMatchObject({ cause: 'by-hand', screen: 'domain-not-allowed' });
    render(<ManualRequest view={model} onBack={() => undefined} />);
    expect(screen.getByRole('note').textContent).toContain(
      'Who can change it: an organization admin',
    );
    cleanup();
    model.paste(SENTENCE);
    expect(model.advice.value).toBeUndefined();
  });

  it('drops what belongs to another client', async () => {
    const { model } = await started();
    model.paste(`Open ${AUTHORIZE}`);
    model.clientId.value = 'xL0oKaL1kE2bS3yNc4ZzQ5wE6rT7yU8i';
    expect(model.ask.value.app).toMatchObject({ clientId: 'xL0oKaL1kE2bS3yNc4ZzQ5wE6rT7yU8i' });
    expect(model.ask.value.app.redirect).toBeUndefined();
    expect(model.ask.value.app.scopes).toEqual([]);
  });

  it.each([
    ['App', '', 'no-site'],
    ['App', 'not a host', 'bad-site'],
    ['App', 'https://acme.atlassian.net/jira', undefined],
  ])('checks the site: %s on "%s"', async (app, site, missing) => {
    const { model } = await started();
    Object.assign(model.app, { value: app });
    Object.assign(model.site, { value: site });
    await model.pass('copy');
    expect(model.missing.value).toBe(missing);
  });

  it('refuses a client id that cannot be one', async () => {
    const { model, send } = await started();
    model.app.value = 'App';
    model.site.value = 'acme.atlassian.net';
    model.clientId.value = 'what is this?';
    await model.pass('copy');
    expect(model.missing.value).toBe('bad-client');
    expect(sentAsk(send)).toBeUndefined();
  });

  it('loses nothing when the popup is closed half-way', async () => {
    const draft = { reason: 'Half a rea', name: 'Al', site: 'globex.atlassian.net', app: 'Ledger' };
    const { model } = await started({ address: 'https://x.example/', text: SENTENCE }, { draft });
    expect(model.reason.value).toBe('Half a rea');
    expect(model.name.value).toBe('Al');
    expect(model.site.value).toBe('globex.atlassian.net');
  });
});
