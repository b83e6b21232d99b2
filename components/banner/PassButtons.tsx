import { useEffect, useRef } from 'preact/hooks';
import type { RequesterView } from '../../lib/messages/types.ts';
import type { Way } from '../../lib/requests/schema.ts';
import { t } from '../i18n.ts';
import { trusted } from '../ui/trusted.ts';
import { type Passed, type PassOn, waysOf } from './pass-on.ts';

/** Back to the app; in words where no address is known (a program on the person's computer). */
export function TryAgain({ request }: { request: RequesterView }) {
  const href = request.wayBack;
  if (!href) return <p class="note">{t('banner_tryInApp', request.appName)}</p>;
  return (
    <a class="main" href={href} rel="noreferrer">
      {t('banner_tryAgain')}
    </a>
  );
}

const WAYS = { copy: 'banner_copyMessage', email: 'banner_email' } as const;
const DONE = {
  copy: 'banner_messageCopied',
  email: 'banner_mailed',
  link: 'banner_copied',
} as const;

/** What was done; undefined while nothing was, and where the text could not be copied. */
export function passedText(passed: Passed | undefined): string | undefined {
  return passed && passed.text === undefined ? t(DONE[passed.how]) : undefined;
}

interface PassButtonsProps {
  passOn: PassOn;
  pass: (how: Way) => Promise<void>;
  /** presses do not count yet: see Form */
  unready?: boolean;
  /** it was passed on before: these are reminders */
  again?: boolean;
}

/** The ways to pass a request on, the one used last first. */
export function PassButtons({ passOn, pass, unready = false, again = false }: PassButtonsProps) {
  return (
    <>
      {waysOf(passOn.way.value).map((how, at) => (
        <button
          key={how}
          type="button"
          class={`button${at === 0 && !again ? ' main' : ''}`}
          disabled={unready || passOn.busy.value}
          onClick={trusted(() => pass(how).catch(() => undefined))}
        >
          {t(WAYS[how])}
        </button>
      ))}
    </>
  );
}

/** What could not be copied, selected, for the person to copy. */
export function CopyByHand({ passed }: { passed: Passed | undefined }) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (passed?.text === undefined) return;
    box.current?.focus();
    box.current?.select();
  }, [passed]);
  if (passed?.text === undefined) return null;
  return (
    <label class="byhand">
      {t('banner_copyByHand')}
      <textarea
        ref={box}
        rows={passed.how === 'link' ? 2 : 5}
        readOnly
        value={passed.text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </label>
  );
}
