import { nameOf } from '../../../lib/requests/asks.ts';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import type { App, Requester } from '../../../lib/requests/schema.ts';
import { t, when } from '../../i18n.ts';

/** More of them tell nobody more. */
const FIRST = 5;
const SCOPES = 10;

interface AskFactsProps {
  app: App;
  asks: readonly Requester[];
  scopes: readonly string[];
  /** what these permissions are */
  scopesTerm: string;
  letters?: string;
}

/** What some of a request's asks say of the app, and who brought it: all of it as it came. */
export function AskFacts({ app, asks, scopes, scopesTerm, letters }: AskFactsProps) {
  const host = redirectHost({ app });
  const signs = [
    ...(letters ? [t('asks_letters', letters)] : []),
    ...(app.nameHadHidden ? [t('review_warning_hiddenCharacters', app.nameHadHidden)] : []),
    ...(app.falseHost ? [t('review_warning_oddAuthorizeHost', app.falseHost)] : []),
  ];
  return (
    <dl>
      <div>
        <dt>{t('popup_sortName')}</dt>
        <dd>
          <strong>
            <bdi>{app.name}</bdi>
          </strong>
          {signs.length > 0 && (
            <ul class="warnings">
              {signs.map((sign) => (
                <li key={sign} class="amber">
                  {sign}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('banner_rowRedirect')}</dt>
        <dd>
          {host && <strong class="host">{host}</strong>}{' '}
          {app.redirect ? (
            <bdi class="address">{app.redirect.uri}</bdi>
          ) : (
            <span class="unknown">{t('banner_notKnown')}</span>
          )}
        </dd>
      </div>
      {scopes.length > 0 && (
        <div>
          <dt>{scopesTerm}</dt>
          <dd>
            <ul class="scopes" aria-label={scopesTerm}>
              {scopes.slice(0, SCOPES).map((scope) => (
                <li key={scope}>
                  <code dir="ltr">{scope}</code>
                </li>
              ))}
            </ul>
            <More of={scopes.length} shown={SCOPES} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('asks_by')}</dt>
        <dd>
          <ul>
            {asks.slice(0, FIRST).map((asker) => (
              <li key={asker.id} dir="auto">
                {t(
                  'asks_byWay',
                  nameOf(asker) || t('detail_noName'),
                  when(asker.at),
                  viaText(asker),
                )}
              </li>
            ))}
          </ul>
          <More of={asks.length} shown={FIRST} />
        </dd>
      </div>
    </dl>
  );
}

/** How the ask came here, and what that proves. */
function viaText({ via, verified, edited }: Requester): string {
  if (edited) return t('channel_edited');
  if (via === 'page') return t('detail_viaPage');
  return t(verified ? 'channel_verified' : 'popup_notVerified');
}

function More({ of, shown }: { of: number; shown: number }) {
  return of > shown ? <p class="hint">{t('detail_more', of - shown)}</p> : null;
}

/** How these asks are called where there are several buttons of the same words. */
export const askLabel = (act: string, app: App): string =>
  t('ui_labeled', act, `${app.name}, ${redirectHost({ app }) ?? t('banner_notKnown')}`);
