import { useId } from 'preact/hooks';

/** A text to be read or copied by hand; one click selects all of it. */
export function TextToCopy({ label, text }: { label: string; text: string }) {
  const id = useId();
  return (
    <div class="text-to-copy">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        readOnly
        dir="auto"
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </div>
  );
}
