import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { type TextKey, t, when } from '../i18n.ts';

/**
 * What an app's developer needs to mend it, as plain text: what is wrong, and the facts that are no
 * secrets. Nothing of the person, of the site or of the sign-in's own values is in it.
 * @param about key of the first sentences
 */
export function developerNote(consent: BlockedConsent, about: TextKey, now = Date.now()): string {
  const { appName, clientId, redirect, scopes, message } = consent;
  const lines = [
    t(about, appName || t('banner_unknownApp')),
    '',
    t('advice_noteMessage', message),
    ...(clientId ? [t('advice_noteClient', clientId)] : []),
    ...(redirect ? [t('advice_noteRedirect', redirect.uri)] : []),
    ...(scopes.length > 0 ? [t('advice_noteScopes', scopes.join(' '))] : []),
    t('advice_noteTime', when(now)),
  ];
  return lines.join('\n');
}
