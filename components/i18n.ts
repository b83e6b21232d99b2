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

/** A text that depends on a number: keys `{key}_one` and `{key}_other`. */
export function tn(key: PluralKey, count: number, ...more: string[]): string {
  const rule = new Intl.PluralRules(t('languageTag')).select(count);
  const shown = new Intl.NumberFormat(t('languageTag')).format(count);
  return t(`${key}_${rule === 'one' ? 'one' : 'other'}`, shown, ...more);
}

type PluralKey = TextKey extends infer K ? (K extends `${infer P}_other` ? P : never) : never;

/** "15 minutes". */
export function minutes(count: number): string {
  return new Intl.NumberFormat(t('languageTag'), {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  }).format(count);
}

/** Day and time as the person writes them. */
export function when(at: number): string {
  return new Intl.DateTimeFormat(t('languageTag'), {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(at);
}

/** "3 days ago", in the largest unit that fits. */
export function ago(at: number, now: number): string {
  const units: [Intl.RelativeTimeFormatUnit, number][] = [
    ['day', 86_400_000],
    ['hour', 3_600_000],
    ['minute', 60_000],
  ];
  const format = new Intl.RelativeTimeFormat(t('languageTag'), { numeric: 'auto' });
  for (const [unit, length] of units) {
    if (now - at >= length) return format.format(-Math.floor((now - at) / length), unit);
  }
  return format.format(0, 'minute');
}
