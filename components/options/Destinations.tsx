import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type {
  DestinationsSeen,
  ListedDestination,
  WatchedView,
} from '../../lib/messages/channels.ts';
import { MAX_FROM, MAX_LABEL, MAX_TO, queueOf, shownTo } from '../../lib/requests/destination.ts';
import { t, tn, when } from '../i18n.ts';
import { AskFirst, Button } from '../ui/Button.tsx';
import { Disclosure, HelpLink } from '../ui/Disclosure.tsx';
import { Choice, Field, TextToCopy } from '../ui/Field.tsx';
import { channelProblem, problemText } from '../ui/problem.tsx';
import { Section } from './Data.tsx';
import {
  type DestinationsModel,
  type QueueForm,
  type WatchModel,
  watchable,
} from './destinations-model.ts';

interface DestinationsProps {
  model: DestinationsModel;
  /** the person decides: what is filed in Jira may come into their queue */
  reviews: boolean;
}

/** Where requests go: what is set, one more, and the same for colleagues. */
export function Destinations({ model, reviews }: DestinationsProps) {
  const seen = model.seen.value;
  const feedback = model.feedback.value;
  const status = useRef<HTMLParagraphElement>(null);
  const left = seen?.destinations.length;
  useLayoutEffect(() => {
    // The button that removed it is gone.
    if (feedback === 'saved') status.current?.focus();
  }, [feedback, left]);
  const { queue } = model;
  const asks = queue.isQueue.value && !queue.found.value;
  const isProblem = feedback !== undefined && feedback !== 'saved' && feedback !== 'copied';
  return (
    <Section id="where" title={t('settings_where')}>
      <p>
        {t('settings_whereHow')} <HelpLink section="where-do-requests-go" />
      </p>
      {seen && <Listed model={model} seen={seen} reviews={reviews} />}
      <form
        class="add-host"
        onSubmit={(event) => {
          event.preventDefault();
          void model.add();
        }}
      >
        <Field
          label={t('where_to')}
          hint={t('where_toHow')}
          value={model.to}
          max={MAX_TO}
          onEdit={queue.edited}
        />
        <QueueFields form={queue} />
        <Field
          label={t('where_label')}
          value={model.label}
          max={MAX_LABEL}
          onEdit={() => undefined}
        />
        <Field label={t('banner_rowSite')} value={model.site} max={300} onEdit={() => undefined} />
        <button type="submit" class="button">
          {asks ? t('where_connect', queue.place.value?.host ?? '') : t('where_add')}
        </button>
      </form>
      <p aria-live="polite" class={`feedback${isProblem ? ' bad' : ''}`} tabIndex={-1} ref={status}>
        {feedback === 'saved' && t('settings_saved')}
        {feedback === 'copied' && t('advice_copied')}
        {isProblem && problemText(feedback)}
        {isProblem && model.detail.value && ` (${model.detail.value})`}
      </p>
      {seen && seen.destinations.length > 0 && (
        <Disclosure label={t('where_setup')}>
          <Field
            label={t('where_from')}
            hint={t('where_fromHow')}
            value={model.from}
            max={MAX_FROM}
            onEdit={() => undefined}
          />
          <div class="actions">
            <Button onPress={() => void model.copySetup('link')}>{t('where_copyLink')}</Button>
            <Button onPress={() => void model.copySetup('policy')}>{t('where_copyPolicy')}</Button>
          </div>
          {model.byHand.value !== undefined && (
            <TextToCopy label={t('banner_copyByHand')} text={model.byHand.value} />
          )}
        </Disclosure>
      )}
    </Section>
  );
}

interface ListedProps extends DestinationsProps {
  seen: DestinationsSeen;
}

