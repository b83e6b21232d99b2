import * as z from 'zod/mini';
import { HEAD } from '../../lib/report/mask.ts';
import type { FieldReport } from '../../lib/report/report-text.ts';

const text = (max: number) => z.string().check(z.maxLength(max));

const Parsed = z.object({
  extension: text(40),
  browser: text(80),
  address: text(8000),
  lang: text(20),
  answers: z.record(text(40), text(200)),
  words: z.optional(text(400)),
  html: z.array(text(4000)).check(z.maxLength(8000)),
});

/** Reads a report back, with whatever stands around it in an issue or a mail. */
export function parseReport(whole: string): FieldReport | undefined {
  const from = whole.indexOf('{', whole.indexOf(HEAD));
  const to = whole.lastIndexOf('}');
  if (!whole.includes(HEAD) || from < 0 || to < from) return undefined;
  try {
    const parsed = z.safeParse(Parsed, JSON.parse(whole.slice(from, to + 1)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
