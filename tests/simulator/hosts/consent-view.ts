import type { Admission } from '../policy.ts';
import type { Switches } from '../switches.ts';
import type { BlockText } from '../text/block-text.ts';
import { fill, PAGE_TEXT, type ScopeSection, scopeSections } from '../text/page-text.ts';
import type { OAuthClient, PendingConsent, Site } from '../world.ts';

/** What the page's script draws instead of the consent. */
interface MessageView {
  view: 'message';
  title: string;
  paragraphs: string[];
  details?: { summary: string; text: string };
}

/** What the page's script draws, and how it behaves. */
interface ConsentView {
  view: 'consent';
  flow: string;
  csrf: string;
  heading: string;
  sections: ScopeSection[];
  siteLabel: string;
  chooseSite: string;
  noOptions: string;
  sites: { id: string; host: string }[];
  accept: string;
  cancel: string;
  footer: string;
  block: BlockText | null;
  /** How the script behaves, by switch. */
  checkOnPick: boolean;
  leaveByScript: boolean;
  rerender: boolean;
}

interface Particulars {
  pending: PendingConsent;
  sites: Site[];
  block: BlockText | undefined;
  csrf: string;
}

/** The consent itself, in the language of the switch. */
export function consentView(
  switches: Switches,
  client: OAuthClient,
  { pending, sites, block, csrf }: Particulars,
): ConsentView {
  const text = PAGE_TEXT[switches.language];
  return {
    view: 'consent',
    flow: pending.flow,
    csrf,
    heading: fill(text.heading, { app: client.name }),
    sections: scopeSections(text, pending.scopes),
    siteLabel: switches.siteLabel === 'use' ? text.useOn : text.installOn,
    chooseSite: text.chooseSite,
    noOptions: text.noOptions,
    sites: sites.map((site) => ({ id: site.cloudId, host: site.host })),
    accept: text.accept,
    cancel: text.cancel,
    footer: fill(text.footer, { app: client.name }),
    block: block ?? null,
    checkOnPick: switches.blockWhen !== 'accept',
    leaveByScript: switches.acceptNavigation === 'client',
    rerender: switches.rerender,
  };
}

/** The similar screens. Titles and first sentences are on record; the rest is ours. */
export function messageView(
  kind: Exclude<Admission, 'consent'>,
  client: OAuthClient | undefined,
): MessageView {
  switch (kind) {
    case 'access-denied':
      return {
        view: 'message',
        title: 'Access denied',
        paragraphs: [
          'This app requires access to a Jira site which you don’t have or don’t have the ' +
            'permission to access.',
        ],
      };
    case 'not-distributed':
      return {
        view: 'message',
        title: 'You don’t have access to this app.',
        paragraphs: [
          'This application is in development - only the owner of this application may grant ' +
            'it access to their account.',
        ],
      };
    case 'wrong-scopes':
      return {
        view: 'message',
        title: 'Something went wrong',
        paragraphs: ['The app could not be connected.'],
        details: {
          summary: `Information for the owner of ${client?.name ?? 'the app'}`,
          text: 'The app requested scopes that have not been added to the app.',
        },
      };
    case 'ip':
      return {
        view: 'message',
        title: 'You cannot connect from here',
        paragraphs: [
          "You don't have permission to connect from this IP address. Please ask your admin " +
            'for access.',
        ],
      };
    case 'unsupported-site':
      return {
        view: 'message',
        title: "Your account isn't associated with a supported site.",
        paragraphs: [
          'Rovo MCP connects with Atlassian sites that use apps like Jira or Confluence.',
        ],
      };
    case 'context-invalid':
      return {
        view: 'message',
        title: 'Invalid context provided. Please try authorizing again.',
        paragraphs: [],
      };
    case 'client-not-found':
      return { view: 'message', title: 'failed to retrieve client', paragraphs: [] };
    case 'new-words':
      return { view: 'message', title: 'Diese Anfrage ist nicht mehr bekannt.', paragraphs: [] };
    case 'expired':
      return {
        view: 'message',
        title: 'Something went wrong',
        paragraphs: ['This page has expired. Start again from the app that sent you here.'],
      };
  }
}
