import type { Switches } from '../switches.ts';
import type { BlockText } from './block-text.ts';

const CLOUD_ID = '11223344-a1b2-3b33-c444-def123456789';

/**
 * The block by redirect domain, for AI clients alone; it holds up admins, too. Words: six public
 * files, mattermost-plugin-agents issue 447, atlassian-mcp-server issue 254, and public code that quotes Atlassian's own page (observed).
 */
export function domainText({ mcpDomain }: Switches): BlockText | undefined {
  const must = 'Your organization admin must authorize access from';
  switch (mcpDomain) {
    case 'allowed':
      return undefined;
    case 'to-this-site':
      return { title: undefined, parts: [`${must} a domain to this site`] };
    case 'from-this-domain':
      return { title: undefined, parts: [`${must} this domain`] };
    case 'from-this-redirect-url':
      return { title: undefined, parts: [`${must} this redirect URL`] };
    case 'from-its-address':
      return {
        title: undefined,
        parts: [`Access denied: ${must} https://scribe.example/callback to cloudId: ${CLOUD_ID}`],
      };
    case 'restricted':
      return {
        title: 'Access to this domain is restricted',
        parts: ['Your admin has blocked this domain in your organization\u2019s settings.'],
        greysAccept: true,
      };
  }
}
