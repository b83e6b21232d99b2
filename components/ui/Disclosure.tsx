import type { ComponentChildren } from 'preact';
import { t } from '../i18n.ts';

interface DisclosureProps {
  /** says what is inside: "Other ways (3)" */
  label: string;
  /** a few quiet words beside the label */
  note?: string | undefined;
  /** open when it is first drawn */
  open?: boolean;
  children: ComponentChildren;
}

/** What explains, one press away from what is needed to act. */
export function Disclosure({ label, note, open = false, children }: DisclosureProps) {
  return (
    <details class="disclosure" open={open}>
      <summary>
        {label}
        {note && <span class="note-beside"> {note}</span>}
      </summary>
      {children}
    </details>
  );
}

/** The section of docs/help.md, which is built as `help.html`. */
export function HelpLink({ section, label }: { section: string; label?: string }) {
  return (
    <a class="help-link" href={`/help.html#${section}`} target="_blank" rel="noreferrer">
      {label ?? t('ui_learnMore')}
    </a>
  );
}
