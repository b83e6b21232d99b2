import type { ComponentChildren } from 'preact';

interface SectionProps {
  /** what the table of contents leads to */
  id: string;
  title: string;
  children: ComponentChildren;
}

/** One part of the options page. */
export function Section({ id, title, children }: SectionProps) {
  return (
    <section class="part" id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{title}</h2>
      {children}
    </section>
  );
}
