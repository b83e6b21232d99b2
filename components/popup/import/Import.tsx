import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { Imported, Problem } from '../../../lib/messages/types.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import { t } from '../../i18n.ts';
import { day, siteInWords, statusWithReason } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { DecidedImport, ruledText } from '../rules/Rules.tsx';
import type { ImportModel, ImportResult } from './import-model.ts';

/** Problems that are not the link's fault. */
const OURS: ReadonlySet<Problem> = new Set([
  'bad-data',
  'not-allowed',
  'blocked',
  'too-many-requesters',
  'storage-full',
  'storage-failed',
  'no-worker',
]);

/** How an import ended, in words. */
function resultText(result: ImportResult): string {
  if ('problem' in result) {
    const sentence = problemText(result.problem);
    return OURS.has(result.problem)
      ? t('import_failed', sentence)
      : t('import_unreadable', sentence);
  }
  const { what, outcome, request } = result.imported;
  const names = [request.app.name, siteInWords(request.site)];
  if (what === 'decision') {
    const key = outcome === 'already' ? 'import_already' : 'import_answer';
    return `${t(key, ...names)} ${statusWithReason(request)}`;
  }
  if (outcome !== 'already' && request.decision?.via === 'rule') {
    return t('import_said', t('rules_notice', ...names, ruledText(request)));
  }
  if (outcome === 'new') return t('import_said', t('notice_request', ...names));
  if (outcome === 'joined' && !WAITING.has(request.status)) {
    return t('notice_approved', ...names, day(request.decision?.at ?? request.updatedAt));
  }
  if (outcome === 'joined') return t('import_said', t('notice_joined', ...names));
  return `${t('import_already', ...names)} ${statusWithReason(request)}`;
}

/** Takes in a link that reached the person as text; once it is in, what came of it stands in its place. */
export function Import({ intake }: { intake: ImportModel }) {
  const opener = useRef<Element | null>(null);
  const result = intake.result.value;
  if (intake.open.value) return <Box intake={intake} opener={opener} />;
  if (!result || 'problem' in result) return null;
  return <Receipt imported={result.imported} intake={intake} opener={opener} />;
}

interface PartProps {
  intake: ImportModel;
  /** what had the focus before: it gets it back */
  opener: RefObject<Element | null>;
}

const giveBack = ({ current }: PartProps['opener']) => {
  if (current instanceof HTMLElement) current.focus();
};

function Receipt({ imported, intake, opener }: PartProps & { imported: Imported }) {
  const box = useRef<HTMLDivElement>(null);
  const words = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    words.current?.focus();
    words.current?.scrollIntoView({ block: 'nearest' });
  }, [imported]);
  useLayoutEffect(
    () => () => {
      if (box.current?.contains(document.activeElement)) giveBack(opener);
    },
    [],
  );
  return (
    <div class="import" ref={box}>
      <p role="status" dir="auto" class="feedback" tabIndex={-1} ref={words}>
        {resultText({ imported })}
      </p>
      <div class="actions">
        {imported.what === 'request' && <DecidedImport imported={imported} />}
        <Button onPress={intake.dismiss}>{t('import_close')}</Button>
      </div>
    </div>
  );
}

function Box({ intake, opener }: PartProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const result = intake.result.value;
  useLayoutEffect(() => {
    opener.current = document.activeElement;
    box.current?.focus();
    return () => giveBack(opener);
  }, []);
  return (
    <form
      class="import"
      onSubmit={(event) => {
        event.preventDefault();
        void intake.submit();
      }}
    >
      <label for={id}>{t('import_label')}</label>
      <textarea
        id={id}
        ref={box}
        rows={3}
        spellcheck={false}
        value={intake.text.value}
        aria-describedby={`${id}-help`}
        onInput={(event) => intake.type(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-help`}>
        {t('import_help')}
      </p>
      <div class="actions">
        <button type="submit" class="button main">
          {t('import_do')}
        </button>
        <Button onPress={intake.toggle}>{t('import_close')}</Button>
      </div>
      <p
        role="status"
        dir="auto"
        class={result && 'problem' in result ? 'feedback bad' : 'feedback'}
      >
        {result && resultText(result)}
      </p>
    </form>
  );
}
