import type { AuthorizeOutcome } from '../../lib/requests/authorize.ts';
import { connectPage } from '../../lib/requests/connect-page.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';

export type AfterAcceptView =
  | { kind: 'loading' }
  | { kind: 'unknown' }
  | { kind: AuthorizeOutcome; request: ApprovalRequest };

const NOT_ACCEPTED = {
  refused: 'after_refused',
  rejected: 'after_rejected',
  over: 'after_over',
} as const;

interface AfterAcceptProps {
  view: AfterAcceptView;
  /** opens the app's own connect page */
  openConnect: (id: string) => void;
  openRequest: (id: string) => void;
}

/** The page that stands where the app's page would be: what happened, and what it is worth. */
export function AfterAccept({ view, openConnect, openRequest }: AfterAcceptProps) {
  return (
    <main class="after">
      <h1>Countersign</h1>
      {view.kind !== 'loading' && (
        <Feedback view={view} openConnect={openConnect} openRequest={openRequest} />
      )}
    </main>
  );
}

interface FeedbackProps extends Omit<AfterAcceptProps, 'view'> {
  view: Exclude<AfterAcceptView, { kind: 'loading' }>;
}

function Feedback({ view, openConnect, openRequest }: FeedbackProps) {
  if (view.kind === 'unknown') {
    return (
      <div class="outcome-card">
        <p role="status">{t('after_unknown')}</p>
      </div>
    );
  }
  const { request } = view;
  const { app, site } = request;
  const back = <Button onPress={() => openRequest(request.id)}>{t('after_back')}</Button>;
  if (view.kind !== 'accepted') {
    return (
      <div class="outcome-card">
        <p role="status" dir="auto">
          {t(NOT_ACCEPTED[view.kind], app.name, site)}
        </p>
        {view.kind === 'rejected' && <Connect request={request} openConnect={openConnect} />}
        {back}
      </div>
    );
  }
  return (
    <>
      <div class="outcome-card accepted">
        <p role="status" dir="auto">
          <strong>{t('after_accepted', app.name, site)}</strong>
        </p>
        <p>{t('guard_held')}</p>
      </div>
      <ol>
        <li>
          <p>{t('effect_copy')}</p>
          {back}
        </li>
        <li>{t('effect_noteSaid')}</li>
        <li>
          <p>{t('after_still', app.name)}</p>
          <Connect request={request} openConnect={openConnect} />
        </li>
      </ol>
    </>
  );
}

/** Where the same connection is started and carried to its end: what an Accept alone may not do. */
function Connect({
  request,
  openConnect,
}: Pick<AfterAcceptProps, 'openConnect'> & { request: ApprovalRequest }) {
  const page = connectPage(request);
  if (!('url' in page)) return null;
  return (
    <>
      <Button describedBy="after-where" onPress={() => openConnect(request.id)}>
        {t('effect_connect')}
      </Button>
      <p class="hint" id="after-where">
        <bdi>{t('effect_connectWhere', page.url)}</bdi>
      </p>
    </>
  );
}
