import { signal } from '@preact/signals';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../lib/messages.ts';
import { DEFAULTS, type Role, type Settings } from '../../lib/requests/settings.ts';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.tsx';
import { Roles } from '../ui/Roles.tsx';

/** What the first-run page needs of the browser; a test hands in its own. */
interface WelcomeDeps {
  send<N extends MessageName>(name: N, data: MessageData<N>): Promise<Answers[N] | Failed>;
  /** the queue in a tab, with this request open */
  openRequest(id: string): void;
}

export type WelcomeModel = ReturnType<typeof createWelcomeModel>;

/** The first-run page: what the person is here for, and the sample. */
export function createWelcomeModel({ send, openRequest }: WelcomeDeps) {
  const settings = signal<Settings>(DEFAULTS);
  const feedback = signal<'saved' | Problem | undefined>(undefined);
  return {
    settings,
    feedback,
    async start() {
      const response = await send('readSettings', {});
      if (response.ok) settings.value = response.settings;
    },
    async choose(role: Role) {
      const before = settings.peek();
      settings.value = { ...before, role };
      const response = await send('saveSettings', { settings: settings.peek() });
      settings.value = response.ok ? response.settings : before;
      feedback.value = response.ok ? 'saved' : response.problem;
    },
    async tryIt() {
      const response = await send('addSample', {});
      if (response.ok) openRequest(response.id);
      else feedback.value = response.problem;
    },
  };
}

/** A blocked page with the missing button, and the queue that it fills. It says nothing in words. */
function Picture() {
  return (
    <svg class="picture" viewBox="0 0 260 120" aria-hidden="true">
      <g class="sheet">
        <rect x="1" y="9" width="102" height="102" rx="8" />
        <rect x="155" y="9" width="104" height="102" rx="8" />
      </g>
      <g class="lines">
        <path d="M15 27h46M15 38h74M15 47h60" />
        <path d="M190 31h42M190 61h34M190 91h46" />
      </g>
      <rect class="stop" x="15" y="60" width="74" height="12" rx="3" />
      <rect class="do" x="15" y="82" width="54" height="17" rx="5" />
      <path class="on-do" d="M24 90.5h36" />
      <path class="way" d="M112 60h30m-9-8 9 8-9 8" />
      <g class="sheet row">
        <rect x="165" y="20" width="84" height="22" rx="5" />
        <rect x="165" y="50" width="84" height="22" rx="5" />
        <rect x="165" y="80" width="84" height="22" rx="5" />
      </g>
      <path class="way" d="m171 31 4 4 7-8M171 61l4 4 7-8" />
      <path class="dot" d="M176 91h.01" />
    </svg>
  );
}

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
