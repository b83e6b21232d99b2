import { scopesOfAll } from '../../../lib/requests/asks.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { CouldDo as Could } from '../../../lib/review/scopes/permissions.ts';
import { t, tn } from '../../i18n.ts';
import type { JudgeView } from '../view.ts';
import { ScopeList } from './ScopeList.tsx';
import { Since } from './Since.tsx';

interface CouldDoProps {
  judge: JudgeView;
  request: ApprovalRequest;
  /** other requests for the same app and site */
  earlier: readonly ApprovalRequest[];
}

/** What the app could do with what it asks for, product by product. Who asks is another question. */
export function CouldDo({ judge, request, earlier }: CouldDoProps) {
  const { scopes, scopesLeftOut } = scopesOfAll(request);
  const could = judge.could(request);
  const diff = judge.diff(request, earlier);
  return (
    <section class="part" aria-labelledby="could-heading">
      <h3 id="could-heading">{t('detail_could')}</h3>
      {diff && <Since diff={diff} />}
      {scopes.length === 0 && <p class="unknown">{t('detail_scopesUnknown')}</p>}
      {could ? (
        <Judged could={could} />
      ) : (
        <ul class="scopes" aria-label={t('detail_scopes')}>
          {scopes.map((scope) => (
            <li key={scope}>
              <code dir="ltr">{scope}</code>
            </li>
          ))}
        </ul>
      )}
      {disagreement(request)?.scopes && <p class="note">{t('asks_scopesNote')}</p>}
      {scopesLeftOut && <p class="unknown">{tn('detail_scopesLeftOut', scopesLeftOut)}</p>}
      {scopes.length > 0 && <p class="hint">{t('review_could_never_more')}</p>}
      {scopes.length > 0 && request.requesters.some(({ via }) => via === 'link') && (
        <p class="hint">{t('detail_scopesLink')}</p>
      )}
    </section>
  );
}

function Judged({ could }: { could: Could }) {
  return (
    <>
      {could.agentList && <p class="note">{t('review_could_agentList')}</p>}
      {could.unusualCount && <p class="note">{t('review_could_unusual', could.count)}</p>}
      {could.products.map((product) => (
        <ScopeList key={product.product} {...product} />
      ))}
      {could.staysConnected && <p class="note">{t('review_could_stays')}</p>}
    </>
  );
}
