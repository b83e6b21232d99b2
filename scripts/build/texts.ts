interface Text {
  message: string;
  description?: string;
  placeholders?: Record<string, { content: string; example?: string }>;
}

/**
 * A language's texts as they are shipped: without what is said to translators, and with each
 * placeholder's `$1` where its name stood, which is what browsers make of it at load. A text in which
 * `$1` would run into what follows keeps its placeholders.
 * @param source the file of a language, as in public/_locales
 */
export function shippedTexts(source: string): string {
  const texts = Object.entries(JSON.parse(source) as Record<string, Text>);
  return JSON.stringify(Object.fromEntries(texts.map(([key, text]) => [key, shipped(text)])));
}

function shipped({ message, placeholders = {} }: Text): Text {
  const contents = Object.fromEntries(
    Object.entries(placeholders).map(([name, { content }]) => [name.toLowerCase(), content]),
  );
  const names = [...message.matchAll(/\$(\w+)\$(?![\w@$])/g)].map(([, name = '']) => name);
  const plain = names.every((name) => /^\$\d$/.test(contents[name.toLowerCase()] ?? ''));
  const left = message.replaceAll(/\$\w+\$(?![\w@$])/g, '').includes('$');
  if (plain && !left) {
    return {
      message: message.replaceAll(/\$(\w+)\$/g, (_, name) => contents[name.toLowerCase()] ?? ''),
    };
  }
  const kept = Object.entries(placeholders).map(([name, { content }]) => [name, { content }]);
  return { message, placeholders: Object.fromEntries(kept) };
}
