import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import type { Toggles } from '../messages/panel.ts';
import { pageFragment, readPageFragment } from '../popup-url.ts';
import { auditOf, type Note, withReviewerName } from '../requests/moves.ts';
import {
  closed,
  later,
  nextReminder,
  type OpenToggle,
  opened,
  readToggles,
  remind,
} from '../requests/reminders.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { keptItem } from '../storage/kept-item.ts';
import type { Store, Write } from '../storage/request-store.ts';
import { remembered, settings } from '../storage/stored-settings.ts';
import { dismiss, notify, onNotificationClick } from './notify.ts';
import { setAlarm } from './schedule.ts';
import type { Handlers } from './serve.ts';

const togglesItem = keptItem<unknown>('openToggles', []);

const read = async (): Promise<OpenToggle[]> => readToggles(await togglesItem.getValue());

/**
 * Where "User installed apps" is open, as the reviewer told. Kept, because it has to be
 * remembered over killed workers and restarts; owned by the background.
 */
export const openToggles = {
  read,
  /** changes the list, one change after the other, and sets the alarm for what is next */
  change<T>(edit: (list: readonly OpenToggle[]) => { list: OpenToggle[]; result: T }): Promise<T> {
    return navigator.locks.request('countersign-open-toggles', async () => {
      const before = await read();
      const { list, result } = edit(before);
      // First what must not be lost; an alarm that is missing is made at the next look.
      if (JSON.stringify(list) !== JSON.stringify(before)) await togglesItem.setValue(list);
      // Alarms may be lost with a restart, so each look at the list sets it anew.
      await setAlarm('open-toggle', nextReminder(list));
      return result;
    });
  },
};

const NOTICE = 'open-toggle:';
/** One notification for each site: a second reminder takes the place of the first. */
const noticeId = ({ requestId }: Pick<OpenToggle, 'requestId'>) => `${NOTICE}${requestId}`;

const noticeOf = (one: OpenToggle) => ({
  id: noticeId(one),
  title: say('toggle_strip'),
  message: say('toggle_remind', one.site || say('status_someSite')),
});

/**
 * Reminds of what is due, and sees to it that the next reminder comes.
 * @param again also of what was reminded of before
 */
export async function lookAtToggles(again = false): Promise<void> {
  const due = await openToggles.change((list) => {
    const { due, after } = remind(list, Date.now(), again);
    return { list: after, result: due };
  });
  await notify(due.map(noticeOf));
}

/** A reminder leads to the request, and to the strip above it that says what to do. */
function openRequest(notice: string): void {
  const address = readPageFragment(`#request=${notice.slice(NOTICE.length)}`);
  if (!notice.startsWith(NOTICE) || address.kind !== 'request') return;
  const url = `${browser.runtime.getURL('/popup.html')}${pageFragment(address)}` as const;
  browser.tabs.create({ url }).catch(() => undefined);
}

/** Reminds at each start, too: of the browser once more of everything that is open. */
export function watchToggles(): void {
  const lookNow = (again: boolean) => {
    lookAtToggles(again).catch(() => undefined);
  };
  browser.runtime.onStartup.addListener(() => lookNow(true));
  onNotificationClick(openRequest);
  lookNow(false);
}

/** The request as it is, with a line in the audit log. */
function noted(request: ApprovalRequest, note: Note, name: string): Write {
  const { status } = request;
  const audit = auditOf(request, { move: note, from: status, actor: 'reviewer', at: Date.now() });
  return withReviewerName({ request, audit }, name);
}

/** "User installed apps", opened for a moment: what only the extension's own pages may say of it. */
export function toggleHandlers(
  store: Store,
): Pick<Handlers, 'toggleOpened' | 'toggleClosed' | 'toggleLater' | 'readToggles'> {
  const toggles = async (): Promise<Toggles & { ok: true }> => {
    const [open, { remindMinutes }] = await Promise.all([openToggles.read(), settings.read()]);
    return { ok: true, open, minutes: remindMinutes };
  };
  const note = async (id: string, what: Note) => {
    const name = await remembered.reviewer();
    await store.changeOne(id, (found) => ({
      writes: found ? [noted(found, what, name)] : [],
      result: undefined,
    }));
  };
  return {
    async toggleOpened({ id }) {
      const request = await store.one(id);
      if (!request?.review) return { ok: false, problem: 'unknown-request' };
      if (request.status !== 'approved') return { ok: false, problem: 'not-open' };
      const { remindMinutes } = await settings.read();
      const news = await openToggles.change((list) => {
        const after = opened(list, request, Date.now(), remindMinutes);
        return { list: after, result: after.length > list.length };
      });
      if (news) await note(id, 'toggle-opened');
      return toggles();
    },

    async toggleClosed({ id }) {
      const gone = await openToggles.change((list) => {
        const after = closed(list, id);
        return { list: after, result: after.length < list.length };
      });
      if (gone) {
        await dismiss(noticeId({ requestId: id }));
        await note(id, 'toggle-closed');
      }
      return toggles();
    },

    async toggleLater({ id }) {
      const { remindMinutes } = await settings.read();
      await openToggles.change((list) => ({
        list: later(list, id, Date.now(), remindMinutes),
        result: undefined,
      }));
      await dismiss(noticeId({ requestId: id }));
      return toggles();
    },

    readToggles: toggles,
  };
}
