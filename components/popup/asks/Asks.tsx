import { useLayoutEffect, useRef } from 'preact/hooks';
import { type AskGroup, disagreement, droppedAsks } from '../../../lib/requests/disagree.ts';
import { OPEN } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { AskFacts, askLabel } from './AskFacts.tsx';
import type { AsksModel } from './asks-model.ts';

/** What was dropped is not lost: it can be read, and put back. */
export function DroppedAsks({ asks, request }: { asks: AsksModel; request: ApprovalRequest }) {
  const groups = droppedAsks(request);
  const count = groups.reduce((sum, group) => sum + group.asks.length, 0);
  if (count === 0) return null;
  return (
    <details class="part dropped">
      <summary>{tn('asks_droppedCount', count)}</summary>
      <ul class="asks-list">
        {groups.map((group) => (
          <li key={group.asks[0]?.id}>
            <AskFacts {...group} scopes={group.app.scopes} scopesTerm={t('banner_rowScopes')} />
            {OPEN.has(request.status) && (
              <Button
                label={askLabel(t('asks_back'), group.app)}
                onPress={() => asks.putBack(group.asks.map(({ id }) => id))}
              >
                {t('asks_back')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface AsksProps {
  asks: AsksModel;
  request: ApprovalRequest;
}

const DONE = { dropped: 'asks_dropped', 'put-back': 'audit_movePutBack' } as const;
const isDone = (what: string): what is keyof typeof DONE => Object.hasOwn(DONE, what);

/** Where the people who asked do not say the same of the app: what each of them says, side by side. */
export function Asks({ asks, request }: AsksProps) {
  const words = useRef<HTMLParagraphElement>(null);
  const feedback = asks.feedback.value;
  const told = disagreement(request);
  const open = OPEN.has(request.status);
  useLayoutEffect(() => {
    // The button that did it is gone.
    if (feedback && isDone(feedback.what)) words.current?.focus();
  }, [feedback]);
  return (
    <>
      <p role="status" class="feedback" tabIndex={-1} ref={words}>
        {feedback && isDone(feedback.what) && t(DONE[feedback.what])}
      </p>
      {feedback && !isDone(feedback.what) && (
        <p class="error" role="alert">
          {problemText(feedback.what)}
        </p>
      )}
      {told && (
        <section class="part asks" aria-labelledby="asks-heading">
          <h3 id="asks-heading">{t('asks_heading')}</h3>
          <p>{t(told.groups[0]?.page ? 'asks_leadPage' : 'asks_leadLink')}</p>
          <ul class="asks-list" aria-labelledby="asks-heading">
            {told.groups.map((group) => (
              <Group
                key={group.asks[0]?.id}
                group={group}
                onDrop={open && !group.page ? asks.drop : undefined}
              />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Group({ group, onDrop }: { group: AskGroup; onDrop: AsksModel['drop'] | undefined }) {
  const { app, asks, lead, beyond, letters } = group;
  const act = tn('asks_drop', asks.length);
  return (
    <li>
      {lead && <p class="mark">{t('asks_shown')}</p>}
      <AskFacts
        app={app}
        asks={asks}
        scopes={beyond}
        scopesTerm={t('asks_beyond')}
        letters={letters}
      />
      {onDrop && (
        <Button label={askLabel(act, app)} onPress={() => onDrop(asks.map(({ id }) => id))}>
          {act}
        </Button>
      )}
    </li>
  );
}
