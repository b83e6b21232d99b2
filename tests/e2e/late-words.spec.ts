import { BannerOnPage } from './support/banner.ts';
import { expect, test } from './support/profiles.ts';

const CONSENT = 'https://api.atlassian.com/oauth2/authorize/server/consent?scope=read%3Ajira-work';
const HEADING = '<h1>BoardSync is requesting access to your Atlassian account.</h1>';
const GERMAN =
  'Der Site-Administrator muss diese App für die Site acme.atlassian.net autorisieren, bevor sie auf dein Konto zugreifen kann.';

/** A page that never stops changing, every so many milliseconds; then the words come. */
const restless = (every: number, words: string) => () => ({
  status: 200,
  // Its script stands in it, so it comes without the policy of the other posed pages.
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html>${HEADING}
<p id="clock">0</p><div id="here"></div>
<form><button type="submit">Accept</button></form>
<script>
  let beats = 0;
  setInterval(() => {
    beats += 1;
    document.getElementById('clock').textContent = 'Working for ' + beats + ' beats';
    if (beats === 12) {
      const alert = document.createElement('div');
      alert.setAttribute('role', 'alert');
      alert.textContent = ${JSON.stringify(words)};
      document.getElementById('here').append(alert);
    }
  }, ${every});
</script>`,
});

for (const every of [40, 150, 320]) {
  test(`words that come late are seen on a page that changes every ${every} ms for ever`, async ({
    as,
    sim,
  }) => {
    const { page } = await as();
    const banner = new BannerOnPage(page);
    const { hostname, pathname } = new URL(CONSENT);
    const words = 'Your site admin must authorize this app for the site acme.atlassian.net.';
    sim.servePage(hostname, pathname, restless(every, words));
    await page.goto(CONSENT);
    await expect(banner.headline).toContainText("BoardSync needs a site admin's approval");

    sim.servePage(hostname, pathname, restless(every, GERMAN));
    await page.goto('about:blank');
    await page.goto(CONSENT);
    await expect(banner.headline).toHaveText('Looks blocked: is it?');
  });
}
