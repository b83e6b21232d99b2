import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import type { SampleModel } from './sample-model.ts';

/** Says of the sample what it is, and takes it away, for as long as it is there. */
export function SampleStrip({ model }: { model: SampleModel }) {
  if (!model.there.value) return null;
  return (
    <div class="strip sample">
      <p>{t('sample_strip')}</p>
      <Button onPress={model.remove}>{t('sample_remove')}</Button>
    </div>
  );
}
