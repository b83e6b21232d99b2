import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/** Pictures in the order they were taken, and what each one shows. */
export interface Album {
  /** Does a step of the journey and takes its picture, of what went wrong too. */
  step: (title: string, page: Page, act: () => Promise<void>) => Promise<void>;
  /** A further picture of the last step. */
  picture: (what: string, page: Page) => Promise<void>;
  /** Writes the account; with the reason where the journey ended early. */
  close: (failure?: string) => void;
}

/** Begins an empty album in `folder`. Every step is told to `tell` as it is done. */
export function startAlbum(folder: string, tell: (line: string) => void): Album {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const account: string[] = [];
  let steps = 0;
  let pictures = 0;

  const picture = async (what: string, page: Page) => {
    pictures += 1;
    const slug = what
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '');
    const file = `${String(pictures).padStart(2, '0')}-${slug}.png`;
    await page.screenshot({ path: join(folder, file), animations: 'disabled' });
    account.push(`![${what}](${file})`);
  };

  return {
    picture,
    step: async (title, page, act) => {
      steps += 1;
      account.push(`## ${steps}. ${title}`);
      try {
        await act();
      } catch (error) {
        tell(`not seen  ${title}`);
        await picture(`failed ${title}`, page).catch(() => undefined);
        throw error;
      }
      await picture(title, page);
      tell(`seen      ${title}`);
    },
    close: (failure) => {
      const outcome = failure
        ? `**The journey ended in step ${steps}.**\n\n\`\`\`\n${failure}\n\`\`\``
        : `All ${steps} steps were seen.`;
      const text = ['# The journey of one request', outcome, ...account].join('\n\n');
      writeFileSync(join(folder, 'README.md'), `${text}\n`);
    },
  };
}
