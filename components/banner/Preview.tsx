import { userTokens } from '../../lib/atlassian/links.ts';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { dataCenterCause } from '../../lib/consent/data-center/causes.ts';
import type { RequesterView } from '../../lib/messages/types.ts';
import type { Ask } from '../../lib/requests/schema.ts';
import { domainToAllow } from '../../lib/requests/screen.ts';
import { type TextKey, t, tn } from '../i18n.ts';
import { Disclosure } from '../ui/Disclosure.tsx';

type Snake<Text extends string> = Text extends `${infer Head}-${infer Tail}`
  ? `${Head}_${Snake<Tail>}`
  : Text;

/** The product as people call it. */
const productName = (product: 'jira' | 'confluence'): string => t(`dc_product_${product}`);

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

/** The AI client in one row, so that where it returns to is not taken for where the app does. */
const viaText = ({ name, redirect, clientId }: NonNullable<Ask['app']['via']>): string =>
  [name, clientId, redirect?.uri].filter(Boolean).join(' · ');

/** A row that is there only where there is something to say. */
const row = (key: TextKey, value: string | undefined): [string, string][] =>
  value ? [[t(key), value]] : [];

/** What a request carries, in a few words: "app, site, 4 permissions, your reason". */
function partsOf({ app, reason, name }: Ask): string {
  const parts = [
    t('banner_partsApp'),
    ...(app.scopes.length > 0 ? [tn('detail_permissions', app.scopes.length)] : []),
    ...(reason ? [t('banner_partReason')] : []),
    ...(name ? [t('banner_partName')] : []),
  ];
  const form = { type: 'unit', style: 'short' } as const;
  return new Intl.ListFormat(t('languageTag'), form).format(parts);
}

/** What a request carries, word for word; the note names the rest (time, number, which wording). */
export function Preview({ ask }: { ask: Ask }) {
  const { app, dataCenter } = ask;
  const runsOn = dataCenter && t('dc_runsOn', productName(dataCenter.product), dataCenter.base);
  const rows: [string, string][] = [
    [t('banner_rowApp'), app.name],
    ...row('banner_rowHidden', app.nameHadHidden),
    [t('banner_rowSite'), ask.site || t('banner_notKnown')],
    ...(runsOn ? [[t('detail_edition'), runsOn] as [string, string]] : []),
    [t('banner_rowClient'), app.clientId ?? t('banner_notKnown')],
    [t('banner_rowScopes'), app.scopes.join(' ') || t('banner_notKnown')],
    [t('banner_rowRedirect'), app.redirect?.uri ?? t('banner_notKnown')],
    ...row('banner_rowResource', app.resource),
    ...row('banner_rowFalseHost', app.falseHost),
    ...row('banner_rowStart', ask.startPage),
    ...row('banner_rowVia', app.via && viaText(app.via)),
    ...(ask.screen === 'domain-not-allowed'
      ? [[t('banner_rowAllow'), domainToAllow(app) ?? t('banner_notKnown')] as [string, string]]
      : []),
    [t('banner_rowMessage'), ask.message || t('banner_none')],
    [t('banner_rowReason'), ask.reason || t('banner_none')],
    [t('banner_rowName'), ask.name || t('banner_none')],
  ];
  return (
    <Disclosure label={t('banner_preview')} note={partsOf(ask)}>
      <fieldset class="preview" aria-label={t('banner_preview')}>
        <dl>
          {rows.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd dir="auto">{value}</dd>
            </div>
          ))}
        </dl>
        <p class="note">{t('banner_previewNote')}</p>
      </fieldset>
    </Disclosure>
  );
}
