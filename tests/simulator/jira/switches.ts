/** Switches of the posed Jira; see ../switches.ts. */
export const JIRA_SWITCH_TABLE = {
  jiraLanguage: {
    values: ['en', 'ko'],
    unknown: '-',
    about: "Language of Jira's sentences: the account's (measured)",
  },
  jiraIndexDelay: {
    values: [0, 1, 3],
    unknown: 'T7',
    about: 'So many searches do not know yet of what was written',
  },
  jiraScreen: {
    values: ['full', 'no-labels', 'no-description', 'required-field', 'default-field'],
    unknown: '-',
    about: 'Fields on the create screen: the usual ones, fewer, or one more that is required',
  },
  jiraComments: {
    values: ['twenty', 'all', 'none'],
    unknown: 'T8',
    about: 'Comments that a search brings: the first twenty, all with their properties, none',
  },
  jiraWorkflow: {
    values: ['plain', 'required-field', 'no-done', 'conflict'],
    unknown: '-',
    about: 'The way to done: plain, with a field to fill in, not there, refused by 409',
  },
  jiraPage: {
    values: [100, 50, 2],
    unknown: '-',
    about: 'The most issues of one page, whatever was asked for',
  },
  jiraTrouble: {
    values: [
      'none',
      'burst',
      'cost',
      'gateway-429',
      'broken-500',
      'broken-503',
      'login-page',
      'redirect',
    ],
    unknown: '-',
    about: 'What every call gets: the kinds of 429, 5xx, a login page by 200 or by a redirect',
  },
  jiraXsrf: {
    values: ['enforced', 'ignored', 'page'],
    unknown: 'T1',
    about: "Whether writes need the site's own Origin and Referer, or a page of the site itself",
  },
  jiraPortal: {
    values: ['as-desk', 'own'],
    unknown: 'T9',
    about: "Whether a portal's number is that of its service desk, or one of its own (3)",
  },
  jiraCut: {
    values: ['none', 'before', 'after'],
    unknown: '-',
    about: 'Whether the connection of a write breaks, before or after it had its effect',
  },
} as const;

type Widen<T> = T extends number ? number : T;

export type JiraSwitches = {
  -readonly [K in keyof typeof JIRA_SWITCH_TABLE]: Widen<
    (typeof JIRA_SWITCH_TABLE)[K]['values'][number]
  >;
};

/** As they stand after a start without options. */
export const jiraDefaults = (): JiraSwitches =>
  Object.fromEntries(
    Object.entries(JIRA_SWITCH_TABLE).map(([name, { values }]) => [name, values[0]]),
  ) as JiraSwitches;
