import type { ReadonlySignal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';

/** Finding out which page of Atlassian Administration belongs to which site. */
export interface SitesView {
  /** sites that still have to be looked up; absent until they were read */
  sites: ReadonlySignal<readonly string[] | undefined>;
  /** what came of the last look-up */
  feedback: ReadonlySignal<{ site: string; what: 'matched' | 'silent' | Problem } | undefined>;
  match(site: string): Promise<void>;
}

/** Asked for by the panel on Atlassian's page: it knows that page by a number alone. */
export function MatchSites({ view }: { view: SitesView }) {
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

function feedbackText({ site, what }: NonNullable<SitesView['feedback']['value']>): string {
  if (what === 'matched') return t('settings_saved');
  return what === 'silent' ? t('sites_silent', site) : problemText(what);
}
