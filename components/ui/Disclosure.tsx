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

interface SectionProps {
  /** what the table of contents leads to */
  id: string;
  title: string;
  /** the section of the help that explains all of it */
  help?: string;
  children: ComponentChildren;
}

/** One part of the options page. */
export function Section({ id, title, help, children }: SectionProps) {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-heading`}>
      <div class="actions">
        <h2 id={`${id}-heading`}>{title}</h2>
        {help && <HelpLink section={help} />}
      </div>
      {children}
    </section>
  );
}
