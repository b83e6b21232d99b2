import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import type { Problem } from '../../../lib/messages/types.ts';
import { DEFAULT_MINUTES, type OpenToggle, openFor } from '../../../lib/requests/reminders.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { Sureness } from '../../../lib/review/next-steps.ts';
import { ago, minutes, t, when } from '../../i18n.ts';
import { siteInWords, togglePath } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { PopupDeps } from '../popup-deps.ts';
import { SureTag } from '../queue/row-parts.tsx';

/** For what stands deep in a request: absent where there is no timer. */
export const Toggle = createContext<ToggleModel | undefined>(undefined);

export interface ToggleDeps extends Pick<PopupDeps, 'send'> {
  clock: ReadonlySignal<number>;
  /** asks the person to allow notifications; must be called within a click */
  requestNotify(): Promise<boolean>;
}

/** What is open of "User installed apps", and the three things to be done about it. */
export function createToggleModel({ send, clock, requestNotify }: ToggleDeps) {
  /** where it is open, by what the reviewer told */
  const open = signal<readonly OpenToggle[]>([]);
  /** until a reminder */
  const minutes = signal(DEFAULT_MINUTES);
  const feedback = signal<'closed' | 'later' | Problem | undefined>(undefined);

  async function ask(
    name: 'toggleOpened' | 'toggleClosed' | 'toggleLater',
    id: string,
    done?: 'closed' | 'later',
  ) {
    feedback.value = undefined;
    const response = await send(name, { id });
    if (response.ok) {
      open.value = response.open;
      minutes.value = response.minutes;
    }
    feedback.value = response.ok ? done : response.problem;
  }

  return {
    open,
    minutes,
    /** the time by which "5 minutes ago" is reckoned */
    clock,
    feedback,
    /** it was opened for this request */
    async start(id: string) {
      // Both at once: a permission can only be asked for within the click, and asking may close the
      // popup before it is answered. Without it the badge still tells.
      requestNotify().catch(() => false);
      await ask('toggleOpened', id);
    },
    close: (id: string) => ask('toggleClosed', id, 'closed'),
    later: (id: string) => ask('toggleLater', id, 'later'),
    /** reads what is open again */
    async read() {
      const response = await send('readToggles', {});
      if (!response.ok) return;
      open.value = response.open;
      minutes.value = response.minutes;
    },
  };
}

export type ToggleModel = ReturnType<typeof createToggleModel>;

/** What must not be forgotten stands above everything, for as long as it is open. */
export function OpenToggles({ view }: { view: ToggleModel }) {
  const open = view.open.value;
  const feedback = view.feedback.value;
  const words = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    // The buttons that were pressed are gone with what was closed.
    if (feedback === 'closed') words.current?.focus();
  }, [feedback]);
  return (
    <>
      {open.length > 0 && (
        <section class="strip open-toggle" aria-label={t('toggle_strip')}>
          {open.map((one) => (
            <One key={one.requestId} one={one} view={view} />
          ))}
        </section>
      )}
      <p role="status" class="feedback strip-feedback" tabIndex={-1} ref={words}>
        {feedback && feedbackText(feedback)}
      </p>
    </>
  );
}

function feedbackText(feedback: NonNullable<ToggleModel['feedback']['value']>): string {
  if (feedback === 'closed') return t('toggle_auditClosed');
  return feedback === 'later' ? t('settings_saved') : problemText(feedback);
}

function One({ one, view }: { one: OpenToggle; view: ToggleModel }) {
  const site = siteInWords(one.site);
  const now = view.clock.value;
  const due = one.remindAt <= now;
  return (
    <div class={due ? 'one due' : 'one'}>
      <p>
        <strong dir="auto">{t('toggle_open', site, one.app, ago(one.openedAt, now))}</strong>
      </p>
      <p dir="auto">{t('toggle_closeHow', togglePath(one.site))}</p>
      {!due && <p class="facts">{t('toggle_remindAt', when(one.remindAt))}</p>}
      <div class="actions">
        <Button look="main" onPress={() => void view.close(one.requestId)}>
          {t('toggle_close')}
        </Button>
        <Button onPress={() => void view.later(one.requestId)}>
          {t('toggle_again', minutes(view.minutes.value))}
        </Button>
      </div>
    </div>
  );
}

/** The last resort: the switch for everybody, opened for a moment. Here it is only remembered. */
export function ToggleStep({ request, sure }: { request: ApprovalRequest; sure: Sureness }) {
  const toggle = useContext(Toggle);
  return (
    <>
      <p>{t('toggle_how')}</p>
      <p class="hint" dir="auto">
        {togglePath(request.site)} <SureTag sure={sure} />
      </p>
      {toggle && <Step toggle={toggle} request={request} />}
    </>
  );
}

function Step({ toggle, request }: { toggle: ToggleModel; request: ApprovalRequest }) {
  const open = toggle.open.value.find((one) => openFor(one, request));
  const feedback = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  const isOpen = open !== undefined;
  useLayoutEffect(() => {
    // The button that was pressed is gone: its place is taken by what it did.
    if (isOpen && pressed.current) feedback.current?.focus();
    pressed.current = false;
  }, [isOpen]);
  return (
    <>
      <p role="status" class="feedback" tabIndex={-1} ref={feedback}>
        {open && t('toggle_running', when(open.openedAt), when(open.remindAt))}
      </p>
      {!open && (
        <>
          <Button
            describedBy="toggle-what"
            onPress={() => {
              pressed.current = true;
              void toggle.start(request.id);
            }}
          >
            {t('toggle_start')}
          </Button>
          <p class="hint" id="toggle-what">
            {t('toggle_startHow', minutes(toggle.minutes.value))}
          </p>
        </>
      )}
    </>
  );
}
