import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.tsx';
import { panelId, Tabs, tabId } from '../ui/Tabs.tsx';
import { AuditLog } from './audit/AuditLog.tsx';
import { Detail } from './detail/Detail.tsx';
import { focusList, focusReview } from './focus.ts';
import { Import, ImportButton } from './import/Import.tsx';
import { ManualRequest, ManualRequestButton } from './manual/ManualRequest.tsx';
import { Mine } from './mine/Mine.tsx';
import { type PageName, Pages, type PagesView, pageButtonId, useReturnFocus } from './pages.ts';
import type { PopupView } from './popup-model.ts';
import { Queue } from './queue/Queue.tsx';
import { Rules } from './rules/Rules.tsx';
import { Keys } from './ShortcutHelp.tsx';
import { useKeys } from './shortcuts.ts';

/** The view that takes the whole page in place of the two sides. */
export function FullPage({ pages, page }: { pages: PagesView; page: Exclude<PageName, 'tabs'> }) {
  if (page === 'audit') return <AuditLog audit={pages.audit} onBack={pages.leave} />;
  if (page === 'by-hand') return <ManualRequest view={pages.manual} onBack={pages.leave} />;
  return <Rules rules={pages.rules} onBack={pages.leave} />;
}

/** The address asked for a request that is not there any more. */
export function Missing({ missing }: { missing: ReadonlySignal<boolean> }) {
  return (
    <p role="status" class="feedback strip-feedback">
      {missing.value && problemText('unknown-request')}
    </p>
  );
}

interface FooterProps {
  optionsUrl: string;
  keysShown: boolean;
  onKeys: () => void;
  page: PageName;
  onEnter: (page: PageName) => void;
  onOpenInTab?: (() => void) | undefined;
}

/** What is rarely needed. */
export function Footer(props: FooterProps) {
  const { optionsUrl, keysShown, onKeys, page, onEnter, onOpenInTab } = props;
  return (
    <footer class="foot">
      <Button
        look="quiet"
        id={pageButtonId('audit')}
        expanded={page === 'audit'}
        onPress={() => onEnter(page === 'audit' ? 'tabs' : 'audit')}
      >
        {t('audit_title')}
      </Button>
      <Button
        look="quiet"
        id={pageButtonId('rules')}
        expanded={page === 'rules'}
        onPress={() => onEnter(page === 'rules' ? 'tabs' : 'rules')}
      >
        {t('rules_title')}
      </Button>
      <a href={optionsUrl} target="_blank" rel="noreferrer">
        {t('popup_options')}
      </a>
      {onOpenInTab && (
        <Button look="quiet" onPress={onOpenInTab}>
          {t('popup_openInTab')}
        </Button>
      )}
      <Button look="quiet" expanded={keysShown} onPress={onKeys}>
        {t('popup_keys')}
      </Button>
    </footer>
  );
}

interface PopupProps {
  view: PopupView;
  optionsUrl: string;
  /** absent where the page already fills a tab */
  onOpenInTab?: (() => void) | undefined;
  /** what stands above everything, whatever is open */
  top?: ComponentChildren;
}

/** The popup, which is the same page when it fills a tab. */
export function Popup({ view, optionsUrl, onOpenInTab, top }: PopupProps) {
  useKeys(view);
  useReturn(view);
  useReturnFocus(view.pages);
  const page = view.pages.page.value;
  const side = view.side.value;
  const detail = view.detail.request.value;
  return (
    <Pages.Provider value={view.pages}>
      <div class={`page${detail && side === 'review' && page === 'tabs' ? ' with-detail' : ''}`}>
        <header class="top">
          <h1>{t('popup_title')}</h1>
          {page === 'tabs' && <ManualRequestButton onPress={() => view.pages.enter('by-hand')} />}
          {page === 'tabs' && <ImportButton intake={view.intake} />}
        </header>
        <main>
          {top}
          {page !== 'tabs' ? (
            <FullPage pages={view.pages} page={page} />
          ) : (
            <>
              <Import intake={view.intake} />
              <Tabs
                label={t('popup_tabs')}
                tabs={[
                  { id: 'review', label: t('popup_tabReview') },
                  { id: 'mine', label: t('popup_tabMine') },
                ]}
                selected={side}
                onSelect={view.choose}
              />
              <div
                role="tabpanel"
                id={panelId('review')}
                aria-labelledby={tabId('review')}
                hidden={side !== 'review'}
              >
                {side === 'review' && (
                  <div class="panes">
                    <Queue
                      queue={view.queue}
                      assessment={view.assessment}
                      bulk={view.bulk}
                      clock={view.clock}
                      open={detail?.id}
                      onReview={view.detail.open}
                    />
                    {detail && (
                      <Detail
                        key={detail.id}
                        assessment={view.assessment}
                        detail={view.detail}
                        request={detail}
                        now={view.clock.value}
                        onNext={view.next}
                      />
                    )}
                  </div>
                )}
              </div>
              <div
                role="tabpanel"
                id={panelId('mine')}
                aria-labelledby={tabId('mine')}
                hidden={side !== 'mine'}
              >
                {side === 'mine' && <Mine mine={view.mine} now={view.clock.value} />}
              </div>
            </>
          )}
        </main>
        {view.keysShown.value && <Keys onClose={view.toggleKeys} />}
        <Footer
          optionsUrl={optionsUrl}
          keysShown={view.keysShown.value}
          onKeys={view.toggleKeys}
          page={page}
          onEnter={view.pages.enter}
          onOpenInTab={onOpenInTab}
        />
      </div>
    </Pages.Provider>
  );
}

/** Closing a request gives focus, and the place on the page, back to the button that opened it. */
function useReturn({ detail, queue, side }: PopupView): void {
  const before = useRef<string | undefined>(undefined);
  const place = useRef(0);
  const open = detail.request.value?.id;
  if (open && !before.current) place.current = window.scrollY;
  useLayoutEffect(() => {
    const closed = before.current;
    before.current = open;
    if (!closed || open) return;
    window.scrollTo({ top: place.current });
    if (focusReview(closed) || side.peek() !== 'review') return;
    // At once, so that no key is lost; and where the request is in the list, there.
    focusList();
    if (queue.shown.peek().length < (queue.count.peek() ?? 0)) void queue.goToRequest(closed);
  }, [open]);
}
