import { render } from 'preact';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from '#imports';
import { Banner } from '../../components/banner/Banner.tsx';
import formCss from '../../components/banner/banner-form.css?inline';
import { createBannerModel } from '../../components/banner/banner-model.ts';
import type { BannerState, Reading } from '../../components/banner/banner-state.ts';
import { provideText } from '../../components/i18n.ts';
import { ownElement, shield } from '../../components/page/own-element.ts';
import { card, tokens } from '../../components/page/styles.ts';
import type { ReadyReport } from '../../components/report/report-model.ts';
import type { Place } from '../../lib/atlassian/custom-hosts.ts';
import { isAtlassianHost } from '../../lib/atlassian/hosts.ts';
import { send } from '../../lib/browser/send.ts';
import { withPress } from '../../lib/messages/press.ts';
import { sentencesOf, takeSkeleton } from '../../lib/report/mask.ts';
import { browserName, pageAnswers, reportText } from '../../lib/report/report-text.ts';
import { place } from './position.ts';
import { watchPage } from './watch-page.ts';

/**
 * Puts a text on the clipboard that may be ready only later. Browsers allow it for a moment after a
 * press, so the clipboard is opened at once; where it takes no promise, what is ready is written.
 * Rejects where the page or the browser forbids it.
 */
async function copy(text: string | Promise<string>): Promise<void> {
  if (typeof text === 'string') return navigator.clipboard.writeText(text);
  try {
    const item = text.then((ready) => new Blob([ready], { type: 'text/plain' }));
    item.catch(() => undefined);
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': item })]);
  } catch {
    await navigator.clipboard.writeText(await text);
  }
}

/** A report of this page as it is now. It goes nowhere by itself. */
export function makeReport(state: BannerState, where?: Place): ReadyReport {
  const skeleton = takeSkeleton();
  const findings = {
    extension: browser.runtime.getManifest().version,
    browser: browserName(navigator.userAgent),
    answers: pageAnswers(document, location.href, where),
  };
  const words =
    state.kind === 'blocked' || state.kind === 'advice'
      ? state.consent.message
      : state.kind === 'perhaps'
        ? state.perhaps.consent.message
        : '';
  return {
    words,
    sentences: sentencesOf(skeleton.body),
    text: (withWords, told) => reportText(skeleton, findings, withWords ? words : undefined, told),
  };
}

declare global {
  var countersignBanner: { lookNow: () => void } | undefined;
  /** set by the detector: Accept was pressed in this document */
  var countersignAccepted: boolean | undefined;
}

/**
 * The banner. Brought into the page only after a hit (or while a request could turn out granted);
 * a second injection only has the first one look again.
 */
export default defineUnlistedScript(() => {
  if (globalThis.countersignBanner) {
    globalThis.countersignBanner.lookNow();
    return;
  }
  // By host and not by path: a page of Atlassian's may become the consent page without a load.
  if (isAtlassianHost(location.hostname)) begin();
  else {
    // A host that was added: what it is, the list says. Where it was taken out, nothing happens.
    send('hostLook', {}).then(
      (response) => response.ok && begin(response.place),
      () => undefined,
    );
  }
});

function begin(where?: Place): void {
  provideText((key, substitutions) =>
    browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
  );
  const own = ownElement('countersign-banner', tokens + card + formCss);
  const { host, mount } = own;
  shield(own);

  const model = createBannerModel({
    send: withPress(send),
    copy,
    mail: (address) => location.assign(address),
    accepted: () => globalThis.countersignAccepted === true,
  });
  const watch = watchPage((reading) => {
    model.update(reading).catch(() => undefined);
  }, where);
  globalThis.countersignBanner = watch;

  // Accept pressed on a page without a block, and the page left: nothing held the person up.
  let accepted: Reading = { kind: 'nothing' };
  addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element && event.target.closest('[type="submit"]');
      if (event.isTrusted && button) accepted = watch.read();
    },
    true,
  );
  // What was done meanwhile in the popup, or by a colleague, shows when the person comes back.
  addEventListener('focus', ({ isTrusted }) => {
    if (!isTrusted || model.state.value.kind !== 'blocked') return;
    const reading = watch.read();
    if (reading.kind === 'blocked') model.update(reading).catch(() => undefined);
  });
  addEventListener('pagehide', () => {
    if (accepted.kind === 'clear' && watch.read().kind !== 'blocked') model.acceptLeft(accepted);
  });

  const report = () => makeReport(model.state.value, where);
  render(<Banner model={model} copy={copy} report={report} />, mount);
  // The page may replace its whole body, and the banner with it: it comes back.
  const keep = () => {
    const shown = model.state.value.kind !== 'quiet';
    if (shown) place(host);
    else host.remove();
  };
  model.state.subscribe(keep);
  new ResizeObserver(keep).observe(host);
  new MutationObserver(() => {
    if (!host.isConnected) keep();
  }).observe(document.documentElement, { childList: true });
  addEventListener('resize', keep);
}
