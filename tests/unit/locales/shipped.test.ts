import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import messages from '../../../public/_locales/en/messages.json';
import { shippedTexts } from '../../../scripts/build/texts.ts';

interface Text {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** What a browser makes of a text at load: each name is its content (Chromium and Firefox alike). */
function loaded({ message, placeholders = {} }: Text): string {
  return message.replaceAll(/\$([\w@]+)\$/g, (_, name: string) => {
    const known = Object.entries(placeholders).find(([key]) => key === name.toLowerCase());
    return known?.[1].content ?? '';
  });
}

const of = (text: object) => JSON.parse(shippedTexts(JSON.stringify({ text }))).text;

describe('the texts that are shipped', () => {
  const shipped: Record<string, Text> = JSON.parse(
    shippedTexts(readFileSync('public/_locales/en/messages.json', 'utf8')),
  );

  it('say what the source says', () => {
    const said = Object.fromEntries(
      Object.entries(messages as Record<string, Text>).map(([key, text]) => [key, loaded(text)]),
    );
    const ships = Object.entries(shipped).map(([key, text]) => [key, loaded(text)]);
    expect(Object.fromEntries(ships)).toEqual(said);
  });

  it('carry no word for translators', () => {
    expect(JSON.stringify(shipped)).not.toMatch(/"(?:description|example)":/);
  });

  it.each(['$APP$1', '$APP$$SITE$', '$APP$s of $SITE$', 'for $$5 $APP$'])(
    'keep the placeholders of %s',
    (message) => {
      const placeholders = { app: { content: '$1' }, site: { content: '$2' } };
      expect(of({ message, description: 'x', placeholders })).toEqual({ message, placeholders });
    },
  );
});
