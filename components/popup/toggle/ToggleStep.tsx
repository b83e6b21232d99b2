import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { openFor } from '../../../lib/requests/reminders.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { Sureness } from '../../../lib/review/next-steps.ts';
import { minutes, t, when } from '../../i18n.ts';
import { togglePath } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { SureTag } from '../detail/SureTag.tsx';
import { Toggle, type ToggleModel } from './toggle-model.ts';

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
