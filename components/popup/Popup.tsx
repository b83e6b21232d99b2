import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../text.ts';
import { panelId, Tabs, tabId } from '../ui/Tabs.tsx';
import { Detail } from './Detail.tsx';
import { Footer } from './Footer.tsx';
import { focusReview } from './focus.ts';
import { Import, ImportButton } from './Import.tsx';
import { Keys } from './Keys.tsx';
import { Mine } from './Mine.tsx';
import { Queue } from './Queue.tsx';
import { useKeys } from './use-keys.ts';
import type { PopupView } from './view.ts';

interface PopupProps {
  view: PopupView;
  optionsUrl: string;
  /** absent where the page already fills a tab */
  onOpenInTab?: (() => void) | undefined;
}

/** The popup, which is the same page when it fills a tab. */
export function Popup({ view, optionsUrl, onOpenInTab }: PopupProps) {
  useKeys(view);
  useReturn(view);
  const side = view.side.value;
  const detail = view.detail.request.value;
  return (
    <div class={`page${detail && side === 'review' ? ' with-detail' : ''}`}>
      <header class="top">
        <h1>{t('popup_title')}</h1>
        <ImportButton intake={view.intake} />
      </header>
      <main>
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
                clock={view.clock}
                open={detail?.id}
                onReview={view.detail.open}
              />
              {detail && (
                <Detail
                  key={detail.id}
                  detail={view.detail}
                  request={detail}
                  now={view.clock.value}
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
      </main>
      {view.keysShown.value && <Keys onClose={view.toggleKeys} />}
      <Footer
        optionsUrl={optionsUrl}
        keysShown={view.keysShown.value}
        onKeys={view.toggleKeys}
        onOpenInTab={onOpenInTab}
      />
    </div>
  );
}

/** Closing a request gives focus, and the place on the page, back to the button that opened it. */
function useReturn({ detail }: PopupView): void {
  const before = useRef<string | undefined>(undefined);
  const place = useRef(0);
  const open = detail.request.value?.id;
  if (open && !before.current) place.current = window.scrollY;
  useLayoutEffect(() => {
    const closed = before.current;
    before.current = open;
    if (!closed || open) return;
    focusReview(closed);
    window.scrollTo({ top: place.current });
  }, [open]);
}
