import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { t } from '../text.ts';

export type AfterAcceptView =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  | { kind: 'accepted' | 'refused'; request: ApprovalRequest };

/** The page that stands where the app's page would be: what happened, and what it is worth. */
export function AfterAccept({ view }: { view: AfterAcceptView }) {
  return (
    <main class="page">
      <h1>Countersign</h1>
      {view.kind !== 'loading' && <Said view={view} />}
    </main>
  );
}

function Said({ view }: { view: Exclude<AfterAcceptView, { kind: 'loading' }> }) {
  if (view.kind === 'unknown') return <p role="status">{t('after_unknown')}</p>;
  const { app, site } = view.request;
  if (view.kind === 'refused') {
    return (
      <p role="status" dir="auto">
        {t('after_refused', app.name, site)}
      </p>
    );
  }
  return (
    <>
      <p role="status" dir="auto">
        <strong>{t('after_accepted', app.name, site)}</strong>
      </p>
      <p>{t('after_held', app.redirect?.host ?? '')}</p>
      <h2>{t('after_next')}</h2>
      <ol>
        <li>{t('after_tell')}</li>
        <li>{t('after_confirm')}</li>
        <li>{t('after_still', app.name)}</li>
      </ol>
    </>
  );
}
