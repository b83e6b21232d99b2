import { authorisable } from '../../lib/requests/authorise.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { type TextKey, t, when } from '../text.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.ts';
import type { AuthoriseView } from './view.ts';

interface AuthoriseProps {
  authorise: AuthoriseView;
  request: ApprovalRequest;
}

/** A consent page of our own making, where the request allows one; else why there is none. */
export function Authorise({ authorise, request }: AuthoriseProps) {
  const may = authorisable(request);
  if (!may.ok) {
    if (may.why === 'not-decided') return null;
    return (
      <p class="hint">
        {t('effect_authoriseNot')}{' '}
        {t(`effect_authoriseWhy_${may.why.replaceAll('-', '_')}` as TextKey)}
      </p>
    );
  }
  const { note } = authorise;
  return (
    <>
      <Button onPress={() => authorise.run(request)}>{t('effect_authorise', request.site)}</Button>
      <p>{t('effect_authoriseHow', may.redirectHost)}</p>
      <p role="status" class="said">
        {saidOf(note.value, request)}
      </p>
    </>
  );
}

/** What was seen counts more than what was opened. */
function saidOf(note: AuthoriseView['note']['value'], request: ApprovalRequest): string {
  if (note && note !== 'open') return problemText(note);
  if (request.authorisedAt) return t('effect_authorised', when(request.authorisedAt));
  return note ? t('effect_authorising') : '';
}
