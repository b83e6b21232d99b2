import { nameSkeleton } from '../../requests/key.ts';
import { knownByLook } from './known-apps.ts';
import { hiddenCharacters, isMixed, skeleton, words } from './name.ts';
import { comesBefore, type Namesake } from './seen-before.ts';
import { alike, isAtHome, type Subject, type Warning, warning } from './subject.ts';
import { slipOf, vendorByLook, vendorOf } from './vendors.ts';

/**
 * 1. Characters that cannot be seen or that turn the direction of writing: in the name as it is
 * kept, or taken out of it when it was read.
 */
export function hiddenInName({ name, request }: Subject): Warning[] {
  const taken = request.app.nameHadHidden?.split(' ') ?? [];
  const codes = [...new Set([...hiddenCharacters(name), ...taken])];
  return codes.length > 0 ? [warning('hiddenCharacters', 'red', codes.slice(0, 5).join(' '))] : [];
}

/** 2. A word of letters from several alphabets. */
export function mixedScripts({ name }: Subject): Warning[] {
  const word = words(name).find(isMixed);
  return word ? [warning('mixedScripts', 'red', word)] : [];
}

interface Twin {
  name: string;
  clientId: string;
  what: 'sameNameApproved' | 'sameNameKnown' | 'sameName';
  /** the tie is what a dynamic client can be expected to share with its like */
  expected: boolean;
}

function knownTwin({ skeleton: form, redirect, owner, dynamic }: Subject): Twin | undefined {
  const twins = knownByLook(form).map(({ name, client }) => {
    const own = client.domains.includes(redirect.registrableDomain ?? '');
    const expected = own || (dynamic && client.loopback && owner === 'loopback');
    return { name, clientId: client.clientId, what: 'sameNameKnown' as const, expected };
  });
  // One vendor may have several clients of one name: any of them explains the redirect.
  return twins.find(({ expected }) => expected) ?? twins[0];
}

/** The client that goes by this name longer than the one in question. */
function storedTwin({ owner, dynamic }: Subject, twin: Namesake): Twin {
  const expected = dynamic && (twin.owner === '' || owner === '' || twin.owner === owner);
  const what = twin.approved === undefined ? 'sameName' : 'sameNameApproved';
  return { name: twin.name, clientId: twin.clientId, what, expected };
}

/**
 * 3. The name of another client, or one letter away from it. Red, because nothing but the client
 * tells two apps of one name apart; amber only where the client id cannot tell either: it is not
 * known, or made anew for each installation, and the code goes where it is expected to go. The
 * warning is the newcomer's: whoever had the name before, or sends people back to the vendor's own
 * domain, gets a note at most.
 */
export function lookAlike(asking: Subject): Warning[] {
  const { index, known, identity, skeleton: form } = asking;
  if (form.length < 2) return [];
  const other = index.namesake(form, identity);
  const older = other && comesBefore(other, index.seniority(form, identity)) ? other : undefined;
  const home = isAtHome(asking) || knownByLook(form).some(({ client }) => client === known);
  const note = older ? [] : imitated(asking, other);
  return [...note, ...(home ? sameVendor(asking, older) : newcomer(asking, older))];
}

/** Another client came in under this name later, or from elsewhere: that is not this one's doing. */
function imitated({ name, owner }: Subject, other: Namesake | undefined): Warning[] {
  if (!other || (other.owner === owner && owner !== '')) return [];
  const note = warning('imitated', 'info', other.name, other.owner || '?');
  return [alike(note, name, other.name)];
}

/** Asks under a name that another had before. */
function newcomer(asking: Subject, older: Namesake | undefined): Warning[] {
  const { name, request } = asking;
  const stored = older && storedTwin(asking, older);
  const twin = stored?.what === 'sameNameApproved' ? stored : (knownTwin(asking) ?? stored);
  if (!twin) return drawnLike(asking);
  if (nameSkeleton(twin.name) !== nameSkeleton(name)) {
    return [alike(warning('lookAlikeName', 'red', twin.name), name, twin.name)];
  }
  if (twin.expected || !request.app.clientId) return [warning('sameNameOnly', 'amber', twin.name)];
  return [warning(twin.what, 'red', twin.name, twin.clientId)];
}

