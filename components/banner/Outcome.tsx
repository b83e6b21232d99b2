import { useEffect, useId, useRef } from 'preact/hooks';
import type { RequesterView } from '../../lib/messages/types.ts';
import type { DestinationView } from '../../lib/requests/destination-fits.ts';
import { t, when } from '../i18n.ts';
import { statusOn } from '../request-texts.ts';
import { AskFirst } from '../ui/Button.tsx';
import { channelProblem, ProblemLine } from '../ui/problem.tsx';
import { trusted } from '../ui/trusted.ts';
import type { BannerModel } from './banner-model.ts';
import { WAITING } from './banner-state.ts';
import type { Pass, Passed, PassOn } from './pass-on.ts';

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

const WAYS = {
  send: 'banner_send',
  copy: 'banner_copyMessage',
  email: 'banner_email',
} as const;
const DONE = {
  copy: 'banner_messageCopied',
  email: 'banner_mailed',
  link: 'banner_copied',
} as const;

/** How far it came to where the organization has it; never "sent" before it is there. */
function sentText({ to = '', opened, filed, waits }: Passed): string {
  if (filed !== undefined) return t('filed_as', filed);
  if (waits === 'on-its-way') return t('banner_onItsWay', to);
  if (waits === 'tab') return t('banner_allowInTab');
  if (waits) return channelProblem(waits);
  return opened ? t('banner_formOpened', to) : t('banner_mailed');
}

/** What was done; undefined while nothing was, and where the text could not be copied. */
export function passedText(passed: Passed | undefined): string | undefined {
  if (passed?.how === 'send') return sentText(passed);
  return passed && passed.text === undefined ? t(DONE[passed.how]) : undefined;
}

interface PassButtonsProps {
  passOn: PassOn;
  pass: Pass;
  /** the request's site; empty where it is not known */
  site: string;
  /** presses do not count yet: see Form */
  unready?: boolean;
  /** it was passed on before: these are reminders */
  again?: boolean;
  /** key of the issue that it was filed as before */
  filed?: string | undefined;
}

/** The ways to pass a request on, the one used last first. */
export function PassButtons({
  passOn,
  pass,
  site,
  unready = false,
  again = false,
  filed,
}: PassButtonsProps) {
  const { choices, to, ways } = passOn.where(site);
  const justFiled = passOn.passed.value?.filed;
  // It is there: nobody need send it a second time.
  const isFiled = again && (filed ?? justFiled) !== undefined;
  return (
    <>
      {filed && !justFiled && <p class="note send-to">{t('filed_as', filed)}</p>}
      {to !== undefined && !isFiled && (
        <SendTo
          choices={choices}
          to={to}
          onChoose={(label) => {
            passOn.chosen.value = label;
          }}
        />
      )}
      {(isFiled ? ways.filter((how) => how !== 'send') : ways).map((how, at) => (
        <button
          key={how}
          type="button"
          class={`button${at === 0 && !again ? ' main' : ''}`}
          disabled={unready || passOn.busy.value || !passOn.ready()}
          onClick={trusted(() => pass(how, to).catch(() => undefined))}
        >
          {t(WAYS[how])}
        </button>
      ))}
    </>
  );
}

interface SendToProps {
  choices: readonly DestinationView[];
  to: string;
  onChoose: (label: string) => void;
}

/** Where it goes, in words where there is one place, and as a choice where there are several. */
function SendTo({ choices, to, onChoose }: SendToProps) {
  const id = useId();
  const [only] = choices;
  if (only && choices.length === 1) {
    const goes = only.files ? 'banner_fileTo' : 'banner_sendTo';
    return <p class="note send-to">{t(goes, to)}</p>;
  }
  return (
    <span class="send-to">
      <label for={id}>{t('banner_sendWhere')}</label>
      <select
        id={id}
        value={to}
        onChange={trusted((event: Event & { currentTarget: HTMLSelectElement }) =>
          onChoose(event.currentTarget.value),
        )}
      >
        {choices.map(({ label }) => (
          <option key={label}>{label}</option>
        ))}
      </select>
    </span>
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

function statusAlone({ status, decision, createdAt, grantedAt, expiredAt }: RequesterView): string {
  const time = decision?.at ?? createdAt;
  switch (status) {
    case 'approved':
    case 'denied':
    case 'blocked':
      return statusOn(status, when(time));
    case 'dismissed':
      return t('banner_dismissed', when(time));
    case 'granted': {
      const since = when(grantedAt ?? time);
      return decision?.kind === 'approve' ? t('banner_granted', since) : t('banner_works', since);
    }
    case 'expired':
      return t('banner_expired', when(expiredAt ?? time));
    default:
      return t('banner_waiting', when(time));
  }
}

/** Where an asked-for request is, with the reason where somebody decided. */
export function statusText(request: RequesterView): string {
  const status = statusAlone(request);
  const isDecided = /^(?:approved|denied|blocked|dismissed)$/.test(request.status);
  const reason = isDecided && request.decision?.reason;
  return reason ? t('ui_labeled', status, reason) : status;
}

interface OutcomeProps {
  model: BannerModel;
  request: RequesterView;
}

/** An open or decided request instead of a second form. */
export function Outcome({ model, request }: OutcomeProps) {
  const status = useRef<HTMLParagraphElement>(null);
  const { passed, problem } = model.passOn;
  const justSent = model.justSent.value;
  useEffect(() => {
    if (!justSent) return;
    status.current?.focus();
    // The banner has shrunk: all of it is to be seen, because what is not takes no press.
    status.current?.closest('section')?.scrollIntoView({ block: 'nearest' });
  }, [justSent]);
  const waiting = WAITING.test(request.status);
  return (
    <>
      <p role="status" class={`status ${request.status}`} tabIndex={-1} ref={status} dir="auto">
        {(waiting && passedText(passed.value)) || statusText(request)}
      </p>
      {request.status === 'approved' && <p class="note">{t('banner_approvedNote')}</p>}
      <ProblemLine problem={model.problem.value ?? problem.value} />
      <div class="actions">
        {request.status === 'approved' && <TryAgain request={request} />}
        {waiting && (
          <PassButtons
            passOn={model.passOn}
            pass={model.pass}
            site={request.site}
            again
            filed={request.filed}
          />
        )}
        {/^(?:denied|dismissed)$/.test(request.status) && (
          <button type="button" class="main" onClick={trusted(() => model.askAgain())}>
            {t('banner_ask')}
          </button>
        )}
        {waiting && (
          <AskFirst
            act={t('banner_withdraw')}
            question={t('mine_withdrawAsk')}
            yes={t('mine_withdrawYes')}
            no={t('ui_keep')}
            personOnly
            onYes={() => void model.withdraw()}
          />
        )}
      </div>
      <CopyByHand passed={passed.value} />
    </>
  );
}
