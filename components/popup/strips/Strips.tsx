import { signal } from '@preact/signals';
import type { WatchedView } from '../../../lib/messages/channels.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import { SAMPLE_ID } from '../../../lib/requests/sample.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { channelProblem, problemText } from '../../ui/problem.tsx';
import type { PopupDeps } from '../popup-deps.ts';

export type NewsModel = ReturnType<typeof createNewsModel>;

/** Looks at everything that is filed elsewhere, and says what is wrong with the queues that are watched. */
export function createNewsModel({ send, requestHost }: Pick<PopupDeps, 'send' | 'requestHost'>) {
  const troubled = signal<readonly WatchedView[]>([]);

  const look = async () => {
    const answer = await send('lookNow', {});
    if (!answer.ok) return;
    troubled.value = (answer.queues ?? []).filter(({ problem }) => problem !== undefined);
  };

  return {
    troubled,
    /** Looks at everything; call once the list stands. */
    look,
    /** Looks again where something was wrong: they come back, perhaps from the site's sign-in. */
    async again() {
      if (troubled.peek().length > 0) await look();
    },
    /** asks for the site that may not be reached; called within a click */
    async allow({ site }: WatchedView) {
      if (await requestHost(site).catch(() => false)) await look();
    },
  };
}

export type SampleModel = ReturnType<typeof createSampleModel>;

/**
 * Whether there is a sample in this browser, and taking it away.
 * @param gone told of it: it may be open
 */
export function createSampleModel(
  { queue, send }: Pick<PopupDeps, 'queue' | 'send'>,
  gone: (id: string) => void,
) {
  const there = signal(false);
  return {
    there,
    async read() {
      there.value = (await (await queue).one(SAMPLE_ID)).requests.length > 0;
    },
    async remove() {
      const response = await send('removeSamples', {});
      if (!response.ok) return;
      there.value = false;
      gone(SAMPLE_ID);
    },
  };
}

export type SitesModel = ReturnType<typeof createSitesModel>;

/** Looks waiting sites up, so that the panel knows their pages in Atlassian Administration. */
export function createSitesModel({ send, requestHost }: Pick<PopupDeps, 'send' | 'requestHost'>) {
  /** sites that still have to be looked up; absent until they were read */
  const sites = signal<readonly string[] | undefined>(undefined);
  /** what came of the last look-up */
  const feedback = signal<{ site: string; what: 'matched' | 'silent' | Problem } | undefined>(
    undefined,
  );
  const read = async () => {
    const response = await send('unmatchedSites', {});
    if (response.ok) sites.value = response.sites;
  };
  return {
    sites,
    feedback,
    read,
    async match(site: string) {
      // First of all and not awaited before: a permission can only be asked for within the click.
      await requestHost(site).catch(() => false);
      const response = await send('matchSite', { site });
      const what = response.ok ? (response.matched ? 'matched' : 'silent') : response.problem;
      feedback.value = { site, what };
      await read();
    },
  };
}

/** What is wrong with a queue that is watched. */
export function News({ news }: { news: NewsModel }) {
  return news.troubled.value.map((queue) => (
    <Trouble key={`${queue.site} ${queue.project}`} news={news} queue={queue} />
  ));
}

/** The sentence, and where to mend it: at the site, or by the browser's permission. */
function Trouble({ news, queue }: { news: NewsModel; queue: WatchedView }) {
  const { site, project, problem = '' } = queue;
  return (
    <div class="strip">
      <p role="status">
        {channelProblem(problem)}{' '}
        <a href={`https://${site}/browse/${project}`} target="_blank" rel="noreferrer">
          <bdi>{`${site}/${project}`}</bdi>
        </a>
      </p>
      {problem === 'no-permission' && (
        <Button onPress={() => void news.allow(queue)}>{t('hosts_allow')}</Button>
      )}
    </div>
  );
}

/** Says of the sample what it is, and takes it away, for as long as it is there. */
export function SampleStrip({ model }: { model: SampleModel }) {
  if (!model.there.value) return null;
  return (
    <div class="strip sample">
      <p>{t('sample_strip')}</p>
      <Button onPress={model.remove}>{t('sample_remove')}</Button>
    </div>
  );
}

/** Asked for by the panel on Atlassian's page: it knows that page by a number alone. */
export function MatchSites({ view }: { view: SitesModel }) {
  const sites = view.sites.value;
  const feedback = view.feedback.value;
  if (!sites) return null;
  return (
    <section class="strip" aria-labelledby="sites-heading">
      <h2 id="sites-heading">{t('sites_heading')}</h2>
      <p>{sites.length > 0 ? t('sites_how') : t('sites_none')}</p>
      <div class="actions">
        {sites.map((site) => (
          <Button key={site} onPress={() => void view.match(site)}>
            {t('sites_match', site)}
          </Button>
        ))}
      </div>
      <p role="status" class="feedback">
        {feedback && feedbackText(feedback)}
      </p>
    </section>
  );
}

function feedbackText({ site, what }: NonNullable<SitesModel['feedback']['value']>): string {
  if (what === 'matched') return t('settings_saved');
  return what === 'silent' ? t('sites_silent', site) : problemText(what);
}
