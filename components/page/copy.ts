/**
 * Puts a text on the clipboard that may be ready only later. Browsers allow it for a moment after a
 * press, so the clipboard is opened at once; where it takes no promise, what is ready is written.
 * Rejects where the page or the browser forbids it.
 */
export async function copy(text: string | Promise<string>): Promise<void> {
  if (typeof text === 'string') return navigator.clipboard.writeText(text);
  try {
    const item = text.then((ready) => new Blob([ready], { type: 'text/plain' }));
    item.catch(() => undefined);
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': item })]);
  } catch {
    await navigator.clipboard.writeText(await text);
  }
}
