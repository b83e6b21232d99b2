import { droppedAsks } from '../../../lib/requests/disagree.ts';
import { OPEN } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import type { AsksView } from '../view.ts';
import { AskFacts, askLabel } from './AskFacts.tsx';

/** What was dropped is not lost: it can be read, and put back. */
export function DroppedAsks({ asks, request }: { asks: AsksView; request: ApprovalRequest }) {
  const groups = droppedAsks(request);
  const count = groups.reduce((sum, group) => sum + group.asks.length, 0);
  if (count === 0) return null;
  return (
    <details class="part dropped">
      <summary>{tn('asks_droppedCount', count)}</summary>
      <ul class="asks-list">
        {groups.map((group) => (
          <li key={group.asks[0]?.id}>
            <AskFacts {...group} scopes={group.app.scopes} scopesTerm={t('detail_scopes')} />
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
