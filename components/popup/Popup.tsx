import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { panelId, Tabs, tabId } from '../ui/Tabs.tsx';
import { ByHandButton } from './by-hand/ByHandButton.tsx';
import { Detail } from './detail/Detail.tsx';
import { Footer } from './Footer.tsx';
import { focusList, focusReview } from './focus.ts';
import { Import, ImportButton } from './import/Import.tsx';
import { Mine } from './mine/Mine.tsx';
import { Rooms, useRoomReturn } from './pages.ts';
import { Queue } from './queue/Queue.tsx';
import { RoomPage } from './RoomPage.tsx';
import { Keys } from './ShortcutHelp.tsx';
import { useKeys } from './shortcuts.ts';
import type { PopupView } from './view.ts';

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
  useRoomReturn(view.rooms);
  const room = view.rooms.room.value;
  const side = view.side.value;
  const detail = view.detail.request.value;
  return (
    <Rooms.Provider value={view.rooms}>
      <div class={`page${detail && side === 'review' && room === 'desk' ? ' with-detail' : ''}`}>
        <header class="top">
          <h1>{t('popup_title')}</h1>
          {room === 'desk' && <ByHandButton onPress={() => view.rooms.enter('by-hand')} />}
          {room === 'desk' && <ImportButton intake={view.intake} />}
        </header>
        <main>
          {top}
          {room !== 'desk' ? (
            <RoomPage rooms={view.rooms} room={room} />
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
                      judge={view.judge}
                      many={view.many}
                      clock={view.clock}
                      open={detail?.id}
                      onReview={view.detail.open}
                    />
                    {detail && (
                      <Detail
                        key={detail.id}
                        judge={view.judge}
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
            </>
          )}
        </main>
        {view.keysShown.value && <Keys onClose={view.toggleKeys} />}
        <Footer
          optionsUrl={optionsUrl}
          keysShown={view.keysShown.value}
          onKeys={view.toggleKeys}
          room={room}
          onEnter={view.rooms.enter}
          onOpenInTab={onOpenInTab}
        />
      </div>
    </Rooms.Provider>
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
