import type { ComponentChildren, Ref } from 'preact';
import { isPersons } from './trusted.ts';

interface ButtonProps {
  children: ComponentChildren;
  onPress: () => void;
  /** `icon-only`: the label is its name and its tooltip */
  look?: 'main' | 'plain' | 'danger' | 'quiet' | 'icon-only';
  /** the accessible name, where it says more than the text; it must begin with the text */
  label?: string;
  id?: string;
  describedBy?: string;
  expanded?: boolean;
  controls?: string;
  /** can be reached but does nothing: focus is not thrown off it */
  inactive?: boolean;
  /** in a page that is not ours: a press by one of its scripts does nothing; `armSeen` says what is disabled */
  personOnly?: boolean;
  move?: string;
  buttonRef?: Ref<HTMLButtonElement>;
}

/** Every button of the extension's own pages, and those that other pages have in common with them. */
export function Button(props: ButtonProps) {
  const { children, onPress, look = 'plain', inactive = false, personOnly = false } = props;
  return (
    <button
      type="button"
      class={`button ${look}`}
      id={props.id}
      ref={props.buttonRef ?? null}
      aria-label={props.label}
      title={look === 'icon-only' ? props.label : undefined}
      aria-describedby={props.describedBy}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-disabled={(inactive && !personOnly) || undefined}
      data-move={props.move}
      onClick={(event) => inactive || (personOnly && !isPersons(event)) || onPress()}
    >
      {children}
    </button>
  );
}
