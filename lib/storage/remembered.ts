import { MAX } from '../requests/limits.ts';
import { keptItem } from './kept-item.ts';

const nameItem = keptItem('requesterName', '');
const reviewerItem = keptItem('reviewerName', '');

/** The few things a person should not have to type twice. Owned by the background. */
export const remembered = {
  /** the name or e-mail last given with a request; empty where none was */
  async name(): Promise<string> {
    const value: unknown = await nameItem.getValue();
    return typeof value === 'string' ? value.slice(0, MAX.name) : '';
  },
  setName: (name: string): Promise<void> => nameItem.setValue(name),
  /** the name last given as a reviewer; empty where none was */
  async reviewer(): Promise<string> {
    const value: unknown = await reviewerItem.getValue();
    return typeof value === 'string' ? value.slice(0, MAX.name) : '';
  },
  setReviewer: (name: string): Promise<void> => reviewerItem.setValue(name),
};
