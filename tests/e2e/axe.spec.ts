import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/profiles.ts';

test('the checker tells what is wrong, at its first look at a page and at every other', async ({
  as,
}) => {
  const { openPopup } = await as();
  const page = await openPopup();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.evaluate(() => document.body.append(document.createElement('img')));
  for (const look of ['first', 'second'])
    await expect(expectAccessible(page, look)).rejects.toThrow('image-alt: img');
  await page.evaluate(() => document.querySelector('body > img')?.remove());
  await expectAccessible(page, 'sound');
  await page.evaluate(() => {
    const gray = Object.assign(document.createElement('p'), { textContent: 'Gray' });
    // Only in the dark: the look that asks about colors alone.
    gray.style.cssText = 'color: light-dark(black, #222); background: light-dark(white, black)';
    document.querySelector('main')?.append(gray);
  });
  await page.addStyleTag({ content: ':root { color-scheme: light dark }' });
  await expect(expectAccessible(page, 'too dark')).rejects.toThrow('too dark, dark at 200 % zoom');
});
