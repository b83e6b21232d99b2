import type { WatchedView } from '../../../lib/messages/channels.ts';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { channelProblem } from '../../ui/problem.tsx';
import type { NewsModel } from './news-model.ts';

/** What came while the popup was closed, in a line; below it what is wrong with a queue that is watched. */
export function News({ news }: { news: NewsModel }) {
  const asks = news.asks.value;
  const troubled = news.troubled.value;
  return (
    <>
      <p role="status" class="feedback strip-feedback">
        {asks > 0 && tn('news_asks', asks)}
      </p>
      {troubled.map((queue) => (
        <Trouble key={`${queue.site} ${queue.project}`} news={news} queue={queue} />
      ))}
    </>
  );
}

/** The sentence, and where to mend it: at the site, or by the browser's permission. */
function Trouble({ news, queue }: { news: NewsModel; queue: WatchedView }) {
  const { site, project, problem = '' } = queue;
  return (
    <div class="strip">
      <p>
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
