import { useId } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Choice } from '../ui/Select.tsx';
import type { QueueForm } from './queue-form-model.ts';

/** What becomes of a request there, once the address of a queue is pasted; and of which type it is. */
export function QueueFields({ form }: { form: QueueForm }) {
  const place = form.place.value;
  const found = form.found.value;
  if (!place) return null;
  return (
    <>
      {place.issueType ? <How form={form} /> : <p class="hint">{t('where_files')}</p>}
      {form.isQueue.value && found && (
        <>
          <Choice
            label={t('where_type')}
            value={form.type.value}
            options={found.types.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(id) => {
              form.type.value = id;
            }}
          />
          <p role="status" class="hint">
            {t('where_youAre', found.who, place.host)}
          </p>
        </>
      )}
    </>
  );
}

/** A portal's form: filed by itself, or opened for the person to send. */
function How({ form }: { form: QueueForm }) {
  const name = useId();
  return (
    <fieldset class="where-how">
      <legend class="visually-hidden">{t('settings_where')}</legend>
      {[false, true].map((asForm) => (
        <label key={`${asForm}`} class="check">
          <input
            type="radio"
            name={name}
            checked={form.asForm.value === asForm}
            onChange={() => {
              form.asForm.value = asForm;
            }}
          />{' '}
          {t(asForm ? 'where_asForm' : 'where_files')}
        </label>
      ))}
    </fieldset>
  );
}
