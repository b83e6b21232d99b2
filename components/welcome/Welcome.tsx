import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.tsx';
import { Roles } from '../ui/Roles.tsx';
import { Picture } from './Picture.tsx';
import type { WelcomeModel } from './welcome-model.ts';

/** What is shown once, after the installation. */
export function Welcome({ model }: { model: WelcomeModel }) {
  const { role } = model.settings.value;
  const feedback = model.feedback.value;
  return (
    <main class="page welcome">
      <h1>{t('actionTitle')}</h1>
      <div class="what">
        <p>{t('welcome_what')}</p>
        <Picture />
      </div>
      <Roles value={role} onChoose={model.choose} />
      {role !== 'asks' && (
        <section class="part" aria-labelledby="where-heading">
          <h2 id="where-heading">{t('settings_where')}</h2>
          <p>
            {t('settings_whereHow')} <a href="options.html#where">{t('where_open')}</a>
          </p>
        </section>
      )}
      <div class="actions">
        <Button look="main" describedBy="try-how" onPress={model.tryIt}>
          {t('welcome_try')}
        </Button>
        <span class="hint" id="try-how">
          {t('welcome_tryHow')}
        </span>
      </div>
      <p role="status" class={feedback && feedback !== 'saved' ? 'feedback bad' : 'feedback'}>
        {feedback && (feedback === 'saved' ? t('settings_saved') : problemText(feedback))}
      </p>
    </main>
  );
}
