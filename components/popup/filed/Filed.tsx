import type { FiledView } from '../../../lib/messages/channels.ts';
import { isEdited } from '../../../lib/requests/asks.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { channelProblem, problemText } from '../../ui/problem.tsx';
import type { FiledModel } from './filed-model.ts';

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
