import type { Level } from '../../lib/review/scopes/levels.ts';
import { levelText } from '../popup/review-words.ts';

/** A level in a word; the colour only repeats it. */
export function LevelMark({ level, says }: { level: Level | 'unknown'; says?: string }) {
  return <span class={`level ${level}`}>{says ?? levelText(level)}</span>;
}
