import type { ComponentChildren } from 'preact';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { type TextKey, t } from '../text.ts';
import { redirectHost } from './connect-page.ts';

const CAUSES = {
  'admin-must-authorize': 'detail_causeAuthorize',
  'app-blocked': 'detail_causeAppBlocked',
  'by-hand': 'detail_causeByHand',
} as const satisfies Record<ApprovalRequest['cause'], TextKey>;

const EDITIONS = {
  cloud: 'detail_editionCloud',
  government: 'detail_editionGovernment',
  isolated: 'detail_editionIsolated',
  'data-center': 'detail_editionDataCenter',
} as const satisfies Record<ApprovalRequest['edition'], TextKey>;

function Row({ term, children }: { term: TextKey; children: ComponentChildren }) {
  return (
    <div>
      <dt>{t(term)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const Unknown = ({ text }: { text: TextKey }) => <span class="unknown">{t(text)}</span>;
/** An address is text and never a link: it came from a page or from a stranger. */
const Address = ({ text }: { text: string }) => <bdi class="address">{text}</bdi>;

/** Which app asks, where it sends people, and what the page said: all of it as it was seen. */
export function WhoIsAsking({ request }: { request: ApprovalRequest }) {
  const { app, startPage, cause, message, edition } = request;
  const host = redirectHost(request);
  return (
    <section class="part" aria-labelledby="who-heading">
      <h3 id="who-heading">{t('detail_who')}</h3>
      <dl>
        <Row term="detail_appName">
          <strong>
            <bdi>{app.name}</bdi>
          </strong>
          <p class="hint">{t('detail_nameProvesNothing')}</p>
        </Row>
        <Row term="detail_clientId">
          {app.clientId ? (
            <code class="address">{app.clientId}</code>
          ) : (
            <Unknown text="detail_clientIdUnknown" />
          )}
        </Row>
        <Row term="detail_redirect">
          {app.redirect ? (
            <>
              {host && <strong class="host">{host}</strong>} <Address text={app.redirect.uri} />
            </>
          ) : (
            <Unknown text="detail_redirectUnknown" />
          )}
        </Row>
        <Row term="detail_startPage">
          {startPage ? <Address text={startPage} /> : <Unknown text="detail_startPageUnknown" />}
        </Row>
        {app.resource && (
          <Row term="detail_resource">
            <Address text={app.resource} />
          </Row>
        )}
        <Row term="detail_cause">{t(CAUSES[cause])}</Row>
        {message && (
          <Row term="detail_message">
            <q dir="auto">{message}</q>
          </Row>
        )}
        <Row term="detail_edition">{t(EDITIONS[edition])}</Row>
      </dl>
    </section>
  );
}
