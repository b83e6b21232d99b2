import { userTokens } from '../../lib/atlassian/links.ts';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { type DataCenterCause, dataCenterCause } from '../../lib/consent/data-center/causes.ts';
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
  const why = t(`dc_cause_${known.replaceAll('-', '_') as Snake<DataCenterCause>}`);
  return `${why} ${t('dc_explain', productName(dataCenter.product))}`;
}

const CLOUD = {
  headline: 'banner_headline',
  approvedNote: 'banner_approvedNote',
  grantedNote: 'banner_grantedNote',
} as const satisfies Record<string, TextKey>;
const DATA_CENTER = {
  headline: 'dc_headline',
  approvedNote: 'dc_approvedNote',
  grantedNote: 'dc_grantedNote',
} as const satisfies Record<keyof typeof CLOUD, TextKey>;

/** The texts that differ between the Cloud and a Data Center. */
export const wordsFor = (about: { dataCenter?: unknown }) =>
  about.dataCenter ? DATA_CENTER : CLOUD;

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
