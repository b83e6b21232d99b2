import { beforeEach, describe, expect, it } from 'vitest';
import { createWorld, type Deps, named } from './model-support.ts';
import { decision, NOW, requester } from './support.ts';

let world: Deps;

beforeEach(() => {
  world = createWorld();
});

describe('the open request', () => {
  it('keeps what is being typed when the store changes', async () => {
    const one = named('A');
    await world.start(one);
    world.model.detail.open(one, 'deny');
    world.model.detail.type('Too wi');
    world.store.requests = [
      { ...one, requesters: [...one.requesters, requester()], updatedAt: NOW },
      named('B'),
    ];
    world.store.changed();
    await expect.poll(() => world.names()).toEqual(['A', 'B']);
    await expect.poll(() => world.model.detail.request.value?.requesters.length).toBe(2);
    expect(world.model.detail.reason.value).toBe('Too wi');
    expect(world.model.detail.form.value?.kind).toBe('deny');
  });

  it('owes a reason for a denial, and sends nothing without one', async () => {
    const one = named('A');
    await world.start(one);
    world.model.detail.open(one, 'deny');
    world.model.detail.type('   ');
    // What is filed where was asked when the popup was opened.
    world.send.mockClear();
    await world.model.detail.confirm();
    expect(world.model.detail.form.value?.problem).toBe('reason-owed');
    expect(world.send).not.toHaveBeenCalled();
    world.model.detail.type('Too wide');
    expect(world.model.detail.form.value?.problem).toBeUndefined();
  });

  it('decides', async () => {
    const one = named('A');
    await world.start(one);
    world.model.detail.open(one, 'approve');
    const approved = { ...one, status: 'approved' as const, decision: decision('approve') };
    world.send.mockImplementation(async () => {
      world.store.requests = [approved];
      return { ok: true, request: approved };
    });
    await world.model.detail.confirm();
    expect(world.send).toHaveBeenCalledWith('decideRequest', {
      id: one.id,
      kind: 'approve',
      reason: '',
    });
    expect(world.model.detail.outcome.value).toBe('approve');
    expect(world.model.detail.request.value).toBe(approved);
    await expect.poll(world.names).toEqual([]);
  });

  it('keeps the reason when deciding fails', async () => {
    const one = named('A');
    await world.start(one);
    world.model.detail.open(one, 'deny');
    world.model.detail.type('Too wide');
    world.send.mockResolvedValue({ ok: false, problem: 'no-worker' });
    await world.model.detail.confirm();
    expect(world.model.detail.form.value).toEqual({
      kind: 'deny',
      sending: false,
      problem: 'no-worker',
    });
    expect(world.model.detail.reason.value).toBe('Too wide');
  });

  it('asks for the site within the click, then opens Connected apps', async () => {
    const one = named('A', { status: 'approved' });
    await world.start(one);
    world.model.detail.open(one);
    world.send.mockResolvedValue({ ok: true, url: 'https://admin.atlassian.com/', exact: false });
    const done = world.model.detail.openConnectedApps();
    expect(world.requestHost).toHaveBeenCalledWith('acme.atlassian.net');
    await done;
    expect(world.openTab).toHaveBeenCalledWith('https://admin.atlassian.com/');
    expect(world.model.detail.opened.value).toBe('front');
  });

  it("asks for no permission for a site that is not Atlassian's", async () => {
    const one = named('A', { status: 'approved', site: 'jira.example.com' });
    await world.start(one);
    world.model.detail.open(one);
    world.send.mockResolvedValue({ ok: false, problem: 'no-worker' });
    await world.model.detail.openConnectedApps();
    expect(world.requestHost).not.toHaveBeenCalled();
    expect(world.model.detail.opened.value).toBe('no-worker');
  });

  it('copies the answer, and tells when it could not', async () => {
    const one = named('A', { status: 'denied' });
    await world.start(one);
    world.model.detail.open(one);
    world.send.mockResolvedValue({ ok: true, links: [], text: 'Denied: A' });
    world.copy.mockResolvedValue(false);
    await world.model.detail.copyAnswer();
    expect(world.model.detail.answer.value).toEqual({ text: 'Denied: A', ok: false });
  });
});

describe('an import', () => {
  it('asks for something to import', async () => {
    await world.start();
    world.send.mockClear();
    await world.model.intake.submit();
    expect(world.model.intake.result.value).toEqual({ problem: 'empty' });
    expect(world.send).not.toHaveBeenCalled();
  });

  it('of an answer goes to My requests', async () => {
    await world.start(named('A'));
    const one = named('Own', { asked: true, review: false, status: 'denied' });
    world.send.mockImplementation(async () => {
      world.store.requests = [one];
      return { ok: true, imported: { what: 'decision', outcome: 'new', request: one } };
    });
    world.model.intake.type(' https://admin.atlassian.com/#countersign=1.x ');
    await world.model.intake.submit();
    expect(world.send).toHaveBeenCalledWith('importLink', {
      text: 'https://admin.atlassian.com/#countersign=1.x',
    });
    expect(world.model.side.value).toBe('mine');
    expect(world.model.intake.text.value).toBe('');
    await expect.poll(() => world.model.mine.requests.value.length).toBe(1);
  });
});

describe('my requests', () => {
  it('copies the link, or shows it', async () => {
    await world.start(named('A', { asked: true }));
    world.send.mockResolvedValue({ ok: true, link: 'L', mailto: 'mailto:?x', text: 'T' });
    await world.model.mine.pass('1', 'link');
    expect(world.model.mine.note.value).toMatchObject({ id: '1', passed: { how: 'link' } });
    world.copy.mockResolvedValue(false);
    await world.model.mine.pass('1', 'link');
    expect(world.model.mine.note.value).toMatchObject({ passed: { how: 'link', text: 'L' } });
    await world.model.mine.pass('1', 'email');
    expect(world.openTab).toHaveBeenCalledWith('mailto:?x');
  });
});
