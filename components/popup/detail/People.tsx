import { useSignal } from '@preact/signals';
import type { Requester } from '../../../lib/requests/schema.ts';
import { ago, t, tn, when } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';

const FIRST = 20;
const MORE = 50;

function Person({ requester, now }: { requester: Requester; now: number }) {
  const { name, reason, at, via, through } = requester;
  return (
    <li>
      <p>
        <strong dir="auto" class={name ? undefined : 'unknown'}>
          {name || t('detail_noName')}
        </strong>{' '}
        <span class={via === 'link' ? 'mark' : 'hint'}>
          {via === 'link' ? t('popup_notVerified') : t('detail_viaPage')}
        </span>{' '}
        {through && (
          <span class="hint" dir="auto">
            {t('detail_through', through)}
          </span>
        )}
      </p>
      <p dir="auto" class={reason ? 'words' : 'unknown'}>
        {reason || t('detail_noReason')}
      </p>
      <p class="hint">{t('detail_asked', when(at), ago(at, now))}</p>
    </li>
  );
}

/** The people who asked, each in their own words. */
export function People({ requesters, now }: { requesters: readonly Requester[]; now: number }) {
  const limit = useSignal(FIRST);
  const left = requesters.length - limit.value;
  return (
    <section class="part" aria-labelledby="people-heading">
      <h3 id="people-heading">{t('detail_people')}</h3>
      <ul class="people-list" aria-labelledby="people-heading">
        {requesters.slice(0, limit.value).map((requester) => (
          <Person key={requester.id} requester={requester} now={now} />
        ))}
      </ul>
      {left > 0 && (
        <Button
          onPress={() => {
            limit.value += MORE;
          }}
        >
          {tn('detail_peopleMore', Math.min(left, MORE))}
        </Button>
      )}
    </section>
  );
}
