import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Banner } from '../../components/banner/Banner.tsx';
import { createBannerModel } from '../../components/banner/banner-model.ts';
import type { Reading } from '../../components/banner/banner-state.ts';
import type { UnknownWording } from '../../lib/consent/readers/unknown-wording.ts';
import { NOW, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const MESSAGE = 'Ihr Administrator muss diese App für acme.atlassian.net autorisieren.';
const perhaps: UnknownWording = {
  evidence: ['alert', 'site'],
  wording: 'ihr administrator muss diese app für _ autorisieren.',
  consent: {
    reader: 'perhaps-blocked',
    cause: 'by-hand',
    edition: 'cloud',
    site: 'acme.atlassian.net',
    message: MESSAGE,
    scopes: [],
  },
};
const reading: Reading = { kind: 'perhaps', perhaps, otherwise: { kind: 'nothing' } };
const request = {
  id: '01M804D2Q49T02GT1624A4GGFM',
  status: 'pending',
  appName: 'Ledger Sync',
  site: 'acme.atlassian.net',
  createdAt: NOW,
  people: 1,
};

async function meet(answers: Record<string, object> = {}) {
  const send = vi.fn(
    async (name: string): Promise<object> =>
      answers[name] ??
      {
        lookUp: { ok: true, facts: { scopes: [] }, key: 'k', name: '' },
        perhapsSeen: { ok: true, ask: true },
      }[name] ?? { ok: true },
  );
  const copy = async () => undefined;
  const deps = { send: send as never, copy, mail: () => undefined, accepted: () => false };
  const model = createBannerModel(deps);
  render(<Banner model={model} copy={copy} />);
  await model.update(reading);
  return { model, send, names: () => send.mock.calls.map(([name]) => name) };
}

describe('a page that perhaps is blocked', () => {
  it('is asked about, with its own words', async () => {
    await meet();
    expect(await screen.findByRole('heading', { name: 'Looks blocked: is it?' })).toBeTruthy();
    expect(screen.getByText(MESSAGE)).toBeTruthy();
    for (const name of ['Yes, it is blocked', 'No, it works']) {
      expect(screen.getByRole('button', { name })).toBeTruthy();
    }
    expect(screen.queryByRole('button', { name: 'Request approval' })).toBeNull();
  });

  it('after a yes has the form, with the text as shown', async () => {
    const { model, names } = await meet();
    await model.answer(true);
    expect(model.ask.value).toMatchObject({ cause: 'by-hand', message: MESSAGE });
    expect(await screen.findByRole('group', { name: 'What will be sent' })).toBeTruthy();
    expect(screen.getByRole('textbox', { name: /What is the app called/ })).toBeTruthy();
    expect(names()).not.toContain('notBlocked');
  });

  it('asks once: a yes holds while the page lives, whatever it redraws', async () => {
    const { model } = await meet();
    await model.answer(true);
    await model.update({ kind: 'nothing' });
    await model.update(reading);
    expect(model.state.value.kind).toBe('blocked');
  });

  it('after a no goes away, and the wording is remembered', async () => {
    const { model, send } = await meet();
    await model.answer(false);
    expect(send).toHaveBeenCalledWith('notBlocked', { edition: 'cloud', wording: perhaps.wording });
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('is not asked about where the person said no before', async () => {
    const { model } = await meet({ perhapsSeen: { ok: true, ask: false } });
    expect(model.state.value.kind).toBe('quiet');
  });

  it('shows an open request instead of the question', async () => {
    const lookUp = { ok: true, facts: { scopes: [] }, key: 'k', name: '', request };
    const { send } = await meet({ lookUp });
    expect((await screen.findByRole('status')).textContent).toMatch(/waiting for a decision/);
    const blocked = send.mock.calls.map((call) => (call as unknown[])[1]);
    expect(blocked).toContainEqual(expect.objectContaining({ blocked: false }));
  });

  it('is asked about again where the request was granted', async () => {
    const granted = { ...request, status: 'granted', grantedAt: NOW };
    const lookUp = { ok: true, facts: { scopes: [] }, key: 'k', name: '', request: granted };
    const { model } = await meet({ lookUp });
    expect(model.state.value.kind).toBe('perhaps');
  });
});
