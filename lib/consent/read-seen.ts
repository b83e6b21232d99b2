import type { AuthorizeFacts } from '../atlassian/authorize-url.ts';
import {
  dataCenterAt,
  type Place,
  type Product,
  placeOf,
  productOf,
} from '../atlassian/custom-hosts.ts';
import { present } from '../present.ts';
import { readDataCenterBlock } from './data-center/read-page.ts';
import { type DataCenterView, viewOfDataCenter } from './data-center/view.ts';
import { readText, type TextReading } from './read-text.ts';

/** A page as plain text. Both parts are hostile, and the address carries secrets: parse at once. */
export interface SeenPage {
  address: string;
  /** what can be seen on it, at most 50,000 characters */
  text: string;
  /** on a host that was added: which entry it belongs to */
  place?: Place;
  /** what the browser saw of the tab's connection */
  seen?: AuthorizeFacts;
}

/** A page as a person has it read: address and visible text. */
interface SeenText {
  address: string;
  text: string;
}

/** "The application X would like to have … access to your data on …"; or the two buttons. */
const asksIn = (text: string): boolean =>
  /would like to have .{1,60} access to your data on/i.test(text) ||
  (/^[^\S\n]*allow[^\S\n]*$/im.test(text) && /^[^\S\n]*deny[^\S\n]*$/im.test(text));

/** A page of a Data Center: its host is the site, and its own readers are asked. */
function readDataCenter(
  { address, text }: SeenText,
  dataCenter: { product: Product; base: string },
): TextReading {
  const asks = () => asksIn(text);
  const view: DataCenterView | undefined = viewOfDataCenter(
    { address, text, asks, showsError: false },
    dataCenter,
  );
  const block = view && readDataCenterBlock(view);
  const { startPage: _, ...facts } = readText(text, address).facts;
  return {
    edition: 'data-center',
    site: new URL(address).hostname,
    dataCenter,
    facts: view?.facts ?? facts,
    ...(view?.appName && { appName: view.appName }),
    message: block?.message ?? '',
    ...present({ vouched: block }),
  };
}

/** Names below an Isolated Cloud's domain that are Atlassian's services, and no site. */
const SERVICE = /^(?:home|team|start|id|api|admin|auth|bitbucket)\./;

/**
 * Reads a page at a person's wish, in the edition of its host.
 * @param place the entry of the list of hosts that the page belongs to, where it is one's
 */
export function readSeen(seen: SeenText, place?: Place): TextReading {
  const url = URL.canParse(seen.address) ? new URL(seen.address) : undefined;
  const product = place && productOf(place.kind);
  const dataCenter =
    place && product ? { product, base: place.base } : url && !place && dataCenterAt(url);
  if (dataCenter) return readDataCenter(seen, dataCenter);
  if (!url || !place) return readText(seen.text, seen.address);
  const { kind, host, edition } = place;
  const isConsent = placeOf(url, [{ kind, host, port: url.port, path: '' }]) !== undefined;
  const read = readText(seen.text, seen.address, isConsent ? edition : undefined);
  const site = SERVICE.test(url.hostname) ? read.site : (read.site ?? url.hostname);
  return { ...read, edition, ...present({ site }) };
}
