import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWelcomeModel, Welcome } from '../../components/welcome/Welcome.tsx';
import { SAMPLE_ID } from '../../lib/requests/sample.ts';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

async function show(answers: Record<string, object> = {}) {
  const openRequest = vi.fn();
  const send = vi.fn(async (name: string, data: { settings?: object }) => {
    const usual = {
      readSettings: { ok: true, settings: DEFAULTS },
      saveSettings: { ok: true, settings: data.settings },
      addSample: { ok: true, id: SAMPLE_ID },
    };
    return { ...usual, ...answers }[name];
  });
  const model = createWelcomeModel({ send: send as never, openRequest });
  render(<Welcome model={model} />);
  await model.start();
  return { send, openRequest };
}

const role = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });
const tryIt = () => fireEvent.click(screen.getByRole('button', { name: 'Try it with an example' }));

describe('the first-run page', () => {
  it('says what Countersign is, and asks what brings somebody here', async () => {
    await show();
    expect(screen.getByRole('heading', { level: 1, name: 'Countersign' })).toBeTruthy();
    expect(screen.getByText(/missing button to ask/)).toBeTruthy();
    expect(screen.getByRole('group', { name: 'What brings you here?' })).toBeTruthy();
    expect(screen.getAllByRole('radio')).toHaveLength(3);
    expect(role('Both').checked).toBe(true);
  });

  it('keeps what was chosen, and nothing else changes', async () => {
    const { send } = await show();
    fireEvent.click(role('I approve apps'));
    const settings = { ...DEFAULTS, role: 'reviews' };
    expect(send).toHaveBeenLastCalledWith('saveSettings', { settings });
    expect((await screen.findByText('Saved')).getAttribute('role')).toBe('status');
  });

  it('tells reviewers where requests go', async () => {
    await show();
    expect(screen.getByRole('region', { name: 'Where requests go' })).toBeTruthy();
    const link = screen.getByRole('link', { name: 'Set it in Options' });
    expect(link.getAttribute('href')).toBe('options.html#where');
    fireEvent.click(role('I get blocked'));
    await waitFor(() => expect(screen.queryByRole('region')).toBeNull());
  });

  it('goes back to what was set where that cannot be kept', async () => {
    await show({ saveSettings: { ok: false, problem: 'storage-full' } });
    fireEvent.click(role('I get blocked'));
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/space/i));
    expect(role('Both').checked).toBe(true);
  });

  it('puts the sample into the queue and opens it', async () => {
    const { openRequest } = await show();
    tryIt();
    await waitFor(() => expect(openRequest).toHaveBeenCalledWith(SAMPLE_ID));
  });

  it('says why there is no sample', async () => {
    const { openRequest } = await show({ addSample: { ok: false, problem: 'storage-full' } });
    tryIt();
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(/space/i));
    expect(openRequest).not.toHaveBeenCalled();
  });
});
