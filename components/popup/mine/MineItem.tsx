import { useLayoutEffect, useRef } from 'preact/hooks';
import { userTokens } from '../../../lib/atlassian/links.ts';
import { connectPage } from '../../../lib/requests/connect-page.ts';
import { target, WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, Status } from '../../../lib/requests/schema.ts';
import { ago, type TextKey, t, when } from '../../i18n.ts';
import { siteName, statusText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { AskFirst } from '../../ui/ConfirmButton.tsx';
import { TextToCopy } from '../../ui/CopyableText.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { MineNote, MineView } from './mine-model.ts';

const HINTS: Partial<Record<Status, TextKey>> = {
  pending: 'mine_hintPending',
  'under-review': 'mine_hintPending',
  approved: 'mine_hintApproved',
  denied: 'mine_hintDenied',
  blocked: 'mine_hintBlocked',
  dismissed: 'mine_hintDismissed',
  superseded: 'mine_hintSuperseded',
  expired: 'expiry_mine',
};

interface MineItemProps {
  mine: MineView;
  request: ApprovalRequest;
  now: number;
  isNew: boolean;
  note: MineNote | undefined;
}

/** One of the person's own requests: where it is, why, and what can be done. */
export function MineItem({ mine, request, now, isNew, note }: MineItemProps) {
  const { app, site, status, decision, createdAt } = request;
  const own = request.requesters.findLast(({ via }) => via === 'page');
  const hint = HINTS[status];
  const head = `own-${request.id}`;
  return (
    <li class="card own" tabIndex={-1} data-move={request.id}>
      <h2 id={head}>
        <bdi>{app.name}</bdi>
      </h2>
      {isNew && <span class="new">{t('mine_new')}</span>}
      <p class="facts">
        <bdi class="site">{siteName(site)}</bdi>
      </p>
      <p class={`outcome ${status}`} dir="auto">
        {statusText(request)}
        {decision?.reason && <span class="why">. {t('status_reason', decision.reason)}</span>}
      </p>
      {decision?.via === 'link' && <p class="mark">{t('status_byLink')}</p>}
      {hint && <p class="hint">{t(hint)}</p>}
      {own?.reason && (
        <p class="facts" dir="auto">
          {t('mine_yourReason', own.reason)}
        </p>
      )}
      <p class="hint">
        {t('mine_asked', when(own?.at ?? createdAt), ago(own?.at ?? createdAt, now))}
      </p>
      <Actions mine={mine} request={request} describedBy={head} />
      <Note note={note} />
    </li>
  );
}

interface ActionsProps {
  mine: MineView;
  request: ApprovalRequest;
  describedBy: string;
}

function Actions({ mine, request, describedBy }: ActionsProps) {
  const { id, status, dataCenter } = request;
  const page = connectPage(request);
  const works = status === 'approved' || status === 'granted';
  return (
    <div class="actions">
      {WAITING.has(status) && (
        <>
          <Button describedBy={describedBy} onPress={() => mine.copyMessage(id)}>
            {t('banner_copyMessage')}
          </Button>
          <Button describedBy={describedBy} onPress={() => mine.email(id)}>
            {t('mine_email')}
          </Button>
          <Button look="quiet" describedBy={describedBy} onPress={() => mine.copyLink(id)}>
            {t('mine_copy')}
          </Button>
        </>
      )}
      {works && 'url' in page && (
        <Button look="main" describedBy={describedBy} onPress={() => mine.tryAgain(page.url)}>
          {t('mine_tryAgain')}
        </Button>
      )}
      {works && !('url' in page) && <p>{t('mine_tryInApp')}</p>}
      {works && dataCenter && (
        <Button
          describedBy={describedBy}
          onPress={() => mine.openTokens(userTokens(dataCenter.base, dataCenter.product))}
        >
          {t('mine_tokens')}
        </Button>
      )}
      {target('withdraw', status) && (
        <AskFirst
          act={t('mine_withdraw')}
          question={t('mine_withdrawAsk')}
          yes={t('mine_withdrawYes')}
          no={t('mine_withdrawNo')}
          onYes={() => mine.withdraw(id)}
        />
      )}
    </div>
  );
}

const NOTES = {
  copied: 'mine_copied',
  'message-copied': 'mine_messageCopied',
  'not-copied': 'mine_notCopied',
  'message-not-copied': 'mine_notCopied',
  mailed: 'mine_mailed',
  withdrawn: 'mine_withdrawn',
} as const;

function noteText({ what }: MineNote): string {
  switch (what) {
    case 'copied':
    case 'message-copied':
    case 'not-copied':
    case 'message-not-copied':
    case 'mailed':
    case 'withdrawn':
      return t(NOTES[what]);
    default:
      return problemText(what);
  }
}

function Note({ note }: { note: MineNote | undefined }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    // The button that did it is gone.
    if (note?.what === 'withdrawn') feedback.current?.focus();
  }, [note]);
  return (
    <>
      <p role="status" class="feedback" tabIndex={-1} ref={feedback}>
        {note && noteText(note)}
      </p>
      {note?.text && (
        <TextToCopy
          label={t(note.what === 'message-not-copied' ? 'mine_message' : 'mine_link')}
          text={note.text}
        />
      )}
    </>
  );
}
