// @ts-check
// Draws docs/images/architecture.svg from the table of arrows in .dependency-cruiser.cjs.
// `--print` writes the picture to standard output instead (tests/build/docs.test.ts compares).
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** @type {{ ROOMS: Record<string, string[]> }} */
const { ROOMS } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** What each box says below its name, and its column. A folder without a line here still gets a box. */
const ABOUT = /** @type {Record<string, [string, number]>} */ ({
  'content scripts': ['entrypoints: run in Atlassian’s pages', 0],
  pages: ['entrypoints: popup, options, result', 1],
  'background.ts': ['entrypoints: the service worker', 2],
  components: ['what people see, and its state', 0],
  background: ['handlers, alarms, script registration', 2],
  browser: ['thin wrappers of extension APIs', 1],
  storage: ['IndexedDB: readers and writers', 2],
  messages: ['sender, data and answer of each', 2],
  review: ['levels, warnings, rules, queue', 1],
  channels: ['share link, email', 2],
  report: ['masked report of a page', 0],
  requests: ['what a request is and may become', 1.5],
  consent: ['reads a page', 1],
  atlassian: ['hosts, addresses, links', 1],
});

/** What the entrypoints may import: the rules `content-scripts` and `pages` of the same file. */
const ENTRIES = /** @type {Record<string, string[]>} */ ({
  'content scripts': ['components', 'browser'],
  pages: ['components', 'browser'],
  'background.ts': ['background'],
});

const BOX = { width: 256, height: 48 };
const STEP = { x: 292, y: 86 };
const MARGIN = 20;

/**
 * The arrows that are left once those that follow from others are taken out.
 * @param {Record<string, string[]>} rooms
 */
function arrows(rooms) {
  const all = Object.fromEntries(
    Object.entries(rooms).map(([room, to]) => [room, to.filter((name) => name in rooms)]),
  );
  /** @param {string} from @param {string} to @returns {boolean} */
  const reaches = (from, to) => (all[from] ?? []).some((next) => next === to || reaches(next, to));
  return Object.entries(all).flatMap(([from, to]) =>
    to
      .filter((name) => !to.some((other) => other !== name && reaches(other, name)))
      .map((name) => ({ from, to: name })),
  );
}

/** @param {Record<string, string[]>} rooms */
function picture(rooms) {
  const all = { ...rooms, ...ENTRIES };
  const lines = arrows(all);
  /** The longest way down, in arrows. @param {string} room @returns {number} */
  const depth = (room) =>
    Math.max(-1, ...lines.filter(({ from }) => from === room).map(({ to }) => depth(to))) + 1;
  const top = Math.max(...Object.keys(all).map(depth));
  /** @param {string} room */
  const place = (room) => {
    const row = room in ENTRIES ? 0 : top - depth(room);
    const column = ABOUT[room]?.[1] ?? 0;
    return { x: MARGIN + column * STEP.x, y: MARGIN + row * STEP.y };
  };
  const width = 2 * MARGIN + 2 * STEP.x + BOX.width;
  const height = 2 * MARGIN + top * STEP.y + BOX.height;
  const boxes = Object.keys(all).map((room) => {
    const { x, y } = place(room);
    const kind = room in ENTRIES ? 'entry' : 'box';
    return [
      `  <rect class="${kind}" x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}" rx="8"/>`,
      `  <text class="name" x="${x + 14}" y="${y + 20}">${room}</text>`,
      `  <text class="about" x="${x + 14}" y="${y + 38}">${ABOUT[room]?.[0] ?? ''}</text>`,
    ].join('\n');
  });
  const ways = lines.map(({ from, to }) => {
    const a = place(from);
    const b = place(to);
    const half = BOX.width / 2;
    return `  <path class="way" d="M${a.x + half} ${a.y + BOX.height}L${b.x + half} ${b.y - 2}"/>`;
  });
  const said = lines.map(({ from, to }) => `${from} imports ${to}`).join('; ');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif" font-size="14">
  <title id="title">Who imports whom in Countersign</title>
  <desc id="desc">${said}.</desc>
  <defs>
    <marker id="end" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto">
      <path class="tip" d="M0 0 10 5 0 10z"/>
    </marker>
  </defs>
  <style>
    .paper{fill:#fff}
    .box{fill:#f3f6f7;stroke:#5c7178}
    .entry{fill:#e2f1f3;stroke:#0b5c6b}
    .name{font-weight:600;fill:#12313a}
    .about{font-size:12px;fill:#45575d}
    .way{fill:none;stroke:#0b5c6b;stroke-width:1.6;marker-end:url(#end)}
    .tip{fill:#0b5c6b}
    @media (prefers-color-scheme: dark){
      .paper{fill:#0f1618}
      .box{fill:#1b262a;stroke:#7d949b}
      .entry{fill:#123840;stroke:#62b6c6}
      .name{fill:#e6f1f3}
      .about{fill:#b4c4c9}
      .way{stroke:#62b6c6}
      .tip{fill:#62b6c6}
    }
  </style>
  <rect class="paper" width="${width}" height="${height}"/>
${ways.join('\n')}
${boxes.join('\n')}
</svg>
`;
}

const svg = picture(ROOMS);
if (process.argv.includes('--print')) process.stdout.write(svg);
else writeFileSync(new URL('../docs/images/architecture.svg', import.meta.url), svg);
