import type { Ask } from '../../lib/requests/schema.ts';
import { domainToAllow } from '../../lib/requests/screen.ts';
import { type TextKey, t, tn } from '../i18n.ts';
import { Disclosure } from '../ui/Disclosure.tsx';
import { productName } from './data-center.tsx';

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
