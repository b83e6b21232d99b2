import { useSignal } from '@preact/signals';
import type { ComponentChildren, Ref, RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
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

/** How long a button that has just appeared takes no click, in milliseconds. */
export const GUARD = 500;

/**
 * False for half a second after `what` changed: the second half of a double click, or a key held
 * down, must not confirm what nobody has read (Chrome's prompts guard themselves the same way).
 */
export function useArmed(what: string): boolean {
  const armedFor = useSignal<string | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => {
      armedFor.value = what;
    }, GUARD);
    return () => {
      clearTimeout(timer);
      armedFor.value = undefined;
    };
  }, [what, armedFor]);
  return armedFor.value === what;
}

/**
 * For a button that gives its place to a question: when the question is gone, it has the focus again.
 * @param away the question stands in its place
 */
export function useFocusBack(away: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useLayoutEffect(() => {
    if (!away && was.current) button.current?.focus();
    was.current = away;
  }, [away]);
  return button;
}

interface AskFirstProps {
  act: string;
  /** the first button's accessible name, where there are several; it begins with `act` */
  label?: string;
  question: string;
  yes: string;
  no: string;
  /** in a page that is not ours: see Button */
  personOnly?: boolean;
  onYes: () => void;
}

/** A button that cannot be undone: it asks in its own place, and the first click does nothing. */
export function AskFirst(props: AskFirstProps) {
  const asking = useSignal(false);
  const first = useFocusBack(asking.value);
  if (!asking.value) {
    return (
      <Button
        look="quiet"
        personOnly={props.personOnly ?? false}
        {...(props.label && { label: props.label })}
        buttonRef={first}
        onPress={() => {
          asking.value = true;
        }}
      >
        {props.act}
      </Button>
    );
  }
  return (
    <Question
      {...props}
      onNo={() => {
        asking.value = false;
      }}
    />
  );
}

function Question(props: AskFirstProps & { onNo: () => void }) {
  const { question, yes, no, personOnly = false, onYes, onNo } = props;
  const words = useRef<HTMLParagraphElement>(null);
  const armed = useArmed(question);
  useLayoutEffect(() => words.current?.focus(), []);
  return (
    <fieldset
      class="confirm"
      aria-label={question}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || (personOnly && !isPersons(event))) return;
        event.preventDefault();
        onNo();
      }}
    >
      <p tabIndex={-1} ref={words}>
        {question}
      </p>
      <div class="actions">
        <Button
          look="danger"
          inactive={!armed}
          personOnly={personOnly}
          onPress={() => {
            onNo();
            onYes();
          }}
        >
          {yes}
        </Button>
        <Button personOnly={personOnly} onPress={onNo}>
          {no}
        </Button>
      </div>
    </fieldset>
  );
}
