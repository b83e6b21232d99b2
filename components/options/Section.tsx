import type { ComponentChildren } from 'preact';
import { HelpLink } from '../ui/Disclosure.tsx';

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
