import type { ReadonlySignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PanelItem, PanelQueue } from '../../lib/review/panel-item.ts';
import { ago, t, tn } from '../i18n.ts';
import { day } from '../request-texts.ts';
import { Button } from '../ui/Button.tsx';
import { LevelMark } from '../ui/LevelBadge.tsx';

/** What the panel on Atlassian's page shows and can do. */
export interface PanelView {
  /** absent: nothing is shown */
  queue: ReadonlySignal<PanelQueue | undefined>;
  folded: ReadonlySignal<boolean>;
  /** the corner at the bottom in which it stands */
  side: ReadonlySignal<'start' | 'end'>;
  /** it was switched off just now */
  off: ReadonlySignal<boolean>;
  now(): number;
  fold(): void;
  /** to the other corner */
  move(): void;
  /** opens a request in a page of the extension */
  review(id: string): void;
  openPage(page: 'sites' | 'tab'): void;
  /** away, until the page is loaded anew */
  close(): void;
  /** away, here and everywhere */
  turnOff(): Promise<void>;
}

const BODY = 'panel-body';

/** The missing queue, in a corner of the page on which admins look for it. */
export function QueuePanel({ view }: { view: PanelView }) {
  const queue = view.queue.value;
  if (view.off.value) return <SwitchedOff view={view} />;
  if (!queue) return null;
  const folded = view.folded.value;
  return (
    <section class="panel" aria-label="Countersign">
      <h2>
        <Button expanded={!folded} controls={BODY} onPress={view.fold}>
          {headline(queue)}
        </Button>
      </h2>
      <div id={BODY} hidden={folded}>
        <div class="scroll">
          {'site' in queue ? (
            <Waiting view={view} site={queue.site} items={queue.items} waiting={queue.waiting} />
          ) : (
            <Unmatched view={view} />
          )}
        </div>
        <div class="foot">
          <Button look="quiet" onPress={view.move}>
            {t(view.side.value === 'end' ? 'panel_moveStart' : 'panel_moveEnd')}
          </Button>
          <Button look="quiet" onPress={view.close}>
            {t('import_close')}
          </Button>
          <Button look="quiet" onPress={() => void view.turnOff()}>
            {t('panel_off')}
          </Button>
        </div>
      </div>
    </section>
  );
}

function headline(queue: PanelQueue): string {
  return 'site' in queue
    ? tn('panel_headline', queue.waiting)
    : t('panel_unmatched', tn('panel_headline', queue.unmatched));
}

interface WaitingProps {
  view: PanelView;
  site: string;
  items: readonly PanelItem[];
  waiting: number;
}

function Waiting({ view, site, items, waiting }: WaitingProps) {
  const more = waiting - items.length;
  return (
    <>
      <p class="facts">
        <bdi>{site}</bdi>
      </p>
      <ul aria-label={t('popup_list')}>
        {items.map((item) => (
          <Item key={item.id} item={item} view={view} />
        ))}
      </ul>
      {more > 0 && <p class="facts">{t('panel_more', more)}</p>}
      <Button onPress={() => view.openPage('tab')}>{t('panel_open')}</Button>
    </>
  );
}

function Item({ item, view }: { item: PanelItem; view: PanelView }) {
  const others = item.people - item.asked.length;
  return (
    <li>
      <h3>
        <bdi>{item.app}</bdi>
      </h3>
      <p class="facts">{t('popup_since', day(item.createdAt), ago(item.createdAt, view.now()))}</p>
      <p class="marks">
        <LevelMark level={item.worst} />
        {item.permissions > 0 && (
          <span class="facts">{t('ui_labeled', t('banner_rowScopes'), item.permissions)}</span>
        )}
        {item.byLink && (
          <span class="facts" title={t('popup_notVerified')}>
            {t('effect_sure_unproved')}
          </span>
        )}
      </p>
      {item.asked.map(({ at, name, reason }) => (
        <p class="asked" key={`${at} ${name}`}>
          <bdi class="who">{name || t('detail_noName')}</bdi>{' '}
          <bdi>{reason || t('detail_noReason')}</bdi>
        </p>
      ))}
      {others > 0 && <p class="facts">{t('detail_more', others)}</p>}
      <Button look="main" onPress={() => view.review(item.id)}>
        {t('ui_review', item.app)}
      </Button>
    </li>
  );
}

/** The address names the site by a number, and no waiting request is known to be that one's. */
function Unmatched({ view }: { view: PanelView }) {
  return (
    <>
      <p>{t('panel_unmatchedHow')}</p>
      <Button look="main" onPress={() => view.openPage('sites')}>
        {t('panel_match')}
      </Button>
    </>
  );
}

function SwitchedOff({ view }: { view: PanelView }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  // The button that had the focus is gone; it was the person who pressed it.
  useLayoutEffect(() => feedback.current?.focus(), []);
  return (
    <section class="panel" aria-label="Countersign">
      <p role="status" tabIndex={-1} ref={feedback}>
        {t('panel_offSaid')}
      </p>
      <Button onPress={view.close}>{t('import_close')}</Button>
    </section>
  );
}
