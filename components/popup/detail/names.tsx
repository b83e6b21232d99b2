import type { WhoIsAsking } from '../../../lib/review/warnings/check.ts';
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

/** The app's name, with what cannot be seen in it made visible. */
export function AppName({ name, who }: { name: string; who: WhoIsAsking | undefined }) {
  const odd = who?.nameParts.some(({ mark }) => mark) ? who.nameParts : undefined;
  return odd ? <OddName parts={odd} /> : <bdi>{name}</bdi>;
}

/** The host with the part in bold that somebody answers for. */
export function Host({ host, who }: { host: string; who: WhoIsAsking | undefined }) {
  const domain = who?.registrableDomain;
  const at = domain ? host.lastIndexOf(domain) : -1;
  if (!domain || at < 0) return <strong class="host">{host}</strong>;
  return (
    <span class="host-line" dir="ltr">
      {host.slice(0, at)}
      <strong class="host">{domain}</strong>
      {host.slice(at + domain.length)}
    </span>
  );
}
