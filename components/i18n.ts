import type messages from '../public/_locales/en/messages.json';

/** The name of a text in public/_locales. */
export type TextKey = keyof typeof messages;
export type Translate = (key: TextKey, substitutions: string[]) => string;

let translate: Translate = (key) => key;

/** The entry that draws tells where texts come from: components know no browser. */
export function provideText(from: Translate): void {
  translate = from;
}

/** A text in the person's language; substitutions in the order of the text's placeholders. */
export function t(key: TextKey, ...substitutions: (string | number)[]): string {
  return translate(key, substitutions.map(String));
}

/** Formats that were made already, by language: making one takes longer than drawing a row. */
const formats = new Map<string, unknown>();
function kept<Format>(name: string, make: (language: string) => Format): Format {
  const language = t('languageTag');
  const key = `${name} ${language}`;
  const format = (formats.get(key) as Format | undefined) ?? make(language);
  formats.set(key, format);
  return format;
}

/** A text that depends on a number: keys `{key}_one` and `{key}_other`. */
export function tn(key: PluralKey, count: number, ...more: string[]): string {
  const rule = kept('plural', (language) => new Intl.PluralRules(language)).select(count);
  const shown = kept('number', (language) => new Intl.NumberFormat(language)).format(count);
  return t(`${key}_${rule === 'one' ? 'one' : 'other'}`, shown, ...more);
}

type PluralKey = TextKey extends infer K ? (K extends `${infer P}_other` ? P : never) : never;

const length = (count: number, unit: string, unitDisplay: 'long' | 'short' | 'narrow') =>
  kept(`${unit} ${unitDisplay}`, (language) => {
    return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay });
  }).formatToParts(count);

const whole = (parts: Intl.NumberFormatPart[]) => parts.map(({ value }) => value).join('');

/** "15 minutes". */
export const minutes = (count: number): string => whole(length(count, 'minute', 'long'));
/** "30 days". */
export const days = (count: number): string => whole(length(count, 'day', 'long'));

/** "28 d": a length of time where there is hardly any space, in the largest unit that fits. */
export function shortTime(ms: number): string {
  const parts =
    ms >= 86_400_000
      ? length(Math.floor(ms / 86_400_000), 'day', 'narrow')
      : ms >= 3_600_000
        ? length(Math.floor(ms / 3_600_000), 'hour', 'narrow')
        : length(Math.max(0, Math.floor(ms / 60_000)), 'minute', 'short');
  const words = parts.filter(({ type }) => type !== 'literal').map(({ value }) => value);
  return words.join(' ');
}

/** Day and time as the person writes them. */
export function when(at: number): string {
  const make = (language: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return kept('when', make).format(at);
}

/** A day as the person writes it. */
export function date(at: number): string {
  const make = (language: string) => new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  return kept('day', make).format(at);
}

/** "3 days ago", in the largest unit that fits. */
export function ago(at: number, now: number): string {
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ];
  const make = (language: string) => new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const format = kept('ago', make);
  for (const [unit, length] of units) {
    if (now - at >= length) return format.format(-Math.floor((now - at) / length), unit);
  }
  return format.format(0, 'minute');
}
