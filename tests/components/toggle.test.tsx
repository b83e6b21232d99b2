import { type ReadonlySignal, signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Effect } from '../../components/popup/detail/Result.tsx';
import { Missing } from '../../components/popup/Popup.tsx';
import {
  createSitesModel,
  MatchSites,
  type SitesModel,
} from '../../components/popup/strips/Strips.tsx';
import {
  createToggleModel,
  OpenToggles,
  Toggle,
  type ToggleDeps,
  type ToggleModel,
} from '../../components/popup/toggle/OpenToggles.tsx';
import { type OpenToggle, opened } from '../../lib/requests/reminders.ts';
import { decision, detailView, judgeView, NOW, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const MINUTE = 60_000;
const approved = (change: Parameters<typeof request>[0] = {}) =>
  request({ status: 'approved', decision: decision('approve'), ...change });

/** The real model, of which so many are open; what it tells the background is `sent`. */
async function toggles(open: OpenToggle[] = [], now = NOW + 5 * MINUTE) {
  const sent: [string, object][] = [];
  const model = createToggleModel({
    send: (async (name: string, data: object) => {
      sent.push([name, data]);
      return { ok: true, open, minutes: 15 };
    }) as ToggleDeps['send'],
    clock: signal(now),
    requestNotify: async () => false,
  });
  await model.read();
  sent.length = 0;
  return { model, sent };
}

const strip = () => screen.getByRole('region', { name: 'User-installed apps are open' });
const START = 'I opened user-installed apps for a moment';

describe('the step of the guide', () => {
  const show = (model: ToggleModel, one = approved()) =>
    render(
      <Toggle.Provider value={model}>
        <Effect detail={detailView()} assessment={judgeView()} request={one} />
      </Toggle.Provider>,
    );
  const start = () => screen.queryByText(START);

  it('says what the switch lets in, where it is, and when one is reminded', async () => {
    const { model, sent } = await toggles();
    const one = approved();
    show(model, one);
    const step = start()?.closest('li');
    expect(step?.textContent).toContain('anybody on the site can let in any app');
    expect(step?.textContent).toContain('Connected apps → Settings → User installed apps');
    expect(step?.textContent).toContain('after 15 minutes');
    fireEvent.click(start() as HTMLElement);
    expect(sent).toEqual([['toggleOpened', { id: one.id }]]);
  });

  it('has no button while it is open for the site, for whichever request', async () => {
    show((await toggles(opened([], approved(), NOW, 15))).model);
    expect(start()).toBeNull();
    expect(screen.getByText(/^User-installed apps have been open since/)).toBeTruthy();
    cleanup();
    show((await toggles(opened([], approved({ site: 'globex.atlassian.net' }), NOW, 15))).model);
    expect(start()).not.toBeNull();
  });
});

describe('the strip', () => {
  it('says what is open, since when, for which app, and asks for two things', async () => {
    const one = approved();
    const { model, sent } = await toggles(opened([], one, NOW, 15));
    render(<OpenToggles view={model} />);
    for (const text of ['open on acme.atlassian.net.', '(5 minutes ago)', 'for Figma', 'Block']) {
      expect(strip().textContent).toContain(text);
    }
    expect(strip().textContent).toContain('You are reminded at');
    fireEvent.click(screen.getByRole('button', { name: 'I closed it again' }));
    fireEvent.click(screen.getByRole('button', { name: 'Remind me again in 15 minutes' }));
    expect(sent).toEqual([
      ['toggleClosed', { id: one.id }],
      ['toggleLater', { id: one.id }],
    ]);
  });

  it('promises no reminder once it was due, and names no site that nobody named', async () => {
    const list = opened([], approved({ site: '' }), NOW, 15);
    render(<OpenToggles view={(await toggles(list, NOW + 15 * MINUTE)).model} />);
    expect(strip().textContent).toContain('open on a site not named here.');
    expect(strip().textContent).not.toContain('You are reminded at');
  });

  it.each([
    ['close', /apps closed again/],
    ['later', /^Saved/],
  ] as const)('says what came of it: %s', async (press, words) => {
    const { model } = await toggles();
    render(<OpenToggles view={model} />);
    await act(() => model[press]('id'));
    expect(screen.getByRole('status').textContent).toMatch(words);
    expect(screen.queryByRole('region')).toBeNull();
  });
});

describe('the timer', () => {
  function model(answer: object) {
    const send = vi.fn(async () => answer);
    const order: string[] = [];
    send.mockImplementation(async () => {
      order.push('send');
      return answer;
    });
    const requestNotify = vi.fn(async () => {
      order.push('permission');
      return false;
    });
    const clock: ReadonlySignal<number> = signal(NOW);
    const made = createToggleModel({
      send: send as Parameters<typeof createToggleModel>[0]['send'],
      clock,
      requestNotify,
    });
    return { made, send, order };
  }

  it('asks to notify within the click, and starts whatever the answer is', async () => {
    const list = opened([], approved(), NOW, 30);
    const { made, send, order } = model({ ok: true, open: list, minutes: 30 });
    const starting = made.start('id');
    expect(order).toEqual(['permission', 'send']);
    await starting;
    expect(send).toHaveBeenCalledWith('toggleOpened', { id: 'id' });
    expect(made.open.value).toEqual(list);
    expect(made.minutes.value).toBe(30);
    expect(made.feedback.value).toBeUndefined();
  });

  it('says what went wrong, and keeps what is open', async () => {
    const { made } = model({ ok: false, problem: 'storage-failed' });
    await made.close('id');
    expect(made.feedback.value).toBe('storage-failed');
    await made.read();
    expect(made.open.value).toEqual([]);
  });
});

describe('matching sites', () => {
  const show = (view: Partial<SitesModel>) => {
    const made = createSitesModel({ send: vi.fn(), requestHost: vi.fn() });
    return render(<MatchSites view={{ ...made, sites: signal([]), ...view }} />);
  };

  it('asks for access within the click, looks up, and lists what is left', async () => {
    const send = vi
      .fn()
      .mockResolvedValueOnce({ ok: true, matched: true })
      .mockResolvedValueOnce({ ok: true, sites: ['b.atlassian.net'] });
    const requestHost = vi.fn(async () => true);
    const made = createSitesModel({ send, requestHost });
    await made.match('a.atlassian.net');
    expect(requestHost).toHaveBeenCalledWith('a.atlassian.net');
    expect(made.feedback.value).toEqual({ site: 'a.atlassian.net', what: 'matched' });
    expect(made.sites.value).toEqual(['b.atlassian.net']);
  });

  it.each([
    ['matched', /^Saved/],
    ['silent', /did not answer/],
    ['no-site-permission', /Press the button again/],
  ] as const)('says what came of it: %s', (what, words) => {
    show({ feedback: signal({ site: 'a.atlassian.net', what }) });
    expect(screen.getByRole('status').textContent).toMatch(words);
  });

  it('is not there unless it was asked for', () => {
    show({ sites: signal(undefined) });
    expect(screen.queryByRole('region')).toBeNull();
  });
});

describe('an address that asks for a request', () => {
  it('says that it is gone', () => {
    render(<Missing missing={signal(true)} />);
    expect(screen.getByRole('status').textContent).toMatch(/no longer in this browser/);
  });
});
