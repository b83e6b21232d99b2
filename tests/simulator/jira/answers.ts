import type { Reply } from '../http.ts';
import type { JiraWorld } from './world.ts';

/** Jira's sentences are the account's language's; those in Korean are ours. */
const SENTENCES = {
  noIssue: {
    en: 'Issue does not exist or you do not have permission to see it.',
    ko: '이슈가 없거나 볼 수 있는 권한이 없습니다.',
  },
  noProject: {
    en: "The value '%' does not exist for the field 'project'.",
    ko: "'project' 필드에 값 '%'이(가) 없습니다.",
  },
  noIssueInQuery: {
    en: "An issue with key '%' does not exist for field 'id'.",
    ko: "'id' 필드에 키가 '%'인 이슈가 없습니다.",
  },
  noProjectForRights: {
    en: "No project could be found with key '%'.",
    ko: '프로젝트 %이(가) 없습니다.',
  },
  notOnScreen: {
    en: "Field '%' cannot be set. It is not on the appropriate screen, or unknown.",
    ko: "'%' 필드를 설정할 수 없습니다.",
  },
  required: { en: '% is required.', ko: '%을(를) 입력해야 합니다.' },
  mayNot: { en: 'You do not have permission to do this.', ko: '권한이 없습니다.' },
  moved: {
    en: 'It seems that you have tried to perform a workflow operation (%) that is not valid for the current state of this issue. The likely cause is that somebody has changed the issue recently.',
    ko: '현재 이슈 상태에서는 이 작업(%)을 할 수 없습니다.',
  },
  unbounded: { en: 'Unbounded JQL queries are not allowed here.', ko: '제한된 JQL이 필요합니다.' },
  badQuery: { en: "Error in the JQL Query near '%'.", ko: "JQL 오류: '%'." },
  badToken: { en: 'The next page token is not valid.', ko: '페이지 토큰이 올바르지 않습니다.' },
  badSize: {
    en: 'maxResults must be between 1 and 5000.',
    ko: 'maxResults는 1에서 5000까지입니다.',
  },
  badBody: {
    en: 'Invalid request payload. Refer to the REST API documentation and try again.',
    ko: '잘못된 요청입니다.',
  },
  noBody: { en: 'No content to map to Object due to end of input', ko: '내용이 없습니다.' },
  noJson: {
    en: 'There was an error parsing JSON. Check that your request body is valid.',
    ko: 'JSON을 읽을 수 없습니다.',
  },
  badDocument: { en: 'INVALID_INPUT', ko: 'INVALID_INPUT' },
  tooLong: { en: 'CONTENT_LIMIT_EXCEEDED', ko: 'CONTENT_LIMIT_EXCEEDED' },
  gone: {
    en: 'The requested API has been removed. Please migrate to the /rest/api/3/search/jql API. See CHANGE-2046.',
    ko: '제거된 API입니다. /rest/api/3/search/jql, CHANGE-2046.',
  },
} as const;

export type Sentence = keyof typeof SENTENCES;
export type Speak = (sentence: Sentence, part?: string) => string;

export const speakerOf =
  (language: 'en' | 'ko'): Speak =>
  (sentence, part = '') =>
    SENTENCES[sentence][language].replace('%', part);

const JSON_TYPE = 'application/json;charset=UTF-8';

export const ok = (value: unknown, status = 200): Reply => ({
  status,
  headers: { 'content-type': JSON_TYPE },
  body: JSON.stringify(value),
});

export const empty = (status = 204): Reply => ({ status });

/** An ErrorCollection: sentences, and fields with theirs. */
export const refusal = (
  status: number,
  messages: string[],
  errors: Record<string, string> = {},
): Reply => ok({ errorMessages: messages, errors }, status);

/** RFC 7807. Which member holds the sentence was not read by anybody: here it is `detail`. */
export const problem = (
  status: number,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Reply => ({
  status,
  headers: { 'content-type': 'application/problem+json;charset=UTF-8', ...headers },
  body: JSON.stringify({ type: 'about:blank', title, status, detail, instance: '' }),
});

/** The one-line 401: labeled as what was asked for, and no JSON whatever the label. */
export function unauthenticated(site: string, accept: string | null): Reply {
  const type =
    accept === null
      ? 'text/plain'
      : accept.includes('application/json')
        ? 'application/json'
        : 'text/html;charset=UTF-8';
  return {
    status: 401,
    headers: {
      'content-type': type,
      'www-authenticate': `OAuth realm="${encodeURIComponent(`https://${site}`)}"`,
      'x-frame-options': 'SAMEORIGIN',
    },
    body: 'Client must be authenticated to access this resource.',
  };
}

export const xsrfFailed = (): Reply => ({
  status: 403,
  headers: { 'content-type': 'text/html;charset=UTF-8' },
  body: 'XSRF check failed',
});

/** The kinds of trouble that come before Jira looks at a call. */
export function troubleReply(kind: string, world: JiraWorld): Reply | undefined {
  const limited = (headers: Record<string, string>): Reply => ({
    status: 429,
    headers: { 'content-type': 'application/json', ...headers },
    body: '{"errorMessages":[],"errors":{}}',
  });
  const reset = new Date(world.clock + 60_000).toISOString().replace('.000', '');
  switch (kind) {
    case 'burst':
      return limited({
        'retry-after': '1',
        'x-ratelimit-limit': '350',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': reset,
        'ratelimit-reason': 'jira-burst-based',
      });
    case 'cost':
      return limited({
        'retry-after': '89',
        'x-ratelimit-limit': '600000',
        'ratelimit-reason': 'jira-cost-based',
      });
    case 'gateway-429':
      return limited({
        'x-failure-category': 'FAILURE CLIENT RATE LIMITED',
        'x-ratelimit-limit': '360000',
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': reset,
      });
    case 'broken-500':
      return {
        status: 500,
        headers: { 'content-type': 'text/html' },
        body: '<html>Something went wrong</html>',
      };
    case 'broken-503':
      return {
        status: 503,
        headers: { 'content-type': 'text/html', 'retry-after': '30' },
        body: '',
      };
    case 'login-page':
      return {
        status: 200,
        headers: { 'content-type': 'text/html;charset=UTF-8' },
        body: '<!doctype html><title>Log in with your Atlassian account</title>',
      };
    case 'redirect':
      return {
        status: 302,
        headers: { location: `https://id.atlassian.com/login?continue=https://${world.site}/` },
      };
    default:
      return undefined;
  }
}
