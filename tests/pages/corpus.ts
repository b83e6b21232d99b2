import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { HostEntry } from '../../lib/atlassian/custom-hosts.ts';

/** The fields of `expect` that a page may list in `knownGaps`. */
export const FIELDS = [
  'reader',
  'edition',
  'site',
  'appName',
  'clientId',
  'scopes',
  'redirectHost',
  'resource',
  'message',
  'clear',
] as const;

export type Field = (typeof FIELDS)[number];

/** What must be read from a page; null stands for "nothing", a missing field is not allowed. */
export type Expectation = Record<Field, unknown> & {
  reader: string | null;
  /** characters hidden inside the app's name; on nearly every page there are none */
  nameHadHidden?: string;
};

/** One folder of the corpus. */
export interface CorpusPage {
  slug: string;
  url: string;
  /** on a host that was added: its entry in the list */
  host?: HostEntry;
  /** HTTP status, where it is not 200 */
  status?: number;
  /** the cause, where one reader knows several */
  cause?: string;
  source: string;
  sureness: 'documented' | 'observed' | 'guess' | 'made up';
  /** why the expectation is the right one, where that is not plain to see */
  why?: string;
  /** a person asked for this very page to be read (toolbar): no detector calls there */
  byHand?: true;
  /** the AI client that the first stage of an MCP sign-in names; left out: none */
  client?: string;
  /** words on the page itself that no outcome may carry, such as an e-mail address */
  secrets?: string[];
  expect: Expectation;
  /** evidence that it is blocked, where no reader knows the words; absent: none */
  perhaps?: string[];
  /** the same once Accept was pressed, where that makes a difference */
  afterAccept?: string[];
  /** short words that no reader knows, and nothing to accept; absent: it is none */
  deadEnd?: true;
  /** fields of `expect` known to be read wrongly: they must be wrong, or the list is out of date */
  knownGaps: Field[];
}

/** `page.gen.ts`: a page too big to store. */
export interface Generator {
  /** the body at a share of its full size (1 = full): reading must cost in proportion */
  html(share: number): string;
  /** runs inside the page before it is read, for what the HTML parser refuses to build */
  prepare?(share: number): void;
}

const ROOT = import.meta.dirname;
const SURENESS = ['documented', 'observed', 'guess', 'made up'];

function problems(page: CorpusPage): string[] {
  const found: string[] = [];
  if (!SURENESS.includes(page.sureness))
    found.push(`sureness must be one of ${SURENESS.join(', ')}`);
  if (!page.source) found.push('source must say where the words come from');
  if (!URL.canParse(page.url)) found.push('url must be a whole address');
  for (const field of FIELDS) {
    if (!(field in page.expect)) found.push(`expect.${field} is missing (null means: nothing)`);
  }
  for (const gap of page.knownGaps) {
    if (!FIELDS.includes(gap)) found.push(`knownGaps: "${gap}" is no field of expect`);
  }
  const folder = join(ROOT, page.slug);
  const text = existsSync(join(folder, 'page.html'))
    ? readFileSync(join(folder, 'page.html'), 'utf8')
    : readFileSync(join(folder, 'page.gen.ts'), 'utf8');
  if (!/^(?:<!--|\/\*\*)[^>]*rebuilt from words/i.test(text)) {
    found.push(
      'the page must begin with a comment that says "rebuilt from words", from which source',
    );
  }
  return found;
}

/** Every page of the corpus, in the order of its name. Throws where a folder is not sound. */
export function corpus(): CorpusPage[] {
  const folders = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => {
      const json = readFileSync(join(ROOT, name, 'expected.json'), 'utf8');
      const page: CorpusPage = { slug: name, ...JSON.parse(json) };
      const found = problems(page);
      if (found.length > 0) throw new Error(`tests/pages/${name}: ${found.join('; ')}`);
      return page;
    })
    .sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** The page's generator, or undefined where the page is a file. */
export async function generatorOf(slug: string): Promise<Generator | undefined> {
  const file = join(ROOT, slug, 'page.gen.ts');
  return existsSync(file) ? import(pathToFileURL(file).href) : undefined;
}

/** True where the page has to be generated. */
export function isGenerated({ slug }: CorpusPage): boolean {
  return existsSync(join(ROOT, slug, 'page.gen.ts'));
}

/** The stored body of a page. */
export function storedBody(slug: string): string {
  return readFileSync(join(ROOT, slug, 'page.html'), 'utf8');
}

const SECRET_PARAMETERS =
  /^(?:state|code|code_challenge|context|nonce|login_hint|id_token_hint|request|oauth_(?:token|nonce))$/;

/** Everything in a page's address that must never be kept, shown or sent. */
export function secretsOf(page: CorpusPage): string[] {
  const { searchParams } = new URL(page.url);
  const secrets = [...searchParams].filter(([name]) => SECRET_PARAMETERS.test(name));
  const redirect = searchParams.get('redirect_uri') ?? '';
  const back = URL.canParse(redirect) ? new URL(redirect) : undefined;
  const behind = [...(back?.searchParams.values() ?? []), back?.hash.slice(1), back?.password];
  return [...secrets.map(([, value]) => value), ...behind, ...(page.secrets ?? [])].filter(
    (value): value is string => value !== undefined && value.length >= 4,
  );
}
