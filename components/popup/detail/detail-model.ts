import { batch, signal } from '@preact/signals';
import { isAtlassianSite } from '../../../lib/atlassian/hosts.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import type { QueueReader } from '../../../lib/requests/reader.ts';
import { isSample } from '../../../lib/requests/sample.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { createDecidingModel, createUndoModel, readDecided } from '../decision/decision-model.ts';
import { idle, type PopupDeps } from '../popup-deps.ts';

/** How many records are read before the browser is let go on with its own work. */
const CHUNK = 500;

/** Everything that ever came in to be reviewed here, decided or not, to try a rule on. */
export async function readReviewed(reader: QueueReader): Promise<ApprovalRequest[]> {
  // The list quarantines unreadable records; here they are only skipped.
  const all = await readDecided(reader, () => undefined);
  let after: ApprovalRequest | undefined;
  for (;;) {
    const page = await reader.waiting(CHUNK, after);
    all.push(...page.requests);
    after = page.requests.at(-1);
    if (!after || page.requests.length + page.unreadable.length < CHUNK) return all;
    await idle();
  }
}

/** Taking the open request in hand, and giving it back. */
function createAssignmentModel(
  { send }: Pick<PopupDeps, 'send'>,
  open: () => ApprovalRequest | undefined,
  changed: (request: ApprovalRequest) => void,
) {
  /** what was last done here */
  const feedback = signal<'taken' | 'given-back' | Problem | undefined>(undefined);
  async function ask(
    act: (id: string) => ReturnType<typeof send<'assignRequest'>>,
    done: 'taken' | 'given-back',
  ) {
    const asked = open();
    if (!asked) return;
    const response = await act(asked.id);
    if (open()?.id !== asked.id) return;
    if (response.ok) changed(response.request);
    feedback.value = response.ok ? done : response.problem;
  }
  return {
    feedback,
    take: (name?: string) =>
      ask((id) => send('assignRequest', name === undefined ? { id } : { id, name }), 'taken'),
    giveBack: () => ask((id) => send('unassignRequest', { id }), 'given-back'),
    forget() {
      feedback.value = undefined;
    },
  };
}
export type AssignmentModel = ReturnType<typeof createAssignmentModel>;

/** "Authorize for {site}": the permission at the click, then the background does the rest. */
function createAuthorizeModel({ send, requestHost }: Pick<PopupDeps, 'send' | 'requestHost'>) {
  /** `open`: the page was opened; else what went wrong */
  const note = signal<'open' | Problem | undefined>(undefined);
  return {
    note,
    async run(request: ApprovalRequest) {
      const may = authorizable(request);
      if (!may.ok) return;
      note.value = isSample(request) ? 'sample' : undefined;
      if (isSample(request)) return;
      // Not awaited before: a permission can only be asked for within the click.
      const given = await requestHost(may.hostname).catch(() => false);
      const answer = given ? await send('authorize', { id: request.id }) : undefined;
      note.value = !answer ? 'no-permission' : answer.ok ? 'open' : answer.problem;
    },
    forget() {
      note.value = undefined;
    },
  };
}
export type AuthorizeModel = ReturnType<typeof createAuthorizeModel>;

/** What came of "Open Connected apps". */
export type Opened = 'looking' | 'exact' | 'front' | Problem;

/** A text that was put on the clipboard, or could not be. */
interface Copied {
  text: string;
  ok: boolean;
}

