import type { ComponentChildren } from 'preact';
import { isSimilarScreen, RESOLUTIONS } from '../../../lib/consent/causes.ts';
import { liveAsks } from '../../../lib/requests/asks.ts';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import { isDynamic } from '../../../lib/requests/key.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { causeOf, domainToAllow } from '../../../lib/requests/screen.ts';
import { type TextKey, t } from '../../i18n.ts';
import { EDITIONS, siteInWords } from '../../request-texts.ts';
import type { AssessmentModel } from '../assessment-model.ts';
import { AppName, ByLinkTag, Host } from '../queue/row-parts.tsx';
import { isReason, WarningList } from './Warnings.tsx';

const CAUSES = {
  'admin-must-authorize': 'detail_causeAuthorize',
  'app-blocked': 'detail_causeAppBlocked',
  'by-hand': 'detail_causeByHand',
  'dc-link-missing': 'dc_cause_dc_link_missing',
  'dc-link-broken': 'dc_cause_dc_link_broken',
  'dc-token-refused': 'dc_cause_dc_token_refused',
  'dc-client-unknown': 'dc_cause_dc_link_missing',
  'dc-redirect-refused': 'dc_cause_dc_redirect_refused',
  'dc-base-not-https': 'dc_cause_dc_base_not_https',
  'dc-oauth-refused': 'dc_cause_dc_oauth_refused',
} as const satisfies Record<ApprovalRequest['cause'], TextKey>;

/** Why it is blocked, in one sentence: each screen has its own. */
export function causeText(request: ApprovalRequest): string {
  const cause = causeOf(request);
  if (!isSimilarScreen(cause)) return t(CAUSES[cause]);
  const { app, site } = request;
  return t(
    RESOLUTIONS[cause].what,
    app.name,
    siteInWords(site),
    domainToAllow(app) ?? t('advice_domain'),
  );
}

/** The AI client behind Atlassian's own, and what has to be allowed: rows of the detail's list. */
export function ViaRows({ request }: { request: ApprovalRequest }) {
  const { app } = request;
  const { via } = app;
  const allow = causeOf(request) === 'domain-not-allowed' ? domainToAllow(app) : undefined;
  return (
    <>
      {via && (
        <div>
          <dt>{t('banner_rowVia')}</dt>
          <dd>
            <strong>
              <bdi>{via.name}</bdi>
            </strong>{' '}
            <ByLinkTag /> {via.clientId && <code class="address">{via.clientId}</code>}{' '}
            {via.redirect && <bdi class="address">{via.redirect.uri}</bdi>}
          </dd>
        </div>
      )}
      {allow && (
        <div>
          <dt>{t('banner_rowAllow')}</dt>
          <dd>
            <code class="address">{allow}</code>
          </dd>
        </div>
      )}
    </>
  );
}

/** More of them tell nobody more. */
const FIRST = 5;

/** The ids under which a client registered itself, one for each person; of others their one id. */
function idsOf({ app, requesters }: ApprovalRequest): string[] {
  const ids = liveAsks(requesters).flatMap(({ clientId }) => clientId ?? []);
  return [...new Set([...(app.clientId ? [app.clientId] : []), ...ids])];
}

/**
 * The client id; of a client that registers itself anew each time all of them, and that only a name
 * ties them together.
 */
export function ClientIds({ request }: { request: ApprovalRequest }) {
  const ids = idsOf(request);
  if (ids.length === 0) return <Unknown />;
  if (ids.length === 1) return <code class="address">{ids[0]}</code>;
  const left = ids.length - FIRST;
  return (
    <>
      <ul class="ids">
        {ids.slice(0, FIRST).map((id) => (
          <li key={id}>
            <code class="address">{id}</code>
          </li>
        ))}
      </ul>
      {left > 0 && <p class="hint">{t('detail_more', left)}</p>}
      {isDynamic(request.app) && <p class="hint">{t('detail_clientIdsNote')}</p>}
    </>
  );
}

function Row({ term, children }: { term: TextKey; children: ComponentChildren }) {
  return (
    <div>
      <dt>{t(term)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

const Unknown = () => <span class="unknown">{t('banner_notKnown')}</span>;
/** An address is text and never a link: it came from a page or from a stranger. */
const Address = ({ text }: { text: string }) => <bdi class="address">{text}</bdi>;

/** Which app asks, where it sends people, and the page's own words, all as seen. */
export function WhoIsAsking({
  assessment,
  request,
}: {
  assessment: AssessmentModel;
  request: ApprovalRequest;
}) {
  const who = assessment.who(request);
  const { app, startPage, message, edition, dataCenter } = request;
  const host = redirectHost(request);
  const notes = who?.warnings.filter((warning) => !isReason(warning)) ?? [];
  return (
    <section class="part folded" aria-labelledby="who-heading">
      <details class="disclosure">
        <summary>
          <h3 id="who-heading">{t('detail_who')}</h3>{' '}
          <span class="note-beside">{t('detail_whoIn')}</span>
        </summary>
        {notes.length > 0 && <WarningList warnings={notes} label={t('detail_notes')} />}
        <dl>
          <Row term="popup_sortName">
            <strong>
              <AppName name={app.name} who={who} />
            </strong>
          </Row>
          <Row term="banner_rowClient">
            <ClientIds request={request} />
            {who?.knownAs && <p class="hint">{t('review_who_knownAs', who.knownAs)}</p>}
            {who?.firstParty && <p class="hint">{t('review_who_firstParty')}</p>}
          </Row>
          <Row term="banner_rowRedirect">
            {app.redirect ? (
              <>
                {host && <Host host={host} who={who} />}
                {who?.unicodeHost && (
                  <p>
                    {t('detail_unicodeHost')} <bdi class="address">{who.unicodeHost}</bdi>
                  </p>
                )}{' '}
                <Address text={app.redirect.uri} />
                {who?.supportedRedirect && <p class="hint">{t('review_who_supported')}</p>}
              </>
            ) : (
              <Unknown />
            )}
          </Row>
          <Row term="banner_rowStart">{startPage ? <Address text={startPage} /> : <Unknown />}</Row>
          {app.resource && (
            <Row term="banner_rowResource">
              <Address text={app.resource} />
            </Row>
          )}
          <ViaRows request={request} />
          <Row term="detail_cause">
            <span dir="auto">{causeText(request)}</span>
          </Row>
          {message && (
            <Row term="banner_rowMessage">
              <q dir="auto">{message}</q>
            </Row>
          )}
          <Row term="detail_edition">
            {t(EDITIONS[edition])}
            {dataCenter && (
              <>
                {' '}
                <Address text={dataCenter.base} />
              </>
            )}
          </Row>
        </dl>
      </details>
    </section>
  );
}
