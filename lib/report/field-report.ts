import * as z from 'zod/mini';
import { HEAD } from './mask.ts';

const text = (max: number) => z.string().check(z.maxLength(max));

/**
 * A page that was read wrongly, as it may be told to strangers: no letter of it but the wordings
 * that readers match, no value of its address but those that are the same for everybody.
 */
export const FieldReport = z.object({
  extension: text(40),
  browser: text(80),
  /** as maskAddress() leaves it */
  address: text(8000),
  lang: text(20),
  /** each reader's answer, `perhaps` with its evidence, and `clear` */
  answers: z.record(text(40), text(200)),
  /** the block's words, where the person wants them told */
  words: z.optional(text(400)),
  html: z.array(text(4000)).check(z.maxLength(8000)),
});
export type FieldReport = z.infer<typeof FieldReport>;

/** Reads a report back, with whatever stands around it in an issue or a mail. */
export function parseReport(whole: string): FieldReport | undefined {
  const from = whole.indexOf('{', whole.indexOf(HEAD));
  const to = whole.lastIndexOf('}');
  if (!whole.includes(HEAD) || from < 0 || to < from) return undefined;
  try {
    const parsed = z.safeParse(FieldReport, JSON.parse(whole.slice(from, to + 1)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
