import type { Channel } from '../channel.ts';
import { note, reopen, resolve } from './decide.ts';
import { probe, recall, submit } from './file.ts';
import { list, status } from './look.ts';
import type { JiraOptions } from './reading.ts';

/** Requests as issues of a Jira Cloud project, with the session that the person has there. */
export function createJiraChannel(options: JiraOptions): Channel {
  return {
    probe: (target) => probe(options, target),
    submit: (target, ask) => submit(options, target, ask),
    recall: (target, ask) => recall(options, target, ask),
    list: (target, which) => list(options, target, which),
    status: (target, refs) => status(options, target, refs),
    resolve: (target, ref, decision) => resolve(options, target, ref, decision),
    reopen: (target, ref) => reopen(options, target, ref),
    note: (target, ref, what) => note(options, target, ref, what),
  };
}
