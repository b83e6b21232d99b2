import { batch, signal } from '@preact/signals';
import { isAtlassianSite } from '../../../lib/atlassian/hosts.ts';
import type { Problem } from '../../../lib/messages/types.ts';
import type { Answers } from '../../../lib/messages.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { createAsksModel } from '../asks/asks-model.ts';
import { createDecidingModel } from '../decision/decision-model.ts';
import { createUndoModel } from '../decision/undo-model.ts';
import type { PopupDeps } from '../popup-deps.ts';
import type { Copied, DetailView, Opened } from '../view.ts';
import { createTakingModel } from './assignment-model.ts';
import { createAuthoriseModel } from './authorize-model.ts';

export interface DetailModel extends DetailView {
  /** reads the open request again, and leaves alone what is being typed */
  refresh(): Promise<void>;
}

function openedOf(
  found: Answers['findConnectedApps'],
  edition: ApprovalRequest['edition'],
): Opened {
  if (!found.ok) return found.problem;
  if (found.exact) return 'exact';
  return edition === 'isolated' ? 'isolated' : 'front';
}

/** The request that is open, the decision that is being made, and what follows from it. */
export function createDetailModel(
  { queue, send, openTab, copy, requestHost }: PopupDeps,
  changed: (decided?: string) => void,
): DetailModel {
  const request = signal<ApprovalRequest | undefined>(undefined);
  const earlier = signal<readonly ApprovalRequest[]>([]);
  const deciding = createDecidingModel();
  const outcome = signal<DecisionKind | undefined>(undefined);
  const opened = signal<Opened | undefined>(undefined);
  const notConnected = signal<Problem | undefined>(undefined);
  const answer = signal<Copied | { problem: Problem } | undefined>(undefined);

  const authorise = createAuthoriseModel({ send, requestHost });

  const undo = createUndoModel({ send }, () => {
    outcome.value = undefined;
    void reread().catch(() => undefined);
    changed();
  });
  const taking = createTakingModel({ send }, request.peek.bind(request), (taken) => {
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
      authorise.forget();
      undo.forget();
      taking.forget();
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
    taking,
    asks,
    outcome,
    opened,
    notConnected,
    answer,
    authorise,
    open(next, kind) {
      if (!still(next.id)) show(next, kind);
      else if (kind) deciding.begin(kind);
    },
    close: () => show(undefined),
    async confirm(own = false) {
      const asked = request.peek();
      const said = asked && deciding.send();
      if (!said) return;
      const { kind } = said;
      const yes = own ? { own } : {};
      const heard = await send('decideRequest', { id: asked.id, ...said, ...yes });
      if (!still(asked.id)) return;
      if (!heard.ok) {
        deciding.failed(kind, heard.problem);
        return;
      }
      batch(() => {
        request.value = heard.request;
        outcome.value = kind;
        deciding.reset();
        answer.value = undefined;
        taking.forget();
        undo.offer([asked.id]);
        changed(asked.id);
      });
    },
    async reopen() {
      const asked = request.peek();
      if (!asked) return;
      const heard = await send('reopenRequest', { id: asked.id });
      if (!still(asked.id)) return;
      batch(() => {
        if (!heard.ok) {
          undo.failed(heard.problem);
          return;
        }
        request.value = heard.request;
        outcome.value = undefined;
        answer.value = undefined;
        deciding.reset();
        undo.offer([asked.id], 'reopened');
        changed();
      });
    },
    openPage: (url) => openTab(url),
    async openConnect() {
      const asked = request.peek();
      const heard = asked && (await send('openConnect', { id: asked.id }));
      if (heard && still(asked.id)) notConnected.value = heard.ok ? undefined : heard.problem;
    },
    async openConnectedApps() {
      const asked = request.peek();
      if (!asked) return;
      opened.value = 'looking';
      // First of all and not awaited before: a permission can only be asked for within the click.
      if (isAtlassianSite(asked.site)) await requestHost(asked.site).catch(() => false);
      const found = await send('findConnectedApps', { id: asked.id });
      if (still(asked.id)) opened.value = openedOf(found, asked.edition);
      if (found.ok) openTab(found.url);
    },
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
    refresh: reread,
  };
}
