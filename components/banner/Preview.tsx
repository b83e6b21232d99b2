import type { Ask } from '../../lib/requests/schema.ts';
import { domainToAllow } from '../../lib/requests/screen.ts';
import { type TextKey, t } from '../i18n.ts';
import { productName, wordsFor } from './data-center.tsx';

function viaRows({ name, redirect, clientId }: NonNullable<Ask['app']['via']>): [string, string][] {
  return [
    [t('banner_rowVia'), clientId ? `${name} (${clientId})` : name],
    ...(redirect ? [[t('banner_rowViaBack'), redirect.uri] as [string, string]] : []),
  ];
}

/** A row that is there only where there is something to say. */
const row = (key: TextKey, value: string | undefined): [string, string][] =>
  value ? [[t(key), value]] : [];

/** What a request carries, word for word; the note names the rest (time, number, which wording). */
export function Preview({ ask, note = t('banner_previewNote') }: { ask: Ask; note?: string }) {
  const { app, dataCenter } = ask;
  const runsOn = dataCenter && t('dc_runsOn', productName(dataCenter.product), dataCenter.base);
  const rows: [string, string][] = [
    [t('banner_rowApp'), app.name],
    ...row('banner_rowHidden', app.nameHadHidden),
    [t('banner_rowSite'), ask.site || t('banner_notKnown')],
    ...(runsOn ? [[t('dc_rowEdition'), runsOn] as [string, string]] : []),
    [t('banner_rowClient'), app.clientId ?? t('banner_notKnown')],
    [t('banner_rowScopes'), app.scopes.join(' ') || t('banner_notKnown')],
    [t('banner_rowRedirect'), app.redirect?.uri ?? t('banner_notKnown')],
    ...row('banner_rowResource', app.resource),
    ...row('banner_rowFalseHost', app.falseHost),
    ...row('banner_rowStart', ask.startPage),
    ...(app.via ? viaRows(app.via) : []),
    ...(ask.screen === 'domain-not-allowed'
      ? [[t('banner_rowAllow'), domainToAllow(app) ?? t('banner_notKnown')] as [string, string]]
      : []),
    [t(wordsFor(ask).rowMessage), ask.message || t('banner_none')],
    [t('banner_rowReason'), ask.reason || t('banner_none')],
    [t('banner_rowName'), ask.name || t('banner_none')],
  ];
  return (
    <fieldset class="preview">
      <legend>{t('banner_preview')}</legend>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd dir="auto">{value}</dd>
          </div>
        ))}
      </dl>
      <p class="note">{note}</p>
    </fieldset>
  );
}
