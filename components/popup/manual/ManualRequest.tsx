import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { MAX } from '../../../lib/requests/limits.ts';
import type { Way } from '../../../lib/requests/schema.ts';
import { Advice } from '../../banner/Advice.tsx';
import { WAITING } from '../../banner/banner-state.ts';
import { CopyByHand, PassButtons, passedText, statusText } from '../../banner/Outcome.tsx';
import { Preview } from '../../banner/Preview.tsx';
import { type TextKey, t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure, HelpLink } from '../../ui/Disclosure.tsx';
import { Field } from '../../ui/Field.tsx';
import { problemText } from '../../ui/problem.tsx';
import { pageButtonId, useEscape } from '../pages.ts';
import type { ManualModel, Missing } from './manual-model.ts';

/** Opens the form for a request by hand: works on whatever page. */
export function ManualRequestButton({ onPress }: { onPress: () => void }) {
  return (
    <Button id={pageButtonId('by-hand')} onPress={onPress}>
      {t('byhand_title')}
    </Button>
  );
}

const MISSING: Readonly<Record<Missing, TextKey>> = {
  'no-app': 'byhand_noApp',
  'no-site': 'banner_badSite',
  'bad-site': 'banner_badSite',
  'bad-client': 'byhand_badClient',
};
/** Which box to go to. */
const BOX: Readonly<Record<Missing, number>> = {
  'no-app': 0,
  'no-site': 1,
  'bad-site': 1,
  'bad-client': 2,
};
/** An error message is shorter than this. */
const MOST = 50_000;

/** A request for whatever page: what could be read is filled in, the person completes it. */
export function ManualRequest({ view, onBack }: { view: ManualModel; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // The receipt takes the focus itself.
    if (!view.sent.peek()) heading.current?.focus();
  }, [view]);
  useEscape(onBack);
  return (
    <section class="full-page by-hand" aria-labelledby="by-hand-heading">
      <Button look="quiet" onPress={onBack}>
        {t('detail_back')}
      </Button>
      <h2 id="by-hand-heading" tabIndex={-1} ref={heading}>
        {t('byhand_title')}
      </h2>
      {view.sent.value ? <Sent view={view} onBack={onBack} /> : <Form view={view} />}
    </section>
  );
}

function fromText(view: ManualModel): string {
  if (view.phase.value === 'reading') return t('ui_moment');
  if (view.phase.value === 'no-page') return t('byhand_noPage');
  return t(view.nothingRead.value ? 'byhand_fromNothing' : 'byhand_from', view.from.value);
}

function Form({ view }: { view: ManualModel }) {
  const boxes = useRef<HTMLDivElement>(null);
  const missing = view.missing.value;
  const problem = view.problem.value ?? view.passOn.problem.value;
  const site = view.ask.value.site;
  const pass = async (how: Way, to?: string) => {
    await view.pass(how, to);
    const at = view.missing.peek();
    if (at) boxes.current?.querySelectorAll<HTMLElement>('input')[BOX[at]]?.focus();
  };
  const send = () => {
    const { ways, to } = view.passOn.where(site);
    if (ways[0] && view.passOn.ready()) void pass(ways[0], to);
  };
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <p role="status" class="hint">
        {fromText(view)}
      </p>
      <Paste view={view} />
      {view.advice.value && <Advice {...view.advice.value} copy={view.copy} />}
      <div class="boxes" ref={boxes}>
        <Field
          label={t('byhand_app')}
          value={view.app}
          max={MAX.app}
          onEdit={() => view.edited('app')}
          onEnter={send}
        />
        <Field
          label={t('byhand_site')}
          value={view.site}
          max={300}
          onEdit={() => view.edited('site')}
          onEnter={send}
        />
        <Field
          label={t('byhand_client')}
          value={view.clientId}
          max={2048}
          onEdit={() => view.edited('clientId')}
          onEnter={send}
        />
        <Field
          label={t('banner_reason')}
          value={view.reason}
          max={MAX.reason}
          lines={2}
          onEdit={() => view.edited()}
        />
        <Field
          label={t('banner_name')}
          value={view.name}
          max={MAX.name}
          onEdit={() => view.edited()}
          onEnter={send}
        />
      </div>
      <Preview ask={view.ask.value} />
      <p role="alert" class={missing || problem ? 'feedback bad' : 'feedback'}>
        {missing ? t(MISSING[missing]) : problem && problemText(problem)}
      </p>
      <div class="actions">
        <PassButtons passOn={view.passOn} pass={pass} site={site} />
        <HelpLink section="what-is-sent-with-my-request" />
      </div>
    </form>
  );
}

/** The text is read where it is pasted, and stays in the box alone. */
function Paste({ view }: { view: ManualModel }) {
  const id = useId();
  const { value } = view.pasted;
  return (
    <Disclosure label={t('byhand_paste')} open={view.phase.value === 'no-page'}>
      <textarea
        aria-label={t('byhand_paste')}
        rows={2}
        maxLength={MOST}
        spellcheck={false}
        aria-describedby={`${id}-help`}
        onInput={(event) => view.paste(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-help`}>
        {t('byhand_pasteHelp')}
      </p>
      <p role="status" class="feedback">
        {value && t(value === 'found' ? 'byhand_pasteFound' : 'byhand_pasteNothing')}
      </p>
    </Disclosure>
  );
}

function Sent({ view, onBack }: { view: ManualModel; onBack: () => void }) {
  const status = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => status.current?.focus(), []);
  const request = view.sent.value;
  if (!request) return null;
  const passed = view.passOn.passed.value;
  const problem = view.passOn.problem.value;
  const waiting = WAITING.test(request.status);
  return (
    <>
      <p role="status" class="feedback" tabIndex={-1} ref={status} dir="auto">
        {(waiting && passedText(passed)) || statusText(request)}
      </p>
      <p role="alert" class={problem ? 'feedback bad' : 'feedback'}>
        {problem && problemText(problem)}
      </p>
      <div class="actions">
        {waiting && <PassButtons passOn={view.passOn} pass={view.pass} site={request.site} again />}
        <Button look="quiet" onPress={onBack}>
          {t('byhand_done')}
        </Button>
      </div>
      <CopyByHand passed={passed} />
    </>
  );
}
