import { t } from '../i18n.ts';

/** The section of docs/help.md, which is built as `help.html`. */
export function HelpLink({ section, label }: { section: string; label?: string }) {
  return (
    <a class="help-link" href={`/help.html#${section}`} target="_blank" rel="noreferrer">
      {label ?? t('ui_learnMore')}
    </a>
  );
}
