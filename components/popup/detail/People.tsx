import { useSignal } from '@preact/signals';
import { liveAsks, nameOf } from '../../../lib/requests/asks.ts';
import type { ApprovalRequest, Requester } from '../../../lib/requests/schema.ts';
import { t, when } from '../../i18n.ts';
import { shortDay } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { ByLinkTag, Verified } from './SureTag.tsx';

/** How many are shown at once, and how many more at each press. */
const SHOWN = 3;
const PAGE_SIZE = 50;

function Person({ requester, now }: { requester: Requester; now: number }) {
  const { reason, at, via, through, verified } = requester;
  const name = nameOf(requester);
  return (
    <li>
      <strong dir="auto" class={name ? undefined : 'unknown'}>
        {name || t('detail_noName')}
      </strong>{' '}
      <span dir="auto" class={reason ? 'words' : 'unknown'}>
        {reason || t('detail_noReason')}
      </span>{' '}
      <span class="hint" title={when(at)}>
        {shortDay(at, now)}
      </span>{' '}
      {verified && <Verified />} {via === 'page' && <span class="new">{t('detail_viaPage')}</span>}{' '}
      {through && (
        <span class="hint" dir="auto">
          {t('ui_labeled', t('banner_rowVia'), through)}
        </span>
      )}
    </li>
  );
}

/** The people who asked, each in their own words. */
export function People({ request, now }: { request: ApprovalRequest; now: number }) {
  const requesters = liveAsks(request.requesters);
  const works = requesters.filter(({ worksAt }) => worksAt !== undefined).length;
  const limit = useSignal(PAGE_SIZE);
  const more = requesters.slice(SHOWN);
  const left = more.length - limit.value;
  const list = (some: readonly Requester[]) => (
    <ul class="people-list" aria-labelledby="people-heading">
      {some.map((requester) => (
        <Person key={requester.id} requester={requester} now={now} />
      ))}
    </ul>
  );
  return (
    <section class="part" aria-labelledby="people-heading">
      <div class="heading-line">
        <h3 id="people-heading">{t('detail_people')}</h3>
        {requesters.some(({ via }) => via === 'link') && <ByLinkTag />}
        {works > 0 && <span class="hint">{t('filed_worksFor', works, requesters.length)}</span>}
      </div>
      {list(requesters.slice(0, SHOWN))}
      {more.length > 0 && (
        <Disclosure label={t('detail_more', more.length)}>
          {list(more.slice(0, limit.value))}
          {left > 0 && (
            <Button
              onPress={() => {
                limit.value += PAGE_SIZE;
              }}
            >
              {t('popup_more', Math.min(left, PAGE_SIZE))}
            </Button>
          )}
        </Disclosure>
      )}
    </section>
  );
}
