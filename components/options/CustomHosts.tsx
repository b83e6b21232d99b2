import { batch, signal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import {
  baseOf,
  HOST_KINDS,
  type HostKind,
  originsOf,
  parseOtherHost,
} from '../../lib/atlassian/custom-hosts.ts';
import type { HostsSeen, ListedHost } from '../../lib/messages/records.ts';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import { type TextKey, t } from '../i18n.ts';
import { AskFirst, Button } from '../ui/Button.tsx';
import { Choice } from '../ui/Field.tsx';
import { problemText } from '../ui/problem.tsx';
import { type OptionsDeps, Section } from './Data.tsx';

/** What was done last with a host, or why it could not be. */
export type HostsFeedback = { done: 'added' | 'removed' | 'allowed'; address: string } | Problem;

interface HostsDeps extends Pick<OptionsDeps, 'send'> {
  /** asks the browser for these origins and no other; must be called within a click */
  requestHosts(origins: string[]): Promise<boolean>;
}

export type HostsModel = ReturnType<typeof createHostsModel>;

/** The hosts on the options page that are not built in. */
export function createHostsModel({ send, requestHosts }: HostsDeps) {
  /** absent until they were read */
  const seen = signal<HostsSeen | undefined>(undefined);
  const kind = signal<HostKind>('jira-data-center');
  const address = signal('');
  const feedback = signal<HostsFeedback | undefined>(undefined);
  let asked = 0;

  /** An answer that was overtaken by the answer to a later question is old, and shows nothing. */
  async function ask(question: () => Promise<Answers['listHosts'] | Failed>) {
    asked += 1;
    const turn = asked;
    const response = await question();
    return { response, fresh: turn === asked };
  }

  return {
    seen,
    kind,
    address,
    feedback,
    async start() {
      const { response, fresh } = await ask(() => send('listHosts', {}));
      if (!fresh) return;
      if (response.ok) seen.value = response;
      else feedback.value = response.problem;
    },
    /** adds what stands in the form; called within a click */
    async add() {
      const parsed = parseOtherHost(kind.peek(), address.peek());
      if (!parsed.ok) {
        feedback.value = parsed.problem;
        return;
      }
      // First of all: a permission can only be asked for within the click.
      const allowed = await requestHosts(originsOf(parsed.host)).catch(() => false);
      const base = baseOf(parsed.host);
      if (!allowed) {
        feedback.value = 'host-not-allowed';
        return;
      }
      const entry = { kind: parsed.host.kind, address: base };
      const { response, fresh } = await ask(() => send('addHost', entry));
      batch(() => {
        feedback.value = response.ok ? { done: 'added', address: base } : response.problem;
        if (!response.ok) return;
        if (fresh) seen.value = response;
        address.value = '';
      });
    },
    /** asks for the permission of a host that is on the list; called within a click */
    async allow({ address: base, origins }: ListedHost) {
      const allowed = await requestHosts(origins).catch(() => false);
      const { response, fresh } = await ask(() => send('listHosts', {}));
      batch(() => {
        feedback.value = allowed ? { done: 'allowed', address: base } : 'host-not-allowed';
        if (response.ok && fresh) seen.value = response;
      });
    },
    async remove({ kind: of, address: base }: ListedHost) {
      const { response, fresh } = await ask(() => send('removeHost', { kind: of, address: base }));
      batch(() => {
        feedback.value = response.ok ? { done: 'removed', address: base } : response.problem;
        if (response.ok && fresh) seen.value = response;
      });
    },
  };
}

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
