import { randomBytes } from 'node:crypto';
import { type Call, type Reply, redirect } from '../http.ts';
import { escapeHtml } from '../page.ts';
import { type DataCenter, dataCenterPage } from './data-center-base.ts';

/** Application links: what there is, and a form for an incoming one. */
export function linksPage(dc: DataCenter, call: Call): Reply {
  const links = dc.links.map(
    ({ name, clientId, consumerKey }) =>
      `<li>${escapeHtml(name)}: ${clientId ? `Client ID <code>${escapeHtml(clientId)}</code>` : ''}
${consumerKey ? `Consumer key <code>${escapeHtml(consumerKey)}</code>` : ''}</li>`,
  );
  return dataCenterPage(
    dc,
    call,
    'Application links',
    `<h1>Application links</h1><ul aria-label="Links">${links.join('')}</ul>
<form method="post">
<p><label>Name <input name="name"></label></p>
<p><label>Redirect URL (OAuth 2.0) <input name="redirect"></label></p>
<p><label>Consumer key (OAuth 1.0a) <input name="consumer"></label></p>
<button type="submit">Create link</button>
</form>`,
  );
}

/** Makes a link. As the product does, it gives the client id itself. */
export function makeLink(dc: DataCenter, call: Call): Reply {
  const [name = '', redirectUri = '', consumerKey = ''] = ['name', 'redirect', 'consumer'].map(
    (field) => call.form.get(field)?.trim() ?? '',
  );
  dc.links.push({
    name,
    ...(consumerKey ? { consumerKey } : {}),
    ...(redirectUri ? { redirectUri, clientId: randomBytes(16).toString('hex') } : {}),
  });
  return redirect(call.url.href, 303);
}
