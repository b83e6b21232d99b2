import { t } from '../i18n.ts';

/** The section of docs/help.md, which is built as `help.html`. */
export function HelpLink({ section }: { section: string }) {
  return (
    <a class="help-link" href={`/help.html#${section}`} target="_blank" rel="noreferrer">
      {t('ui_learnMore')}
    </a>
  );
}
