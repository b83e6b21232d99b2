import type { DeskRow } from '../../../lib/review/queue-query.ts';
import { t } from '../../i18n.ts';
import type { ManyView } from '../view.ts';

interface SelectShownProps {
  many: ManyView;
  shown: readonly DeskRow[];
}

/** Chooses all that is drawn, or none of it; half ticked where it is some. */
export function SelectShown({ many, shown }: SelectShownProps) {
  const chosen = many.chosen.value;
  const ids = [...new Set(shown.map(({ request }) => request.id))];
  const count = ids.filter((id) => chosen.has(id)).length;
  return (
    <label class="select-shown">
      <input
        type="checkbox"
        checked={count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => many.toggleAll(ids)}
      />
      {t('many_selectShown')}
    </label>
  );
}
