import { isSimilarScreen, RESOLUTIONS } from '../../../lib/consent/causes.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { causeOf, domainToAllow } from '../../../lib/requests/screen.ts';
import { type TextKey, t } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { ByLinkTag } from './SureTag.tsx';

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
