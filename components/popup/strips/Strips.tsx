import type { WatchedView } from '../../../lib/messages/channels.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { channelProblem, problemText } from '../../ui/problem.tsx';
import type { NewsModel, SampleModel, SitesModel } from './strips-model.ts';

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
