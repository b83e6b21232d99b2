import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { HOST_KINDS, type HostKind } from '../../lib/atlassian/custom-hosts.ts';
import type { HostsSeen, ListedHost } from '../../lib/messages/hosts.ts';
import { type TextKey, t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { AskFirst } from '../ui/ConfirmButton.tsx';
import { problemText } from '../ui/problem.tsx';
import { Choice } from '../ui/Select.tsx';
import type { HostsFeedback, HostsModel } from './hosts-model.ts';
import { Section } from './Section.tsx';

const KINDS = {
  'jira-data-center': 'dc_product_jira',
  'confluence-data-center': 'dc_product_confluence',
  'isolated-cloud': 'detail_editionIsolated',
  'custom-domain': 'hosts_customDomain',
} as const satisfies Record<HostKind, TextKey>;
const kindText = (kind: HostKind): string => t(KINDS[kind]);
const howText = (kind: HostKind): string =>
  t(kind === 'isolated-cloud' ? 'hosts_isolatedHow' : 'hosts_addressHow');

function feedbackText(feedback: HostsFeedback): string {
  return typeof feedback === 'object'
    ? t(feedback.done === 'removed' ? 'hosts_removed' : 'hosts_added', feedback.address)
    : problemText(feedback);
}

/** Hosts that no manifest can list: those that were added, and a form for another one. */
export function OtherHosts({ view }: { view: HostsModel }) {
  const seen = view.seen.value;
  const feedback = view.feedback.value;
  const status = useRef<HTMLParagraphElement>(null);
  const removed = typeof feedback === 'object' && feedback.done === 'removed';
  useLayoutEffect(() => {
    // The button that was pressed is gone.
    if (removed) status.current?.focus();
  }, [removed, feedback]);
  return (
    <Section id="hosts" title={t('hosts_title')} help="which-hosts-can-i-add">
      {seen && <Listed view={view} seen={seen} />}
      {seen && <BadPolicy seen={seen} />}
      <AddHost view={view} />
      <p
        aria-live="polite"
        class={`feedback${typeof feedback === 'string' ? ' bad' : ''}`}
        tabIndex={-1}
        ref={status}
      >
        {feedback && feedbackText(feedback)}
      </p>
    </Section>
  );
}

function Listed({ view, seen }: { view: HostsModel; seen: HostsSeen }) {
  return (
    <>
      {seen.hosts.length > 0 && (
        <ul class="host-list" aria-label={t('hosts_list')}>
          {seen.hosts.map((host) => (
            <Host key={`${host.kind} ${host.address}`} view={view} host={host} />
          ))}
        </ul>
      )}
      {seen.unreadable > 0 && <p class="error">{t('audit_bad', seen.unreadable)}</p>}
    </>
  );
}

function Host({ view, host }: { view: HostsModel; host: ListedHost }) {
  return (
    <li>
      <strong>
        <bdi class="address">{host.address}</bdi>
      </strong>
      <span class="hint">{kindText(host.kind)}</span>
      {host.policy && <p class="hint">{t('hosts_byPolicy')}</p>}
      {!host.allowed && (
        <>
          <p class="error">{t('hosts_notAllowed')}</p>
          <Button label={t('hosts_allowLabel', host.address)} onPress={() => void view.allow(host)}>
            {t('hosts_allow')}
          </Button>
        </>
      )}
      {!host.policy && (
        <AskFirst
          act={t('hosts_remove')}
          label={t('hosts_removeLabel', host.address)}
          question={t('hosts_removeAsk', host.address)}
          yes={t('hosts_removeYes')}
          no={t('ui_keep')}
          onYes={() => void view.remove(host)}
        />
      )}
    </li>
  );
}

function BadPolicy({ seen }: { seen: HostsSeen }) {
  if (seen.badPolicy.length === 0) return null;
  return (
    <div class="error" role="note">
      <p>{t('hosts_badPolicyTitle')}</p>
      <ul>
        {seen.badPolicy.map(({ at, problem }) => (
          <li key={at}>{t('hosts_badPolicyEntry', at, badText(problem))}</li>
        ))}
      </ul>
    </div>
  );
}

function badText(problem: HostsSeen['badPolicy'][number]['problem']): string {
  return problem === 'host-bad-kind' ? t('problem_host_bad_kind') : problemText(problem);
}

function AddHost({ view }: { view: HostsModel }) {
  const id = useId();
  return (
    <form
      class="add-host"
      onSubmit={(event) => {
        event.preventDefault();
        void view.add();
      }}
    >
      <Choice
        label={t('hosts_kind')}
        value={view.kind.value}
        options={HOST_KINDS.map((kind) => ({ value: kind, label: kindText(kind) }))}
        onChoose={(kind) => {
          view.kind.value = kind;
        }}
      />
      <div class="field">
        <label for={id}>{t('hosts_address')}</label>
        <input
          id={id}
          type="text"
          inputMode="url"
          autocomplete="off"
          spellcheck={false}
          maxLength={300}
          dir="ltr"
          value={view.address.value}
          aria-describedby={`${id}-how`}
          onInput={(event) => {
            view.address.value = event.currentTarget.value;
          }}
        />
        <p class="hint" id={`${id}-how`}>
          {howText(view.kind.value)}
        </p>
      </div>
      <button type="submit" class="button">
        {t('hosts_add')}
      </button>
    </form>
  );
}
