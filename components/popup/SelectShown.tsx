import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { t } from '../text.ts';
import type { ManyView } from './view.ts';

interface SelectShownProps {
  many: ManyView;
  shown: readonly ApprovalRequest[];
}

/** Chooses all that is drawn, or none of it; half ticked where it is some. */
export function SelectShown({ many, shown }: SelectShownProps) {
  const chosen = many.chosen.value;
  const count = shown.filter(({ id }) => chosen.has(id)).length;
  return (
    <label class="select-shown">
      <input
        type="checkbox"
        checked={count === shown.length}
        indeterminate={count > 0 && count < shown.length}
        onChange={() => many.toggleAll(shown.map(({ id }) => id))}
      />
      {t('many_selectShown')}
    </label>
  );
}
