import type { FiledView } from '../../../lib/messages/channels.ts';
import { isEdited } from '../../../lib/requests/asks.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { problemText } from '../../ui/problem.tsx';
import { FiledLink, FiledNoteLine, filedText, isStuck, StuckButtons } from './Filed.tsx';
import type { FiledModel } from './filed-model.ts';

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
