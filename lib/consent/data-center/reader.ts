import type { DataCenterCause } from './causes.ts';
import type { DataCenterView } from './view.ts';

/** What a reader of Data Center pages found. */
export interface Refused {
  cause: DataCenterCause;
  /** the expression that finds the telling line of the page, so that a person recognizes it */
  clue?: RegExp;
}

/** Recognises one kind of refusal. Pure, like the readers of the Cloud. */
export interface DataCenterReader {
  id: string;
  read(page: DataCenterView): Refused | undefined;
}
