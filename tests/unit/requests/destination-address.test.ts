import { describe, expect, it } from 'vitest';
import { likelyType, readQueueAddress } from '../../../lib/requests/destination.ts';

const HOST = 'acme.atlassian.net';

describe('an address copied from Jira', () => {
  it.each([
    '/browse/ITSEC-12',
    '/browse/ITSEC',
    '/browse/ITSEC-12?focusedCommentId=10001#c',
    '/projects/ITSEC',
    '/projects/ITSEC/issues/ITSEC-7',
    '/jira/projects/ITSEC',
    '/jira/software/c/projects/ITSEC/boards/3',
    '/jira/software/projects/ITSEC/list',
    '/jira/core/projects/ITSEC/board',
    '/jira/servicedesk/projects/ITSEC/queues/custom/1',
  ])('is a project: %s', (path) => {
    const read = readQueueAddress(` https://${HOST}${path} `);
    expect(read).toEqual({ channel: 'jira', host: HOST, project: 'ITSEC' });
  });

  it.each([
    ['/servicedesk/customer/portal/5', {}],
    ['/servicedesk/customer/portal/5/', {}],
    ['/servicedesk/customer/portal/5/group/8', {}],
    ['/servicedesk/customer/portal/5/create/23', { issueType: '23' }],
    ['/servicedesk/customer/portal/5/group/8/create/23?summary=x', { issueType: '23' }],
  ])('is a portal: %s', (path, type) => {
    const read = readQueueAddress(`https://${HOST}${path}`);
    expect(read).toEqual({ channel: 'jsm', host: HOST, project: '5', ...type });
  });

  it.each([
    '',
    'it@acme.example',
    `http://${HOST}/browse/ITSEC-12`,
    `https://eve@${HOST}/browse/ITSEC-12`,
    `https://${HOST}:8443/browse/ITSEC-12`,
    'https://acme.atlassian.net.evil.example/browse/ITSEC-12',
    'https://jira.acme.example/browse/ITSEC-12',
    `https://${HOST}/browse/itsec-12`,
    `https://${HOST}/wiki/spaces/ITSEC`,
    `https://${HOST}/secure/CreateIssueDetails!init.jspa?pid=10000`,
    `https://${HOST}/servicedesk/customer/portal/5/ITSEC-3`,
    `https://${HOST}/servicedesk/customer/portals`,
    `https://${HOST}/jira/a/b/c/projects/ITSEC`,
  ])('is none: %s', (text) => {
    expect(readQueueAddress(text)).toBeUndefined();
  });
});

describe('the type that is offered first', () => {
  const types = ['Bug', 'Task', 'Service request', 'App access'].map((name, at) => ({
    id: `${at}`,
    name,
  }));
  it.each([
    [types, '1', '1'],
    [types, '', '3'],
    [types.slice(0, 3), '', '2'],
    [types.slice(0, 2), '9', '1'],
    [types.slice(0, 1), '', '0'],
    [[], '', ''],
  ])('is the one of the address, else by its name, else the first: %#', (some, wanted, id) => {
    expect(likelyType(some, wanted)).toBe(id);
  });
});
