import { browser } from 'wxt/browser';

/** So long an answer about policies is waited for, in milliseconds; then the last one counts. */
const PATIENCE = 1000;
/** The browser's last answer, and whether a question is still open. */
const policy: { values: Record<string, unknown>; silent: boolean } = { values: {}, silent: false };

/**
 * What a policy set under this name (public/managed_schema.json). Firefox refuses to answer where
 * there is no policy at all; Chromium was seen to leave the question open (version 156, a new profile,
 * no policy), and nothing may wait for that for ever.
 */
export async function policyOf(name: 'hosts' | 'destinations'): Promise<unknown> {
  const asked = browser.storage.managed
    .get()
    .then(
      (managed) => managed as Record<string, unknown>,
      () => ({}),
    )
    .then((values) => {
      policy.values = values;
      policy.silent = false;
      return true;
    });
  const patience = policy.silent ? 0 : PATIENCE;
  const over = new Promise<false>((end) => setTimeout(() => end(false), patience));
  if (!(await Promise.race([asked, over]))) policy.silent = true;
  return policy.values[name];
}