/** At the vendor's own domain under another id than the one that is known: good to know. */
function sameVendor(asking: Subject, older: Namesake | undefined): Warning[] {
  if (older) {
    const { what, name, clientId } = storedTwin(asking, older);
    return [warning(what, 'info', name, clientId)];
  }
  const [twin] = asking.known ? [] : knownByLook(asking.skeleton);
  return twin ? [warning('sameNameOnly', 'info', twin.name)] : [];
}

/** Nobody else is known by this name; but a vendor's may be drawn like it, or be a letter away. */
function drawnLike({ index, name, skeleton: form, identity, known }: Subject): Warning[] {
  const vendor = vendorByLook(form);
  if (vendor) {
    const names = [vendor.name, ...(vendor.also ?? [])];
    const looks = names.find((one) => skeleton(one) === form) ?? vendor.name;
    const same = nameSkeleton(looks) === nameSkeleton(name);
    return same ? [] : [alike(warning('lookAlikeName', 'red', looks), name, looks)];
  }
  const near = known ? undefined : (index.near(form, identity) ?? slipOf(form)?.name);
  return near ? [alike(warning('nearName', 'amber', near), name, near)] : [];
}

const BRANDS = ['atlassian', 'jira', 'confluence', 'rovo', 'trello', 'bitbucket'];
const COMPANY = skeleton('atlassian');
const LOOKS = new Set(BRANDS.map(skeleton));
const OFFICIAL = new Set(['official', 'verified', 'trusted', 'certified'].map(skeleton));
/** After these words a product is what the app works with: "Draw for Jira" (Atlassian's own advice). */
const WITH = /^(?:for|with|to|and|in|on|für|mit|pour|para|per|voor|dla|för|till)$/i;
const THEIRS = new Set(['atlassian.com', 'trello.com', 'bitbucket.org']);

/** True where the word stands first, or says who made the app: "by Atlassian", "Atlassian Draw". */
function claimed(all: readonly string[], at: number): boolean {
  return at === 0 || (skeleton(all[at] ?? '') === COMPANY && !WITH.test(all[at - 1] ?? ''));
}

const isWeb = ({ redirect }: Subject): boolean => redirect.kind === 'web';

/** "Jira Cloud for Slack" at Slack's own domain: Slack's, and nobody who takes Atlassian's name. */
function isPartners({ redirect }: Subject, all: readonly string[]): boolean {
  const at = all.findIndex((word) => WITH.test(word));
  const partner = at > 0 ? vendorOf(all.slice(at + 1).join(' ')) : undefined;
  const makers = all.slice(0, at).map(nameSkeleton);
  return (
    partner?.domains.includes(redirect.registrableDomain ?? '') === true &&
    BRANDS.includes(makers[0] ?? '') &&
    !makers.some((word) => skeleton(word) === COMPANY)
  );
}

/** 4. Calls itself Atlassian's own, or official, and is no client of Atlassian's that we know. */
export function claimsToBeOfficial(asking: Subject): Warning[] {
  const { name, known, redirect } = asking;
  if (known?.firstParty || THEIRS.has(redirect.registrableDomain ?? '')) return [];
  const all = words(name);
  const official = all.find((word) => OFFICIAL.has(skeleton(word)));
  if (official) return [warning('claimsOfficial', isWeb(asking) ? 'red' : 'amber', official)];
  const brand = all.find((word, at) => LOOKS.has(skeleton(word)) && claimed(all, at));
  if (!brand || isPartners(asking, all)) return [];
  // Written with look-alikes it is no slip, and "Atlassian" with the code going elsewhere neither.
  const disguised = !BRANDS.includes(nameSkeleton(brand));
  const company = skeleton(brand) === COMPANY && isWeb(asking);
  return [warning('claimsAtlassian', disguised || company ? 'red' : 'amber', brand)];
}
