import { describe, expect, it } from 'vitest';
import messages from '../../../public/_locales/en/messages.json';

/** What the interface may say at most: the screens, and what carries requests. */
const MESSAGES = 800 + 85;
const WORDS = 5500;

const texts = Object.values(messages).map(({ message }) => message);
const words = texts.flatMap((text) => text.split(/\s+/).filter(Boolean));

describe('the interface', () => {
  process.stdout.write(
    `interface: ${words.length} words of ${WORDS} in ${texts.length} messages of ${MESSAGES}\n`,
  );

  it('has no more messages than its budget', () => {
    expect(texts.length).toBeLessThanOrEqual(MESSAGES);
  });

  it('has no more words than its budget', () => {
    expect(words.length).toBeLessThanOrEqual(WORDS);
  });
});
