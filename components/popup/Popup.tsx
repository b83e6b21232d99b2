import { type ReadonlySignal, useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentProps } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.tsx';
import { AuditLog } from './audit/AuditLog.tsx';
import { Detail } from './detail/Detail.tsx';
import { Frame, type MenuName, type Rest } from './Frame.tsx';
import { Import } from './import/Import.tsx';
import { ManualRequest } from './manual/ManualRequest.tsx';
import { Mine } from './mine/Mine.tsx';
import type { Overview } from './overview/Overview.tsx';
import { focusList, focusReview, Pages, useReturnFocus } from './pages.ts';
import type { PopupModel } from './popup-model.ts';
import { BulkResult } from './queue/BulkBar.tsx';
import { Rules } from './rules/Rules.tsx';
import { ShortcutHelp, useKeys } from './shortcuts.tsx';

/** The overview, whose code is loaded when it is opened. */
function LazyOverview(props: ComponentProps<typeof Overview>) {
  const loaded = useSignal<typeof Overview | undefined>(undefined);
  useEffect(() => {
    void import('./overview/Overview.tsx').then((module) => {
      loaded.value = module.Overview;
    });
  }, []);
  const Loaded = loaded.value;
  return Loaded ? <Loaded {...props} /> : null;
}

/** The address asked for a request that is not there any more. */
export function Missing({ missing }: { missing: ReadonlySignal<boolean> }) {
  return (
    <p role="status" class="feedback strip-feedback">
      {missing.value && problemText('unknown-request')}
    </p>
  );
}

interface PopupProps {
  view: PopupModel;
  /** opens another page of ours in a tab: the options, or this very page */
  onOpen: (page: 'options' | 'tab' | 'overview') => void;
  /** the page fills a tab already */
  inTab?: boolean;
  /** what stands above everything, whatever is open */
  top?: ComponentChildren;
}

/** The page that takes the place of both tabs. */
function Page({ view: { pages } }: { view: PopupModel }) {
  switch (pages.page.value) {
    case 'audit':
      return <AuditLog audit={pages.audit} onBack={pages.leave} />;
    case 'overview':
      return <LazyOverview deps={pages.overview} onBack={pages.leave} />;
    case 'by-hand':
      return <ManualRequest view={pages.manual} onBack={pages.leave} />;
    case 'rules':
      return <Rules rules={pages.rules} onBack={pages.leave} />;
    default:
      return null;
  }
}

/** Everything but the first look at the list, for `Frame`. */
export function restOf({ view, onOpen, inTab = false, top }: PopupProps): Rest {
  const { detail, pages, bulk, queue } = view;

  function onMenu(name: MenuName) {
    if (name === 'import') view.intake.toggle();
    else if (name === 'keys') view.toggleKeys();
    else if (name === 'options' || name === 'tab') onOpen(name);
    else if (name === 'overview' && !inTab) onOpen('overview');
    else pages.enter(name);
  }

  return {
    page: pages.page,
    open: detail.request,
    choose: view.choose,
    onChoose: bulk.toggle,
    onReview: ({ request, worst }) => {
      // Without its level it is the first look's: read for that alone, and not parsed.
      if (worst) detail.open(request);
      else void view.openById(request.id);
    },
    onMenu,
    Above: () => (
      <Pages.Provider value={pages}>
        {top}
        {view.keysShown.value && <ShortcutHelp onClose={view.toggleKeys} />}
        {pages.page.value === 'tabs' && <Import intake={view.intake} />}
      </Pages.Provider>
    ),
    Detail: () => {
      const request = detail.request.value;
      if (!request) return null;
      return (
        <Pages.Provider value={pages}>
          <Detail
            key={request.id}
            assessment={view.assessment}
            filed={view.filed}
            detail={detail}
            request={request}
            now={view.clock.value}
            onNext={queue.waiting.value ? view.next : undefined}
          />
        </Pages.Provider>
      );
    },
    Mine: () => (
      <Pages.Provider value={pages}>
        <Mine mine={view.mine} now={view.clock.value} />
      </Pages.Provider>
    ),
    Page: () => (
      <Pages.Provider value={pages}>
        <Page view={view} />
      </Pages.Provider>
    ),
    Keys: () => {
      useKeys(view);
      useReturn(view);
      useReturnFocus(pages);
      return null;
    },
    queue: {
      Empty: () => <Empty onImport={view.intake.toggle} onSample={() => void view.openSample()} />,
      Unreadable: () =>
        view.quarantined.value > 0 ? (
          <p class="hint">{t('popup_unreadable', view.quarantined.value)}</p>
        ) : null,
      Bulk: () => <BulkResult bulk={bulk} queue={queue} />,
    },
  };
}

/** The popup, which is the same page when it fills a tab. */
export function Popup(props: PopupProps) {
  const rest = useMemo(() => restOf(props), [props.view]);
  return <Frame first={props.view} rest={rest} inTab={props.inTab ?? false} />;
}

/** Closing a request gives focus, and the place on the page, back to the button that opened it. */
function useReturn({ detail, queue, side }: PopupModel): void {
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

/** How requests arrive: an empty list must not leave an admin wondering where to look. */
function Empty({ onImport, onSample }: { onImport: () => void; onSample: () => void }) {
  return (
    <div class="empty">
      <p>{t('popup_emptyHow')}</p>
      <div class="actions">
        <Button onPress={onImport}>{t('import_open')}</Button>
        <Button onPress={onSample}>{t('welcome_try')}</Button>
      </div>
    </div>
  );
}
