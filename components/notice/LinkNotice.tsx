import { useSignal } from '@preact/signals';
import type { Notice, Problem, RequesterView } from '../../lib/messages/types.ts';
import { WAITING } from '../banner/banner-state.ts';
import { statusText, TryAgain } from '../banner/Outcome.tsx';
import { t, when } from '../i18n.ts';
import { problemText } from '../ui/problem.tsx';
import { trusted } from '../ui/trusted.ts';

function sentence(notice: Notice): string {
  if (!notice.ok) {
    return t('notice_problem', problemText(notice.problem));
  }
  if (notice.what === 'setup') return t('notice_setup');
  const { request } = notice;
  const names = [request.appName, request.site || t('status_someSite')];
  if (notice.what === 'decision') return t('notice_answer', ...names, statusText(request));
  if (notice.outcome !== 'already' && request.decision?.via === 'rule') {
    return t('rules_notice', ...names, statusText(request));
  }
  const { decision, status } = request;
  if (notice.outcome === 'joined' && decision && !WAITING.test(status)) {
    return t('notice_approved', ...names, when(decision.at));
  }
  const key = {
    new: 'notice_request',
    joined: 'notice_joined',
    already: 'notice_already',
  } as const;
  return t(key[notice.outcome], ...names);
}

/** Where requests would go, and who says so: for a person to believe or not. */
function SetupRows({ notice }: { notice: Setup }) {
  return (
    <>
      <ul>
        {notice.destinations.map(({ site, label, to }) => (
          <li key={`${site} ${label}`}>
            <strong dir="auto">{label}</strong> <bdi>{to}</bdi> · <bdi>{site}</bdi>
          </li>
        ))}
      </ul>
      {notice.from && <p dir="auto">{t('notice_setupFrom', notice.from)}</p>}
    </>
  );
}

/** What the button says that leads on into Countersign: to the decision, or to its answer. */
function onwards({ appName, status }: RequesterView): string {
  return WAITING.test(status) ? t('ui_review', appName) : t('notice_openDecided');
}

/** What people open who may have no access to the page that it is told on. */
const isForRequesters = (notice: Notice): boolean => notice.ok && notice.what !== 'request';

type Setup = Extract<Notice, { what: 'setup' }>;

interface LinkNoticeProps {
  notice: Notice;
  /** takes a set-up over; why not, where it cannot be */
  use: () => Promise<'done' | Problem>;
  /** opens the request in Countersign; absent on a page from which nobody should be led away */
  open?: ((id: string) => void) | undefined;
  close: () => void;
}

/** What became of a link that was opened: taken in, known already, or not to be read. */
export function LinkNotice({ notice: told, use, open, close }: LinkNoticeProps) {
  const used = useSignal<'done' | Problem | undefined>(undefined);
  const refused = used.value !== undefined && used.value !== 'done' ? used.value : undefined;
  const notice: Notice = refused ? { ok: false, problem: refused } : told;
  const setup = notice.ok && notice.what === 'setup' && !used.value ? notice : undefined;
  return (
    <section class="card" aria-label="Countersign">
      <p class="note">
        Countersign
        {isForRequesters(told) && ` · ${t('notice_ignorePage')}`}
      </p>
      <p role="status" dir="auto">
        {used.value === 'done' ? t('notice_setupUsed') : sentence(notice)}
      </p>
      {setup && <SetupRows notice={setup} />}
      {notice.ok && !used.value && <p class="note">{t('notice_notVerified')}</p>}
      <div class="actions">
        {setup && (
          <button
            type="button"
            class="main"
            onClick={trusted(() =>
              use().then((outcome) => {
                used.value = outcome;
              }),
            )}
          >
            {t('notice_setupUse')}
          </button>
        )}
        {notice.ok && notice.what === 'decision' && notice.request.status === 'approved' && (
          <TryAgain request={notice.request} />
        )}
        {notice.ok && notice.what === 'request' && open && (
          <button type="button" onClick={trusted(() => open(notice.request.id))}>
            {onwards(notice.request)}
          </button>
        )}
        <button type="button" onClick={trusted(close)}>
          {t('import_close')}
        </button>
      </div>
    </section>
  );
}
