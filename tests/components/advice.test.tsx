import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { developerNote } from '../../components/banner/Advice.tsx';
import { Banner } from '../../components/banner/Banner.tsx';
import { createBannerModel } from '../../components/banner/banner-model.ts';
import type { Send } from '../../components/banner/banner-state.ts';
import { causeText, ViaRows } from '../../components/popup/detail/WhoIsAsking.tsx';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import {
  BLOCKS,
  type Cause,
  mayAsk,
  RESOLUTIONS,
  SIMILAR_SCREENS,
} from '../../lib/consent/causes.ts';
import { connectPage } from '../../lib/requests/connect-page.ts';
import messages from '../../public/_locales/en/messages.json';
import { request, useEnglish } from './support.ts';

const via = {
  name: 'Scribe Agent',
  redirect: { uri: 'https://scribe.example/cb', host: 'scribe.example', hadQuery: false },
};

const consent = (cause: Cause, more: Partial<BlockedConsent> = {}): BlockedConsent => ({
  reader: cause,
  cause,
  edition: 'cloud',
  site: 'acme.atlassian.net',
  appName: 'BoardSync',
  message: 'The words of the page',
  clientId: 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
  scopes: ['read:jira-work'],
  redirect: { uri: 'https://boardsync.example/cb', host: 'boardsync.example', hadQuery: false },
  ...more,
});

async function show(reading: BlockedConsent, answer: object = {}) {
  const sent: [string, object][] = [];
  const send = (async (name: string, data: object) => {
    sent.push([name, data]);
    return name === 'lookUp'
      ? { ok: true, facts: { scopes: reading.scopes }, key: 'k', name: '', ...answer }
      : { ok: true };
  }) as Send;
  const nothing = async () => undefined;
  const deps = { send, copy: nothing, mail: () => undefined, accepted: () => false };
  const model = createBannerModel(deps);
  await model.update({ kind: 'blocked', consent: reading });
  render(<Banner model={model} copy={nothing} />);
  return { model, sent };
}

beforeEach(useEnglish);
afterEach(cleanup);

describe('the advice', () => {
  it.each(SIMILAR_SCREENS)(
    'for %s says what it is, who can change it and what comes next',
    async (cause) => {
      await show(consent(cause));
      const note = screen.getByRole('note').textContent ?? '';
      expect(note).toContain('Who can change it:');
      expect(note).toContain('Next step:');
      expect(screen.getByRole('heading').textContent).not.toContain("site admin's approval");
      expect(note).not.toMatch(/\$|undefined/);
      const ask = screen.queryByRole('button', { name: 'Request approval' });
      expect(ask !== null).toBe(mayAsk(cause));
      const copy = screen.queryByRole('button', { name: 'Copy note for the developer' });
      expect(copy !== null).toBe('note' in RESOLUTIONS[cause]);
    },
  );

  it.each(BLOCKS)('is not there for %s', async (cause) => {
    await show(consent(cause));
    expect(screen.queryByRole('note')).toBeNull();
    expect(screen.getByRole('button', { name: 'Request approval' })).toBeTruthy();
  });

  it('has a text for every key of the table', () => {
    const texts: Record<string, { message: string }> = messages;
    for (const cause of SIMILAR_SCREENS) {
      const { title, what, next, ...more } = RESOLUTIONS[cause];
      const rest = [...('steps' in more ? more.steps : []), ...('note' in more ? [more.note] : [])];
      for (const key of [title, what, next, ...rest]) expect(texts[key], key).toBeTruthy();
    }
  });

  it('is read without a look for requests where nobody can be asked', async () => {
    const { sent } = await show(consent('in-development'));
    expect(sent).toHaveLength(1);
    expect(sent[0]?.[1]).toMatchObject({ blocked: false });
  });
});

describe('a note for the developer', () => {
  it('holds what mends it, and nothing of the person or the site', () => {
    const at = Date.UTC(2026, 10, 21);
    const note = developerNote(consent('bad-callback'), 'cause_callback_note', at);
    for (const part of [
      'BoardSync',
      'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
      'https://boardsync.example/cb',
    ]) {
      expect(note).toContain(part);
    }
    expect(note).not.toContain('acme');
  });
});

describe('an AI client behind Atlassian’s own', () => {
  it('is told in the banner and stands in the preview', async () => {
    const { model } = await show(consent('admin-must-authorize', { appName: 'Atlassian MCP' }), {
      via,
    });
    expect(screen.getByText(/connecting Scribe Agent through it/)).toBeTruthy();
    expect(model.ask.value?.app.via).toEqual(via);
  });

  it('decides which domain has to be allowed', async () => {
    await show(consent('domain-not-allowed'), { via });
    expect(screen.getByRole('note').textContent).toContain('https://scribe.example/**');
  });

  it('is remembered when the first stage names it, and nothing is drawn', async () => {
    const { model, sent } = await show(consent('admin-must-authorize'));
    await model.update({ kind: 'stage', client: 'Scribe Agent' });
    expect(sent.at(-1)).toEqual(['clientSeen', { name: 'Scribe Agent' }]);
    expect(model.state.value.kind).toBe('quiet');
  });

  it('is shown to the reviewer, with what to allow', () => {
    const base = request();
    const asked = {
      ...base,
      cause: 'by-hand' as const,
      screen: 'domain-not-allowed',
      app: { ...base.app, via },
    };
    render(<dl>{<ViaRows request={asked} />}</dl>);
    expect(document.body.textContent).toContain('Scribe Agent');
    expect(document.body.textContent).toContain('https://scribe.example/**');
    expect(causeText(asked)).toContain('only from listed domains');
    expect(causeText({ ...asked, screen: 'a-newer-one' })).toBe(
      messages.detail_causeByHand.message,
    );
    expect(connectPage(asked)).toEqual({ kind: 'agent' });
  });
});
