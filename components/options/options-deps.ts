import type { Failed } from '../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../lib/messages.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';

/** What the options page needs of the browser; a test hands in its own. */
export interface OptionsDeps {
  queue: QueueReader | Promise<QueueReader>;
  send<N extends MessageName>(name: N, data: MessageData<N>): Promise<Answers[N] | Failed>;
  now(): number;
  /** gives the person a file */
  save(name: string, text: string): void;
  /** forgets what pages of ours keep for themselves */
  forget(): void;
}

/** What the part about destinations needs. */
export interface DestinationsDeps extends Pick<OptionsDeps, 'send'> {
  copy(text: string): Promise<void>;
  /** asks the browser for these origins and no other; must be called within a click */
  requestHosts(origins: string[]): Promise<boolean>;
}
