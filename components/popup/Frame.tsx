import type { ReadonlySignal } from '@preact/signals';
import type { ComponentType } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { QueueRow } from '../../lib/review/queue-query.ts';
import { type TextKey, t } from '../i18n.ts';
import { Menu } from '../ui/Menu.tsx';
import type { FirstModel } from './first-model.ts';
import { isTyping, SEARCH_ID } from './pages.ts';
import type { PageName } from './popup-model.ts';
import { Queue, type QueueProps } from './queue/Queue.tsx';

/** What is rarely needed: the menu's items, in order. */
const MENU = {
  import: 'import_open',
  'by-hand': 'byhand_title',
  audit: 'audit_title',
  rules: 'rules_title',
  overview: 'overview_title',
  options: 'popup_options',
  tab: 'popup_openInTab',
  keys: 'popup_keys',
} as const satisfies Record<string, TextKey>;
export type MenuName = keyof typeof MENU;
/** Those beside the menu where there is space. */
const OFTEN = ['audit', 'rules', 'options'] as const;

/** All that is loaded once the list stands; see Popup.tsx. */
export interface Rest {
  page: ReadonlySignal<PageName>;
  /** the request that is open */
  open: ReadonlySignal<{ id: string } | undefined>;
  choose: FirstModel['choose'];
  onChoose: (id: string) => void;
  onReview: (row: QueueRow) => void;
  onMenu: (name: MenuName) => void;
  /** what stands above everything */
  Above: ComponentType;
  Detail: ComponentType;
  Mine: ComponentType;
  Page: ComponentType;
  /** keys, and where the focus goes; draws nothing */
  Keys: ComponentType;
  queue: NonNullable<QueueProps['more']>;
}

interface FrameProps {
  first: FirstModel;
  rest?: Rest | undefined;
  /** the page fills a tab already */
  inTab?: boolean;
}

/** Keys that mean something before there is anybody to hear them. */
const EARLY = new Set(['j', 'k', 'a', 'd', 'n', 'x', '?']);
/** So do these while nothing has the focus. */
const ARROWS = new Set(['ArrowDown', 'ArrowUp']);

/** What is pressed before the rest is there is done when it is: nothing that a person does is lost. */
function useRest(rest: Rest | undefined) {
  const due = useRef<((rest: Rest) => void)[]>([]);
  useLayoutEffect(() => {
    if (rest) {
      for (const act of due.current.splice(0)) act(rest);
      return undefined;
    }
    const onKey = (event: KeyboardEvent) => {
      const { key, altKey, ctrlKey, metaKey } = event;
      if (isTyping(event.target) || altKey || ctrlKey || metaKey) return;
      if (key === '/') document.getElementById(SEARCH_ID)?.focus();
      else if (EARLY.has(key) || (ARROWS.has(key) && event.target === document.body)) {
        due.current.push(() => {
          const at = document.activeElement ?? document.body;
          at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        });
      } else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [rest]);
  return (act: (rest: Rest) => void) => {
    if (rest) act(rest);
    else due.current.push(act);
  };
}

/** The popup's page: its header and the list at once, everything else as it comes. */
export function Frame({ first, rest, inTab = false }: FrameProps) {
  const withRest = useRest(rest);
  const side = first.side.value;
  const page = rest?.page.value ?? 'tabs';
  const open = side === 'review' && page === 'tabs' ? rest?.open.value?.id : undefined;
  const waiting = first.queue.waiting.value;
  const count = waiting ? ` ${waiting.toLocaleString(t('languageTag'))}` : '';
  const press = (name: MenuName) => withRest(({ onMenu }) => onMenu(name));
  const names = (Object.keys(MENU) as MenuName[]).filter((name) => name !== 'tab' || !inTab);
  return (
    <div class={open ? 'page with-detail' : 'page'}>
      <header class="top">
        <h1>{t('actionTitle')}</h1>
        {page === 'tabs' && (
          <Tabs
            label={t('popup_tabs')}
            tabs={[
              { id: 'review', label: t('popup_tabReview') + count },
              { id: 'mine', label: t('popup_tabMine') },
            ]}
            selected={side}
            onSelect={rest?.choose ?? first.choose}
          />
        )}
        <div class="often">
          {OFTEN.map((name) => (
            <button key={name} type="button" class="button quiet" onClick={() => press(name)}>
              {t(MENU[name])}
            </button>
          ))}
        </div>
        <Menu
          label={t('ui_more')}
          items={names.map((name) => ({ label: t(MENU[name]), onPress: () => press(name) }))}
        />
      </header>
      <main>
        {rest && <rest.Above />}
        {page !== 'tabs' && rest && <rest.Page />}
        {page === 'tabs' && (
          <>
            <div
              role="tabpanel"
              id={panelId('review')}
              aria-labelledby={tabId('review')}
              hidden={side !== 'review'}
            >
              {side === 'review' && (
                <div class="panes">
                  <Queue
                    first={first}
                    open={open}
                    onChoose={rest?.onChoose ?? first.toggle}
                    onReview={(row) => withRest(({ onReview }) => onReview(row))}
                    more={rest?.queue}
                  />
                  {open && rest && <rest.Detail />}
                </div>
              )}
            </div>
            <div
              role="tabpanel"
              id={panelId('mine')}
              aria-labelledby={tabId('mine')}
              hidden={side !== 'mine'}
            >
              {side === 'mine' && rest && <rest.Mine />}
            </div>
          </>
        )}
      </main>
      {rest && <rest.Keys />}
    </div>
  );
}

interface TabsProps<Id extends string> {
  label: string;
  tabs: readonly { id: Id; label: string }[];
  selected: Id;
  onSelect: (id: Id) => void;
}

/** Ids that tie a tab and its panel together. */
const tabId = (id: string) => `tab-${id}`;
const panelId = (id: string) => `panel-${id}`;

/** A tab list: arrows, Home and End choose; Tab goes on to the panel (WAI-ARIA "tabs"). */
function Tabs<Id extends string>({ label, tabs, selected, onSelect }: TabsProps<Id>) {
  const choose = (at: number) => {
    const next = tabs[(at + tabs.length) % tabs.length];
    if (!next) return;
    onSelect(next.id);
    document.getElementById(tabId(next.id))?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = tabs.findIndex(({ id }) => id === selected);
    const rightToLeft = document.documentElement.dir === 'rtl';
    const forward = rightToLeft ? 'ArrowLeft' : 'ArrowRight';
    const backward = rightToLeft ? 'ArrowRight' : 'ArrowLeft';
    if (event.key === forward) choose(at + 1);
    else if (event.key === backward) choose(at - 1);
    else if (event.key === 'Home') choose(0);
    else if (event.key === 'End') choose(tabs.length - 1);
    else return;
    event.preventDefault();
  };
  return (
    <div class="tabs" role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          type="button"
          role="tab"
          key={tab.id}
          id={tabId(tab.id)}
          aria-selected={tab.id === selected}
          aria-controls={panelId(tab.id)}
          tabIndex={tab.id === selected ? 0 : -1}
          onClick={() => onSelect(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
