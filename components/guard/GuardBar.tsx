import { RESOLUTIONS, type SimilarScreen } from '../../lib/consent/causes.ts';
import type { Difference, Part } from '../../lib/requests/authorize.ts';
import { type TextKey, t } from '../i18n.ts';
import { trusted } from '../ui/trusted.ts';

/** What the guard has to say about the consent page in front of the reviewer. */
export interface GuardView {
  app: string;
  site: string;
  differences: readonly Difference[];
  /** what the page itself shows */
  read: readonly Part[];
  /** what only the request says that we sent to open the page; or what nobody could see at all */
  unread: readonly Part[];
  /** the page is ours and its answer is kept from the app; else the app itself led here */
  held: boolean;
  /** the browser can stop that answer on this page already */
  atSource: boolean;
  /** nothing shows that the page is ours; the answer of another page is not blocked */
  strayed: boolean;
  /** a site is chosen on the page */
  chosen: boolean;
  /** the page shows the block to the reviewer too */
  blocked: boolean;
  /** a similar screen: the page is no consent to accept */
  stopped?: SimilarScreen;
  /** the reviewer accepted the differences */
  overruled: boolean;
  /** the guard can do nothing any more, and nothing may be accepted */
  over?: 'orphaned' | 'ended';
}

/**
 * A dead script cannot say that it is dead (Firefox takes a content script away with its extension):
 * what the bar says stands only while somebody beats, see guard.css.
 */
export function beat(mount: HTMLElement): void {
  mount.dataset['beat'] = mount.dataset['beat'] === 'a' ? 'b' : 'a';
}

/** Compares the live consent page with the request, where the eye is when Accept is pressed. */
export function GuardBar({ view, overrule }: { view: GuardView; overrule: () => void }) {
  const { app, site, over } = view;
  return (
    <section class={`card guard ${toneOf(view)}`} aria-label="Countersign">
      <h2 dir="auto">{t('guard_headline', app, site || t('status_someSite'))}</h2>
      {!over && (
        <div class="feedback">
          <Feedback view={view} overrule={overrule} />
        </div>
      )}
      <p role="alert" class={`problem ${over ? '' : 'gone'}`}>
        {t(over === 'ended' ? 'guard_ended' : 'guard_orphaned')}
      </p>
    </section>
  );
}

/**
 * In the place of the bar where nobody says what is under way on this page: it may be ours, so nothing
 * is accepted.
 */
export function GuardUnanswered({ over }: Pick<GuardView, 'over'>) {
  return (
    <section class="card guard red" aria-label="Countersign">
      <h2>{t('guard_unanswered')}</h2>
      {!over && (
        <p role="alert" class="problem feedback">
          {t('guard_silent')}
        </p>
      )}
      <p role="alert" class={`problem ${over ? '' : 'gone'}`}>
        {t('guard_orphaned')}
      </p>
    </section>
  );
}

/** Green says: go on. So it is green for nothing less than a page that may be accepted. */
function toneOf(view: GuardView): 'red' | 'green' | '' {
  if (view.over || view.differences.length > 0) return 'red';
  const sound = !view.blocked && !view.stopped && view.read.includes('app');
  return sound ? 'green' : '';
}

function Feedback({ view, overrule }: { view: GuardView; overrule: () => void }) {
  return (
    <>
      {view.differences.length > 0 ? (
        <Differences view={view} overrule={overrule} />
      ) : (
        <Matches view={view} />
      )}
      <Compared view={view} />
      <p class="note">{t(answerText(view), view.app)}</p>
    </>
  );
}

/** Where the answer goes, whatever is pressed. */
function answerText({ held, strayed, atSource }: GuardView): TextKey {
  if (!held) return 'guard_theirs';
  if (strayed) return 'guard_notHeld';
  return atSource ? 'guard_held' : 'guard_heldLater';
}

/** What the comparison is worth: only what the page shows can differ from what was asked for. */
function Compared({ view: { read, unread, strayed } }: { view: GuardView }) {
  return (
    <>
      {read.length > 0 && <p class="note">{t('guard_read', list(read))}</p>}
      {unread.length > 0 && !strayed && <p class="note">{t('guard_unread', list(unread))}</p>}
    </>
  );
}

const PARTS = {
  app: 'banner_rowApp',
  site: 'banner_rowSite',
  client: 'banner_rowClient',
  scopes: 'banner_rowScopes',
  redirect: 'banner_rowRedirect',
} as const satisfies Record<Part, TextKey>;

function list(parts: readonly Part[]): string {
  const names = parts.map((part) => t(PARTS[part]));
  return new Intl.ListFormat(t('languageTag')).format(names);
}

function matchText({ app, site: named, blocked, chosen, read }: GuardView): string {
  const site = named || t('status_someSite');
  if (blocked) return t('guard_blocked', site);
  // A page that is still empty differs in nothing, and matches nothing either.
  if (!read.includes('app')) return t('guard_unnamed', app);
  return t(chosen ? 'guard_matches' : 'guard_choose', site);
}

function Matches({ view }: { view: GuardView }) {
  if (view.stopped) {
    return (
      <p role="status" class="status denied" dir="auto">
        {t(RESOLUTIONS[view.stopped].what, view.app, view.site, t('advice_domain'))}
      </p>
    );
  }
  return (
    <p role="status" class={`status ${view.blocked ? 'denied' : 'approved'}`} dir="auto">
      {matchText(view)}
    </p>
  );
}

function sentence({ what, expected, live }: Difference): string {
  const texts = [live, expected].map((text) => text || t('banner_none'));
  if (what in PARTS && what !== 'scopes') {
    return t('guard_differs', t(PARTS[what as Part]), ...texts);
  }
  return t(`guard_differs_${what}` as TextKey, ...texts);
}

function Differences({ view, overrule }: { view: GuardView; overrule: () => void }) {
  return (
    <>
      <div role="alert" class="problem">
        <p>{t('guard_stop')}</p>
        <ul>
          {view.differences.map((difference) => (
            <li key={difference.what} dir="auto">
              {sentence(difference)}
            </li>
          ))}
        </ul>
      </div>
      <div class="actions">
        {view.overruled ? (
          <span class="note">{t('guard_overruled')}</span>
        ) : (
          <button type="button" onClick={trusted(overrule)}>
            {t('guard_overrule')}
          </button>
        )}
      </div>
    </>
  );
}
