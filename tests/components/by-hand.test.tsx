import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ManualRequest } from '../../components/popup/manual/ManualRequest.tsx';
import { createManualModel, type ManualView } from '../../components/popup/manual/manual-model.ts';
import type { SeenPage } from '../../lib/consent/read-seen.ts';
import { byHandView } from './pages-support.ts';
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

function show(change: Partial<ManualView> = {}) {
  const view = byHandView(change);
  const onBack = vi.fn();
  render(<ManualRequest view={view} onBack={onBack} />);
  return { view, onBack };
}

describe('the form for a request by hand', () => {
  it('says which page was read, and takes the focus', () => {
    show({ phase: signal('page'), from: signal('ledger.example') });
    expect(screen.getByText(/could be read on ledger\.example is filled in/)).toBeTruthy();
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { name: 'Request approval for this page' }),
    );
  });

  it.each([
    ['reading', 'Reading the page…'],
    ['no-page', /cannot be read/],
  ] as const)('says that it is %s', (phase, words) => {
    show({ phase: signal(phase) });
    expect(screen.getByText(words)).toBeTruthy();
  });

  it.each([
    ['no-app', /what the app is called/, /^App/],
    ['no-site', /address of the site, like acme\.atlassian\.net/, /^Site/],
    ['bad-site', /not the name of a site/, /^Site/],
    ['bad-client', /not a client ID/, /^Client ID/],
  ] as const)('says what to do about %s, and goes there', async (missing, words, box) => {
    const { view } = show({ missing: signal(missing) });
    expect(screen.getByRole('alert').textContent).toMatch(words);
    fireEvent.click(screen.getByRole('button', { name: 'Send request' }));
    expect(view.submit).toHaveBeenCalled();
    await waitFor(() =>
      expect(document.activeElement).toBe(screen.getByRole('textbox', { name: box })),
    );
  });

  it.each([
    ['found', /filled in below/],
    ['nothing', /Neither a site nor an app/],
  ] as const)('says that a pasted error gave %s', (pasted, words) => {
    show({ pasted: signal(pasted) });
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('gives each trouble its sentence', () => {
    show({ problem: signal('storage-full') });
    expect(screen.getByRole('alert').textContent).toMatch(/full|room|space/i);
  });

  it('has the receipt and the way on after sending', () => {
    const { onBack } = show({
      sent: signal({ ...OWN, createdAt: Date.now() }),
      share: signal({ link: 'https://admin.atlassian.com/#x', mailto: 'mailto:', text: '' }),
    });
    expect(screen.getByRole('status').textContent).toContain('Request sent');
    expect(document.activeElement).toBe(screen.getByRole('status'));
    for (const name of ['Copy message', 'Email admin', 'Copy link']) {
      expect(screen.getByRole('button', { name })).toBeTruthy();
    }
    fireEvent.click(screen.getByRole('button', { name: 'Done' }));
    expect(onBack).toHaveBeenCalled();
  });

  it('shows where it is, when it had been asked for before', () => {
    show({ sent: signal({ ...OWN, createdAt: NOW - 86_400_000 }) });
    expect(screen.getByRole('status').textContent).toMatch(/waiting for a decision/);
  });
});

async function started(seen?: SeenPage, draft = {}) {
  const send = vi.fn(async (name: string): Promise<object> => {
    if (name === 'startManual') return { ok: true, name: 'Alice', ...draft };
    if (name === 'raiseRequest') return { ok: true, request: OWN, joined: false };
    return { ok: true, link: 'https://l', mailto: 'mailto:', text: '' };
  });
  const model = createManualModel({
    send: send as never,
    copy: async () => true,
    openTab: vi.fn(),
    readActiveTab: async () => seen,
  });
  await model.start();
  return { model, send };
}

const sentAsk = (send: ReturnType<typeof vi.fn>) =>
  send.mock.calls.find(([name]) => name === 'raiseRequest')?.[1];

describe('what a request by hand holds', () => {
  it('fills in what the page gives; the person completes it', async () => {
    const address = `https://ledger.example/settings?token=${SECRET}`;
    const { model, send } = await started({ address, text: `Sorry. ${SENTENCE}` });
    expect(model.from.value).toBe('ledger.example');
    expect(model.site.value).toBe('acme.atlassian.net');
    expect(model.name.value).toBe('Alice');
    await model.submit();
    expect(model.missing.value).toBe('no-app');
    model.app.value = 'Ledger Sync';
    model.edited('app');
    await model.submit();
    expect(sentAsk(send)).toMatchObject({
      cause: 'by-hand',
      site: 'acme.atlassian.net',
      app: { name: 'Ledger Sync', scopes: [] },
      message: SENTENCE,
      startPage: 'https://ledger.example/settings',
      name: 'Alice',
    });
    expect(JSON.stringify(send.mock.calls)).not.toContain(SECRET);
    expect(model.share.value?.link).toBe('https://l');
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
    await model.submit();
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
      'Who can change it: an organisation admin',
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
    await model.submit();
    expect(model.missing.value).toBe(missing);
  });

  it('refuses a client id that cannot be one', async () => {
    const { model, send } = await started();
    model.app.value = 'App';
    model.site.value = 'acme.atlassian.net';
    model.clientId.value = 'what is this?';
    await model.submit();
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
