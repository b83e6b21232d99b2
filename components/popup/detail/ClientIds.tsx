import { liveAsks } from '../../../lib/requests/asks.ts';
import { isDynamic } from '../../../lib/requests/key.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t, tn } from '../../i18n.ts';

/** More of them tell nobody more. */
const FIRST = 5;

/** The ids under which a client registered itself, one for each person; of others their one id. */
function idsOf({ app, requesters }: ApprovalRequest): string[] {
  const ids = liveAsks(requesters).flatMap(({ clientId }) => clientId ?? []);
  return [...new Set([...(app.clientId ? [app.clientId] : []), ...ids])];
}

/**
 * The client id; of a client that registers itself anew each time all of them, and that only a name
 * ties them together.
 */
export function ClientIds({ request }: { request: ApprovalRequest }) {
  const ids = idsOf(request);
  if (ids.length === 0) return <span class="unknown">{t('detail_clientIdUnknown')}</span>;
  if (ids.length === 1) return <code class="address">{ids[0]}</code>;
  const left = ids.length - FIRST;
  return (
    <>
      <ul class="ids">
        {ids.slice(0, FIRST).map((id) => (
          <li key={id}>
            <code class="address">{id}</code>
          </li>
        ))}
      </ul>
      {left > 0 && <p class="hint">{tn('detail_clientIdsMore', left)}</p>}
      {isDynamic(request.app) && <p class="hint">{t('detail_clientIdsNote', ids.length)}</p>}
    </>
  );
}
