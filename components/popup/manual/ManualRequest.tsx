import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { MAX } from '../../../lib/requests/limits.ts';
import { Advice } from '../../banner/Advice.tsx';
import { statusText } from '../../banner/Outcome.tsx';
import { Preview } from '../../banner/Preview.tsx';
import { ShareButtons } from '../../banner/ShareButtons.tsx';
import { type TextKey, t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { problemText } from '../../ui/problem.tsx';
import { pageButtonId, useEscape } from '../pages.ts';
import type { ManualView, Missing } from './manual-model.ts';

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
  'no-site': 'byhand_noSite',
  'bad-site': 'byhand_badSite',
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
export function ManualRequest({ view, onBack }: { view: ManualView; onBack: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    // The receipt takes the focus itself.
    if (!view.sent.peek()) heading.current?.focus();
  }, [view]);
  useEscape(onBack);
  return (
    <section class="full-page by-hand" aria-labelledby="by-hand-heading">
      <Button look="quiet" onPress={onBack}>
        {t('audit_back')}
      </Button>
      <h2 id="by-hand-heading" tabIndex={-1} ref={heading}>
        {t('byhand_title')}
      </h2>
      {view.sent.value ? <Sent view={view} onBack={onBack} /> : <Form view={view} />}
    </section>
  );
}

function fromText(view: ManualView): string {
  if (view.phase.value === 'reading') return t('byhand_reading');
  return view.phase.value === 'page' ? t('byhand_from', view.from.value) : t('byhand_noPage');
}

function Form({ view }: { view: ManualView }) {
  const boxes = useRef<HTMLDivElement>(null);
  const missing = view.missing.value;
  const problem = view.problem.value;
  const send = () => {
    void view.submit().then(() => {
      const at = view.missing.peek();
      if (at) boxes.current?.querySelectorAll<HTMLElement>('input')[BOX[at]]?.focus();
    });
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
          hint={t('byhand_clientHint')}
          onEdit={() => view.edited('clientId')}
          onEnter={send}
        />
        <Field
          label={t('banner_reason')}
          value={view.reason}
          max={MAX.reason}
          lines={3}
          onEdit={() => view.edited()}
        />
        <Field
          label={t('banner_name')}
          value={view.name}
          max={MAX.name}
          hint={t('banner_nameHint')}
          onEdit={() => view.edited()}
          onEnter={send}
        />
      </div>
      <Preview ask={view.ask.value} note={t('byhand_previewNote')} />
      <p role="alert" class={missing || problem ? 'feedback bad' : 'feedback'}>
        {missing ? t(MISSING[missing]) : problem && problemText(problem)}
      </p>
      <div class="actions">
        <Button look="main" inactive={view.busy.value} onPress={send}>
          {t('banner_send')}
        </Button>
      </div>
    </form>
  );
}

/** The text is read where it is pasted, and stays in the box alone. */
function Paste({ view }: { view: ManualView }) {
  const id = useId();
  const { value } = view.pasted;
  return (
    <div class="paste">
      <label for={id}>{t('byhand_paste')}</label>
      <textarea
        id={id}
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
    </div>
  );
}

function Sent({ view, onBack }: { view: ManualView; onBack: () => void }) {
  const status = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => status.current?.focus(), []);
  const request = view.sent.value;
  if (!request) return null;
  const waiting = /^(?:pending|under-review)$/.test(request.status);
  return (
    <>
      <p role="status" class="feedback" tabIndex={-1} ref={status} dir="auto">
        {statusText(request, waiting && Date.now() - request.createdAt < 60_000)}
      </p>
      {waiting && <p>{t('banner_passOn')}</p>}
      <div class="actions">
        <ShareButtons share={view.share.value} copy={view.copy} mail={view.mail} next={waiting} />
      </div>
      <p class="hint">{t('byhand_sentNote')}</p>
      <Button look="quiet" onPress={onBack}>
        {t('byhand_done')}
      </Button>
    </>
  );
}
