import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { liveAsks, nameOf } from '../../../lib/requests/asks.ts';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import { type AskGroup, disagreement, droppedAsks } from '../../../lib/requests/disagree.ts';
import { OPEN } from '../../../lib/requests/moves.ts';
import type { App, ApprovalRequest, Requester } from '../../../lib/requests/schema.ts';
import { t, tn, when } from '../../i18n.ts';
import { shortDay } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { problemText } from '../../ui/problem.tsx';
import { ByLinkTag, Verified } from '../queue/row-parts.tsx';
import type { AsksModel } from './detail-model.ts';

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

/** More of them tell nobody more. */
const FIRST = 5;
const SCOPES = 10;

interface AskFactsProps {
  app: App;
  asks: readonly Requester[];
  scopes: readonly string[];
  /** what these permissions are */
  scopesTerm: string;
  letters?: string;
}

/** What some of a request's asks say of the app, and who brought it: all of it as it came. */
function AskFacts({ app, asks, scopes, scopesTerm, letters }: AskFactsProps) {
  const host = redirectHost({ app });
  const signs = [
    ...(letters ? [t('asks_letters', letters)] : []),
    ...(app.nameHadHidden ? [t('review_warning_hiddenCharacters', app.nameHadHidden)] : []),
    ...(app.falseHost ? [t('review_warning_oddAuthorizeHost', app.falseHost)] : []),
  ];
  return (
    <dl>
      <div>
        <dt>{t('popup_sortName')}</dt>
        <dd>
          <strong>
            <bdi>{app.name}</bdi>
          </strong>
          {signs.length > 0 && (
            <ul class="warnings">
              {signs.map((sign) => (
                <li key={sign} class="amber">
                  {sign}
                </li>
              ))}
            </ul>
          )}
        </dd>
      </div>
      <div>
        <dt>{t('banner_rowRedirect')}</dt>
        <dd>
          {host && <strong class="host">{host}</strong>}{' '}
          {app.redirect ? (
            <bdi class="address">{app.redirect.uri}</bdi>
          ) : (
            <span class="unknown">{t('banner_notKnown')}</span>
          )}
        </dd>
      </div>
      {scopes.length > 0 && (
        <div>
          <dt>{scopesTerm}</dt>
          <dd>
            <ul class="scopes" aria-label={scopesTerm}>
              {scopes.slice(0, SCOPES).map((scope) => (
                <li key={scope}>
                  <code dir="ltr">{scope}</code>
                </li>
              ))}
            </ul>
            <More of={scopes.length} shown={SCOPES} />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('asks_by')}</dt>
        <dd>
          <ul>
            {asks.slice(0, FIRST).map((asker) => (
              <li key={asker.id} dir="auto">
                {t(
                  'asks_byWay',
                  nameOf(asker) || t('detail_noName'),
                  when(asker.at),
                  viaText(asker),
                )}
              </li>
            ))}
          </ul>
          <More of={asks.length} shown={FIRST} />
        </dd>
      </div>
    </dl>
  );
}

/** How the ask came here, and what that proves. */
function viaText({ via, verified, edited }: Requester): string {
  if (edited) return t('channel_edited');
  if (via === 'page') return t('detail_viaPage');
  return t(verified ? 'channel_verified' : 'popup_notVerified');
}

function More({ of, shown }: { of: number; shown: number }) {
  return of > shown ? <p class="hint">{t('detail_more', of - shown)}</p> : null;
}

/** How these asks are called where there are several buttons of the same words. */
const askLabel = (act: string, app: App): string =>
  t('ui_labeled', act, `${app.name}, ${redirectHost({ app }) ?? t('banner_notKnown')}`);
