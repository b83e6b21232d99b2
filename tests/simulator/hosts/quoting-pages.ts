import type { Route } from '../http.ts';
import { plainPage } from '../page.ts';

/** Quoted on pages that are not the consent page; whoever reads them must stay silent there. */
const QUOTE =
  "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app " +
  'can access your account.';

/** A forum thread and a help article about the block: the same words in the wrong place. */
export function quotingRoutes(): Route[] {
  return [
    {
      host: 'forum.example',
      method: 'GET',
      path: '/',
      handler: () =>
        plainPage(
          'Cannot connect BoardSync',
          `<h1>Cannot connect BoardSync</h1>
<p>I press Accept and only ever see this:</p>
<blockquote><p>${QUOTE}</p></blockquote>
<p>Where does my admin find it?</p>
<button type="button">Accept as solution</button>`,
        ),
    },
    {
      host: 'support.atlassian.com',
      method: 'GET',
      path: '/',
      handler: () =>
        plainPage(
          'Error when connecting an app',
          `<h1>Error when connecting an app</h1>
<p>When somebody connects an app, this message may appear:</p>
<section role="alert"><p>${QUOTE}</p></section>
<p>An admin has to look at the settings for connected apps.</p>`,
        ),
    },
  ];
}
