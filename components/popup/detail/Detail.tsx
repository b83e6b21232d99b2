import { useLayoutEffect, useRef } from 'preact/hooks';
import { liveAsks } from '../../../lib/requests/asks.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { siteName } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Asks } from '../asks/Asks.tsx';
import { DroppedAsks } from '../asks/DroppedAsks.tsx';
import { Decide } from '../decision/Decide.tsx';
import { HalfTime } from '../queue/HalfTime.tsx';
import type { DetailView, JudgeView } from '../view.ts';
import { Taking } from './Assignment.tsx';
import { Earlier } from './Earlier.tsx';
import { People } from './People.tsx';
import { CouldDo } from './Permissions.tsx';
import { Result } from './Result.tsx';
import { WhoIsAsking } from './WhoIsAsking.tsx';

interface DetailProps {
  judge: JudgeView;
  detail: DetailView;
  request: ApprovalRequest;
  now: number;
}

/** One request: who asks for what and why, what was decided before, and the decision. */
export function Detail({ judge, detail, request, now }: DetailProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // Opened by a key for a decision: then the box for the reason takes the focus.
    if (!detail.form.peek()) heading.current?.focus();
  }, [detail]);
  return (
    <section class="detail" aria-labelledby="detail-heading">
      <Button look="quiet" onPress={detail.close}>
        {t('detail_back')}
      </Button>
      <h2 id="detail-heading" tabIndex={-1} ref={heading}>
        {t('detail_region', request.app.name)}
      </h2>
      <p class="on-site">
        <bdi>{siteName(request.site)}</bdi>
      </p>
      <HalfTime request={request} now={now} />
      <Taking taking={detail.taking} request={request} />
      <Asks asks={detail.asks} request={request} />
      <Result detail={detail} judge={judge} request={request} />
      <WhoIsAsking judge={judge} request={request} />
      <CouldDo judge={judge} request={request} earlier={detail.earlier.value} />
      <People requesters={liveAsks(request.requesters)} now={now} />
      <DroppedAsks asks={detail.asks} request={request} />
      <Earlier requests={detail.earlier.value} />
      <Decide detail={detail} judge={judge} request={request} />
    </section>
  );
}
