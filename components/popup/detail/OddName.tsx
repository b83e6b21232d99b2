import type { NamePart } from '../../../lib/review/warnings/name.ts';

/** A name, or a domain, with what is odd in it marked; the code of a letter is its tooltip. */
export function OddName({ parts }: { parts: readonly NamePart[] }) {
  return (
    <bdi>
      {parts.map(({ text, mark, code }, at) => (
        <span key={at} class={mark ? `odd ${mark}` : undefined} title={code}>
          {text}
        </span>
      ))}
    </bdi>
  );
}
