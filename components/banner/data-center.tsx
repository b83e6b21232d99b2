import { userTokens } from '../../lib/atlassian/links.ts';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { dataCenterCause } from '../../lib/consent/data-center/causes.ts';
import type { RequesterView } from '../../lib/messages/types.ts';
import { type TextKey, t } from '../i18n.ts';

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Text;

/** The product as people call it. */
export const productName = (product: 'jira' | 'confluence'): string => t(`dc_product_${product}`);

/** Why the page is as it is, in the words of its own edition. */
export function explainText({ cause, dataCenter }: BlockedConsent): string {
  const known = dataCenterCause(cause);
  if (!known || !dataCenter) return t('banner_explain');
  const told = known === 'dc-client-unknown' ? 'dc-link-missing' : known;
  const why = t(`dc_cause_${told.replaceAll('-', '_') as Snake<typeof told>}`);
  return `${why} ${t('dc_explain', productName(dataCenter.product))}`;
}

/** The headline where an admin's approval is missing; each edition has its own word for the admin. */
export const headlineFor = (about: { dataCenter?: unknown }): TextKey =>
  about.dataCenter ? 'dc_headline' : 'banner_headline';

/** The page on which the person sees and revokes what they let in; on their own Data Center. */
export function TokensLink({ request }: { request: RequesterView }) {
  const { dataCenter, site } = request;
  if (!dataCenter) return null;
  return (
    <p class="note">
      <a href={userTokens(dataCenter.base, dataCenter.product)}>{t('dc_tokens', site)}</a>
    </p>
  );
}