function Listed({ model, seen, reviews }: ListedProps) {
  return (
    <>
      {seen.destinations.length > 0 && (
        <ul class="host-list" aria-label={t('settings_where')}>
          {seen.destinations.map((one) => (
            <One
              key={`${one.site} ${one.label}`}
              model={model}
              destination={one}
              reviews={reviews}
            />
          ))}
        </ul>
      )}
      {seen.unreadable > 0 && <p class="error">{t('where_unreadable', seen.unreadable)}</p>}
      {seen.badPolicy.length > 0 && (
        <div class="error" role="note">
          <p>{t('hosts_badPolicyTitle')}</p>
          <ul>
            {seen.badPolicy.map(({ at, problem }) => (
              <li key={at}>{t('hosts_badPolicyEntry', at, problemText(problem))}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

interface OneProps extends DestinationsProps {
  destination: ListedDestination;
}

/** Where it leads; of a queue, in what. */
function leadsTo(destination: ListedDestination): string {
  const queue = queueOf(destination);
  const shown = shownTo(destination);
  return queue ? t('ui_labeled', t(`channel_${queue.channel}`), shown) : shown;
}

function One({ model, destination, reviews }: OneProps) {
  const { label, site, policy } = destination;
  return (
    <li class="one-line">
      <div>
        <strong>
          <bdi>{label}</bdi>
        </strong>
        <p class="hint">
          <bdi class="address" title={destination.to}>
            {leadsTo(destination)}
          </bdi>
          {' · '}
          <bdi>{site}</bdi>
        </p>
      </div>
      {policy ? (
        <p class="hint">{t('hosts_byPolicy')}</p>
      ) : (
        <AskFirst
          act={t('hosts_remove')}
          label={t('hosts_removeLabel', label)}
          question={t('where_removeAsk', label)}
          yes={t('hosts_removeYes')}
          no={t('ui_keep')}
          onYes={() => void model.remove(destination)}
        />
      )}
      {reviews && (
        <Watch
          watch={model.watch}
          destination={destination}
          onSwitch={(on) => void model.show(destination, on)}
        />
      )}
    </li>
  );
}

/** What becomes of a request there, once the address of a queue is pasted; and of which type it is. */
function QueueFields({ form }: { form: QueueForm }) {
  const place = form.place.value;
  const found = form.found.value;
  if (!place) return null;
  return (
    <>
      {place.issueType ? <How form={form} /> : <p class="hint">{t('where_files')}</p>}
      {form.isQueue.value && found && (
        <>
          <Choice
            label={t('where_type')}
            value={form.type.value}
            options={found.types.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(id) => {
              form.type.value = id;
            }}
          />
          <p role="status" class="hint">
            {t('where_youAre', found.who, place.host)}
          </p>
        </>
      )}
    </>
  );
}

/** A portal's form: filed by itself, or opened for the person to send. */
function How({ form }: { form: QueueForm }) {
  const name = useId();
  return (
    <fieldset class="where-how">
      <legend class="visually-hidden">{t('settings_where')}</legend>
      {[false, true].map((asForm) => (
        <label key={`${asForm}`} class="check">
          <input
            type="radio"
            name={name}
            checked={form.asForm.value === asForm}
            onChange={() => {
              form.asForm.value = asForm;
            }}
          />{' '}
          {t(asForm ? 'where_asForm' : 'where_files')}
        </label>
      ))}
    </fieldset>
  );
}

interface WatchProps {
  watch: WatchModel;
  destination: ListedDestination;
  onSwitch: (on: boolean) => void;
}

/** For a reviewer: whether what is filed there comes into their own queue. */
function Watch({ watch, destination, onSwitch }: WatchProps) {
  if (!watchable(destination)) return null;
  const seen = watch.of(destination);
  const pending = watch.pending.value;
  const mine = pending?.label === destination.label ? pending : undefined;
  return (
    <div class="watch">
      <label class="check">
        <input
          type="checkbox"
          checked={mine?.on ?? seen !== undefined}
          aria-busy={mine !== undefined}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />{' '}
        {t('where_watch')}
      </label>
      {seen && <LastLook seen={seen} />}
    </div>
  );
}

function LastLook({ seen }: { seen: WatchedView }) {
  const lines = [
    ...(seen.at ? [t('where_lastLook', when(seen.at))] : []),
    ...(seen.bad > 0 ? [tn('where_bad', seen.bad)] : []),
    ...(seen.more ? [t('where_more')] : []),
  ];
  return (
    <>
      {lines.length > 0 && <p class="hint">{lines.join(' ')}</p>}
      {seen.problem && <p class="error">{channelProblem(seen.problem)}</p>}
    </>
  );
}
