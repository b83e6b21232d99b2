import { signal } from '@preact/signals';
import type { FiledView } from '../../../lib/messages/channels.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import { isEdited } from '../../../lib/requests/asks.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { channelProblem, problemText } from '../../ui/problem.tsx';
import type { PopupDeps } from '../popup-deps.ts';

/** What came of trying again or calling off; `too-late`: it is being sent. */
export interface FiledNote {
  requestId: string;
  problem: Problem;
}

export type FiledDeps = Pick<PopupDeps, 'send' | 'requestHost'>;
export type FiledModel = ReturnType<typeof createFiledModel>;

/** Where requests are filed in Jira, and what is on its way there. */
export function createFiledModel({ send, requestHost }: FiledDeps) {
  const all = signal<readonly FiledView[]>([]);
  const note = signal<FiledNote | undefined>(undefined);
  let asked = 0;

  async function load(): Promise<void> {
    asked += 1;
    const turn = asked;
    const answer = await send('filedRequests', {});
    if (turn === asked && answer?.ok) all.value = answer.filed ?? [];
  }

  async function tell(requestId: string, asking: ReturnType<typeof send>): Promise<void> {
    const answer = await asking;
    note.value = answer.ok ? undefined : { requestId, problem: answer.problem };
    await load();
  }

  return {
    note,
    load,
    of: (requestId: string): readonly FiledView[] =>
      all.value.filter((one) => one.requestId === requestId),
    /** Tries it again; called within a click, where the permission is what lacks. */
    async retry({ requestId, entry = '', problem, site }: FiledView): Promise<void> {
      const needs = problem === 'no-permission';
      // First of all: a permission can only be asked for within the click.
      const allowed = !needs || (await requestHost(site).catch(() => false));
      if (allowed) await tell(requestId, send('retrySend', { entry }));
      else note.value = { requestId, problem: 'no-site-permission' };
    },
    /** Calls it off, unless it may have arrived. */
    cancel: ({ requestId, entry = '' }: FiledView): Promise<void> =>
      tell(requestId, send('cancelSend', { entry })),
  };
}

/** What is wrong, with what the channel says to it: names of fields. */
function troubleText({ problem, detail }: FiledView): string | undefined {
  if (!problem) return undefined;
  const text = channelProblem(problem);
  return detail ? `${text} (${detail})` : text;
}

/** How far it is; of what is there its name alone. */
export function filedText(view: FiledView): string {
  const { state, key = '', to, site, task } = view;
  if (state === 'sent') return t('filed_as', key);
  if (state === 'gone') return t('filed_gone', key);
  if (state === 'unknown' && !view.problem) return t('filed_unknown');
  const trouble = troubleText(view);
  if (trouble) return trouble;
  const isDecided = task === 'decision' || task === 'reopen';
  return t(isDecided ? 'filed_telling' : 'banner_onItsWay', key || to || site);
}

/** The issue on Jira's own page. */
export function FiledLink({ view }: { view: FiledView }) {
  return (
    <a href={view.url ?? ''} target="_blank" rel="noreferrer">
      {filedText(view)}
    </a>
  );
}

/** A person can do something about it. */
export const isStuck = ({ state, problem }: FiledView): boolean =>
  state === 'failed' || (state !== 'sending' && problem !== undefined);

interface StuckProps {
  filed: FiledModel;
  view: FiledView;
  describedBy?: string;
  /** of the first button */
  look?: 'main' | 'plain';
}

/** What can be done about one that does not get through: once more, or not at all. */
export function StuckButtons({ filed, view, describedBy = '', look = 'main' }: StuckProps) {
  return (
    <>
      <Button look={look} describedBy={describedBy} onPress={() => void filed.retry(view)}>
        {t(view.problem === 'no-permission' ? 'filed_allow' : 'banner_tryAgain')}
      </Button>
      <Button look="quiet" describedBy={describedBy} onPress={() => void filed.cancel(view)}>
        {t('filed_dont')}
      </Button>
    </>
  );
}

/** Why the last press came to nothing. */
export function FiledNoteLine({ filed, id }: { filed: FiledModel; id: string }) {
  const note = filed.note.value;
  const [view] = filed.of(id);
  const shown = note?.requestId === id ? note.problem : undefined;
  if (!shown) return null;
  return (
    <p role="status" class="feedback">
      {shown === 'too-late'
        ? t('banner_onItsWay', view?.to || view?.site || '')
        : problemText(shown)}
    </p>
  );
}

interface FiledPartProps {
  filed: FiledModel;
  request: ApprovalRequest;
}

/** Of a reviewer's request: its issue, what is still to be told there, and what a person has to do. */
export function FiledPart({ filed, request: { id } }: FiledPartProps) {
  // First what is there, then what is still to be told.
  const views = filed.of(id).toSorted((a, b) => Number(!a.url) - Number(!b.url));
  if (views.length === 0) return null;
  return (
    <div class="filed">
      {views.map((view) => (
        <One key={view.entry ?? view.url} filed={filed} view={view} />
      ))}
      <FiledNoteLine filed={filed} id={id} />
    </div>
  );
}

function One({ filed, view }: { filed: FiledModel; view: FiledView }) {
  const { state, byHand, key = '' } = view;
  if (state === 'sent')
    return (
      <p>
        <FiledLink view={view} /> {byHand && <strong>{t('filed_byHand', key)}</strong>}
      </p>
    );
  const stuck = isStuck(view);
  return (
    <>
      <p class={stuck ? 'error' : 'hint'}>{filedText(view)}</p>
      {stuck && (
        <div class="actions">
          <StuckButtons filed={filed} view={view} look="plain" />
        </div>
      )}
    </>
  );
}

/** Where it is filed its text was changed: nothing below tells for certain what was asked. */
export function EditedWarning({ request }: { request: ApprovalRequest }) {
  if (!isEdited(request)) return null;
  return (
    <p class="problem" role="note">
      {problemText('edited')}
    </p>
  );
}
