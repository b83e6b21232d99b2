import type { ReadyReport } from '../report/Report.tsx';
import type { BannerModel } from './banner-model.ts';

/** What every part of the banner is given. */
export interface BannerProps {
  model: BannerModel;
  /** puts text on the clipboard; rejects where the page forbids it */
  copy: (text: string) => Promise<void>;
  /** a report of the page as it is now; absent: none can be made here */
  report?: () => ReadyReport;
  /** opens a `mailto:` address of our own making */
  mail: (address: string) => void;
}
