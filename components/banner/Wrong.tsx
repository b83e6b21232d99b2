import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { type ReadyReport, Report } from '../report/Report.tsx';
import { trusted } from '../ui/trusted.ts';

interface WrongProps {
  /** makes a report of the page as it is now */
  report: () => ReadyReport;
  copy: (text: string) => Promise<void>;
}

/** The banner may be wrong: whoever sees it can say so, with all that is needed to mend it. */
export function Wrong({ report, copy }: WrongProps) {
  const open = useSignal<ReadyReport | undefined>(undefined);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    open.value = undefined;
    button.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="quiet wrong"
        ref={button}
        aria-expanded={open.value !== undefined}
        onClick={trusted(() => {
          if (open.value) close();
          else open.value = report();
        })}
      >
        {t('report_wrong')}
      </button>
      {open.value && <Report report={open.value} copy={copy} onClose={close} />}
    </>
  );
}
