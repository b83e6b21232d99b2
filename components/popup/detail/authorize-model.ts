import { signal } from '@preact/signals';
import { authorisable } from '../../../lib/requests/authorize.ts';
import type { PopupDeps } from '../popup-deps.ts';
import type { AuthoriseView } from '../view.ts';

/** "Authorise for {site}": the permission at the click, then the background does the rest. */
export function createAuthoriseModel({
  send,
  requestHost,
}: Pick<PopupDeps, 'send' | 'requestHost'>): AuthoriseView {
  const note = signal<AuthoriseView['note']['value']>(undefined);
  return {
    note,
    async run(request) {
      const may = authorisable(request);
      if (!may.ok) return;
      note.value = undefined;
      // Not awaited before: a permission can only be asked for within the click.
      const given = await requestHost(may.hostname).catch(() => false);
      const answer = given ? await send('authorise', { id: request.id }) : undefined;
      note.value = !answer ? 'no-permission' : answer.ok ? 'open' : answer.problem;
    },
    forget() {
      note.value = undefined;
    },
  };
}
