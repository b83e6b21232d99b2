import * as z from 'zod/mini';
import { Edition } from '../requests/schema.ts';
import type { Answer, Draft } from './types.ts';

/** The words of a page that perhaps shows a block, without names and numbers. */
const Wording = z.object({ edition: Edition, wording: z.string().check(z.maxLength(400)) });

/** The part of the protocol for what no reader knows for certain: a person says what it is. */
export const HAND_MESSAGES = {
  /** the form for a request by hand opens: what was left in it, and the remembered name */
  startByHand: { from: ['extension'], data: z.object({}) },
  /** words that perhaps are a block: has the person said no to them before? */
  perhapsSeen: { from: ['consent'], data: Wording },
  /** the person says: this is no block */
  notBlocked: { from: ['consent'], data: Wording },
} as const;

/** The key under which the form for a request by hand keeps what was typed. */
export const BY_HAND = 'by-hand';

export interface HandAnswers {
  startByHand: Answer<{ name: string; draft?: Draft }>;
  /** ask: nobody has said no yet */
  perhapsSeen: Answer<{ ask: boolean }>;
  notBlocked: Answer;
}
