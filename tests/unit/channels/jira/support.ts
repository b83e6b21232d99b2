import { afterEach, expect } from 'vitest';
import {
  type Channel,
  type ChannelResult,
  type LabeledAsk,
  labelOf,
} from '../../../../lib/channels/channel.ts';
import { createJiraChannel } from '../../../../lib/channels/jira/channel.ts';
import {
  createServiceDeskChannel,
  type ServiceDeskChannel,
} from '../../../../lib/channels/jsm/channel.ts';
import type { DecisionPayload, RequestPayload } from '../../../../lib/channels/payload.ts';
import type { Say } from '../../../../lib/channels/share-link/texts.ts';
import messages from '../../../../public/_locales/en/messages.json';
import { type Browser, fetchFrom } from '../../../simulator/jira/fetch.ts';
import { createJira, type Jira } from '../../../simulator/jira/jira.ts';
import { type JiraSwitches, jiraDefaults } from '../../../simulator/jira/switches.ts';
import { createJiraWorld, type Issue, START } from '../../../simulator/jira/world.ts';
import { decisionPayload, requestPayload } from '../../samples.ts';
import { violationsOf } from './contract.ts';

interface Text {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

export const say: Say = (key, ...values) => {
  const { message, placeholders = {} }: Text = messages[key];
  return message.replace(/\$(\w+)\$/g, (whole, name: string) => {
    const place = placeholders[name.toLowerCase()]?.content;
    return place ? (values[Number(place.slice(1)) - 1] ?? '') : whole;
  });
};

export const SITE = 'acme.atlassian.net';
export const TARGET = { site: SITE, project: 'ITAPPS', issueType: '10001' };

const NAMES = ['alice', 'carol', 'bob', 'olga', 'mallory'] as const;
export type Name = (typeof NAMES)[number];
export const idOf = (name: Name): string => `712020:${name}`;
export const account = (name: Name) => ({ accountId: idOf(name), name: name.toUpperCase() });

/** What Atlassian's description says against the calls of the tests, in both directions. */
const violations: string[] = [];
afterEach(() => {
  expect(violations.splice(0)).toEqual([]);
});

export interface Stage {
  jira: Jira;
  /** The channel as this person's browser has it; `null`: nobody is signed in. */
  as: (name: Name | null, browser?: Partial<Browser>) => Channel;
  /** The customer's channel as this person's browser has it. */
  customer: (name: Name | null) => ServiceDeskChannel;
  /** The only issue, or the one at this place. */
  issue: (at?: number) => Issue;
}

/**
 * A posed Jira, and people with browsers.
 * @param checked false: the calls are not held against the description, which most of the time goes into
 */
export function stage(switches: Partial<JiraSwitches> = {}, checked = true): Stage {
  const world = createJiraWorld(SITE, NAMES.map(account));
  const jira = createJira(world, { ...jiraDefaults(), ...switches });
  const optionsFor = (name: Name | null, browser: Partial<Browser> = {}) => {
    const fetch = fetchFrom(jira, { accountId: name ? idOf(name) : undefined, ...browser });
    const transport = async (url: string, init: RequestInit): Promise<Response> => {
      const response = await fetch(url, init);
      if (!checked) return response;
      const answer = await response.clone().text();
      // The client takes whatever is thrown here for a broken line.
      const found = await violationsOf({
        ...{ method: init.method ?? 'GET', url: new URL(url), status: response.status, answer },
        body: init.body === undefined ? undefined : String(init.body),
        type: response.headers.get('content-type'),
      }).catch((error: Error) => [`${error.stack}`]);
      violations.push(...found);
      return response;
    };
    return { transport, now: () => START, say };
  };
  return {
    jira,
    as: (name, browser) => createJiraChannel(optionsFor(name, browser)),
    customer: (name) => createServiceDeskChannel(optionsFor(name)),
    issue: (at = 0) => {
      const found = [...world.issues.values()][at];
      if (!found) throw new Error(`There is no issue ${at}.`);
      return found;
    },
  };
}

const ulid = (name: string): string =>
  `01KA${name
    .toUpperCase()
    .replace(/[ILOU]/g, 'X')
    .padStart(22, '0')}`;

/** One person's ask about the app of the samples. */
export async function askOf(name: Name, change: Partial<RequestPayload> = {}): Promise<LabeledAsk> {
  const payload = requestPayload({
    ...{ id: ulid(name), name, reason: `${name} needs it` },
    ...change,
  });
  return { payload, label: await labelOf(payload) };
}

export const NOTE = 'Approved: Draw for Jira on acme.atlassian.net.\nStart again in the app.';

export function decisionOn(
  asks: LabeledAsk[],
  kind: DecisionPayload['kind'],
  change: Partial<DecisionPayload> = {},
) {
  const ids = asks.map(({ payload }) => payload.id);
  return { payload: decisionPayload({ ids, kind, reason: '', ...change }), note: NOTE };
}

/** The success, or a failure of the test that says why. */
export function done<T extends object>(result: ChannelResult<T>): { ok: true } & T {
  if (!result.ok) throw new Error(`Failed: ${JSON.stringify(result)}`);
  return result;
}

/** The calls of one operation. */
export async function callsOf<T>(jira: Jira, run: () => Promise<T>): Promise<[T, string[]]> {
  const before = jira.calls.length;
  const result = await run();
  return [result, jira.calls.slice(before)];
}
