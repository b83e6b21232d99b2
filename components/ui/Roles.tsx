import { useId } from 'preact/hooks';
import { ROLES, type Role } from '../../lib/requests/settings.ts';
import { t } from '../i18n.ts';

interface RolesProps {
  value: Role;
  onChoose: (role: Role) => void;
}

/** What a person is here for, as three cards. */
export function Roles({ value, onChoose }: RolesProps) {
  const id = useId();
  return (
    <fieldset class="roles">
      <legend>{t('settings_role')}</legend>
      {ROLES.map((role) => (
        <div key={role} class="role">
          <input
            type="radio"
            name={id}
            id={`${id}-${role}`}
            checked={value === role}
            aria-describedby={role === 'both' ? undefined : `${id}-${role}-how`}
            onChange={() => onChoose(role)}
          />
          <label for={`${id}-${role}`}>{t(`settings_role_${role}`)}</label>
          {role !== 'both' && (
            <p class="hint" id={`${id}-${role}-how`}>
              {t(`settings_roleHow_${role}`)}
            </p>
          )}
        </div>
      ))}
    </fieldset>
  );
}