/** The request that is open, the decision that is being made, and what follows from it. */
export function createDetailModel(
  { queue, send, openTab, copy, requestHost }: PopupDeps,
  changed: (decided?: string) => void,
) {
  const request = signal<ApprovalRequest | undefined>(undefined);
  /** other requests for the same app and site, newest first */
  const earlier = signal<readonly ApprovalRequest[]>([]);
  const deciding = createDecidingModel();
  /** what was decided since this request was opened */
  const outcome = signal<DecisionKind | undefined>(undefined);
  const opened = signal<Opened | undefined>(undefined);
  /** why the app's connect page was not opened */
  const notConnected = signal<Problem | undefined>(undefined);
  const answer = signal<Copied | { problem: Problem } | undefined>(undefined);

  const authorize = createAuthorizeModel({ send, requestHost });

  const undo = createUndoModel({ send }, async () => {
    await reread().catch(() => undefined);
    outcome.value = undefined;
    changed();
  });
  const assignment = createAssignmentModel({ send }, request.peek.bind(request), (taken) => {
    request.value = taken;
    changed();
  });

  const asks = createAsksModel({ send }, request.peek.bind(request), (told) => {
    request.value = told;
    // Something else has happened since the decision: it can only be changed now.
    undo.forget();
    changed();
  });

  const still = (id: string) => request.peek()?.id === id;

  async function readEarlier({ id, key }: ApprovalRequest) {
    try {
      const page = await (await queue).history(key);
      if (still(id)) earlier.value = page.requests.filter((one) => one.id !== id);
    } catch {
      // The list stays as it is: the request itself is what matters.
    }
  }

  function show(next: ApprovalRequest | undefined, kind?: DecisionKind) {
    batch(() => {
      request.value = next;
      earlier.value = [];
      deciding.reset(next && kind);
      outcome.value = undefined;
      opened.value = undefined;
      notConnected.value = undefined;
      answer.value = undefined;
      authorize.forget();
      undo.forget();
      assignment.forget();
      asks.forget();
    });
    if (next) void readEarlier(next);
  }

  async function reread() {
    const open = request.peek();
    if (!open) return;
    const found = (await (await queue).one(open.id)).requests[0];
    if (!still(open.id)) return;
    if (found) request.value = found;
    await readEarlier(open);
  }

  return {
    ...deciding,
    request,
    earlier,
    undo,
    assignment,
    asks,
    outcome,
    opened,
    notConnected,
    answer,
    authorize,
    open(next: ApprovalRequest, kind?: DecisionKind) {
      if (!still(next.id)) show(next, kind);
      else if (kind) deciding.begin(kind);
    },
    close: () => show(undefined),
    async confirm(own = false) {
      const asked = request.peek();
      const feedback = asked && deciding.send();
      if (!feedback) return;
      const { kind } = feedback;
      const yes = own ? { own } : {};
      const response = await send('decideRequest', { id: asked.id, ...feedback, ...yes });
      if (!still(asked.id)) return;
      if (!response.ok) {
        deciding.failed(kind, response.problem);
        return;
      }
      batch(() => {
        request.value = response.request;
        outcome.value = kind;
        deciding.reset();
        answer.value = undefined;
        assignment.forget();
        undo.offer([asked.id]);
        changed(asked.id);
      });
    },
    /** takes the decision away: the request waits again */
    async reopen() {
      const asked = request.peek();
      if (!asked) return;
      const response = await send('reopenRequest', { id: asked.id });
      if (!still(asked.id)) return;
      batch(() => {
        if (!response.ok) {
          undo.failed(response.problem);
          return;
        }
        request.value = response.request;
        outcome.value = undefined;
        answer.value = undefined;
        deciding.reset();
        undo.offer([asked.id], 'reopened');
        changed();
      });
    },
    openPage: (url: string) => openTab(url),
    /** the app's own connect page, in a tab whose consent page is compared */
    async openConnect() {
      const asked = request.peek();
      const response = asked && (await send('openConnect', { id: asked.id }));
      if (response && still(asked.id))
        notConnected.value = response.ok ? undefined : response.problem;
    },
    async openConnectedApps() {
      const asked = request.peek();
      if (!asked) return;
      opened.value = 'looking';
      // First of all and not awaited before: a permission can only be asked for within the click.
      if (isAtlassianSite(asked.site)) await requestHost(asked.site).catch(() => false);
      const found = await send('findConnectedApps', { id: asked.id });
      if (still(asked.id))
        opened.value = found.ok ? (found.exact ? 'exact' : 'front') : found.problem;
      if (found.ok) openTab(found.url);
    },
    /** of a Data Center that is on the list of hosts */
    async openApplicationLinks() {
      const asked = request.peek();
      if (!asked) return;
      const found = await send('findApplicationLinks', { id: asked.id });
      if (still(asked.id)) opened.value = found.ok ? 'exact' : found.problem;
      if (found.ok) openTab(found.url);
    },
    async copyAnswer() {
      const asked = request.peek();
      if (!asked) return;
      const texts = await send('shareDecision', { id: asked.id });
      const result = texts.ok ? { text: texts.text, ok: await copy(texts.text) } : texts;
      if (still(asked.id)) answer.value = result;
    },
    /** reads the open request again, and leaves alone what is being typed */
    refresh: reread,
  };
}

export type DetailModel = ReturnType<typeof createDetailModel>;

/** Dropping asks of the open request, and putting them back. */
function createAsksModel(
  { send }: Pick<PopupDeps, 'send'>,
  open: () => ApprovalRequest | undefined,
  changed: (request: ApprovalRequest) => void,
) {
  /** what was last done here: another object each time */
  const feedback = signal<{ what: 'dropped' | 'put-back' | Problem } | undefined>(undefined);
  async function tell(asks: readonly string[], dropped: boolean) {
    const asked = open();
    if (!asked) return;
    const response = await send('dropAsks', { id: asked.id, asks: [...asks], dropped });
    if (open()?.id !== asked.id) return;
    if (response.ok) changed(response.request);
    feedback.value = { what: !response.ok ? response.problem : dropped ? 'dropped' : 'put-back' };
  }
  return {
    feedback,
    drop: (asks: readonly string[]) => tell(asks, true),
    putBack: (asks: readonly string[]) => tell(asks, false),
    forget() {
      feedback.value = undefined;
    },
  };
}

export type AsksModel = ReturnType<typeof createAsksModel>;
