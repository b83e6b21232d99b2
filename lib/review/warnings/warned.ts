import type { ApprovalRequest } from '../../requests/schema.ts';
import { checkRequester } from './check.ts';
import { buildWhoIndex } from './seen-before.ts';

/**
 * True where a person who looks at the request is warned: any sign that is more than a note.
 * @param all what else is in the store; what came in to be reviewed counts, as in the popup
 */
export function isWarned(request: ApprovalRequest, all: readonly ApprovalRequest[]): boolean {
  const others = all.filter(({ id, review }) => review && id !== request.id);
  const { warnings } = checkRequester(request, buildWhoIndex([request, ...others]));
  return warnings.some(({ severity }) => severity !== 'info');
}
