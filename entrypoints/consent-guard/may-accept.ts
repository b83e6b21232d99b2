import { nativeApi } from '../../lib/browser/native-api.ts';
import { fold } from '../../lib/consent/text.ts';

/**
 * Why the guard can do nothing any more:
 * - `orphaned`: the extension behind it was updated, reloaded or switched off
 * - `ended`: what it held had its time
 */
export type Over = 'orphaned' | 'ended';

/** True while the extension that put this script here is there. */
function isAlive(): boolean {
  try {
    return nativeApi().runtime?.id !== undefined;
  } catch {
    return false;
  }
}

/** Whether it is over with the guard at this moment; asked at every look and at every press. */
export function overOf(
  until: number | undefined,
  now: number,
  alive = isAlive(),
): Over | undefined {
  if (!alive) return 'orphaned';
  return until !== undefined && now >= until ? 'ended' : undefined;
}

/**
 * What Accept and Cancel are called, in the languages of Atlassian's locale files. English and the
 * Chinese Accept are observed on consent pages (public test code); the others are the ordinary words
 * of each language, a guess. Folded, as fold() leaves them. Data: structure comes first.
 */
const WORDS: Readonly<Record<string, { accept: string[]; cancel: string[] }>> = {
  en: {
    accept: ['accept', 'allow', 'approve', 'authorize', 'authorise', 'agree', 'grant'],
    cancel: ['cancel', 'deny', 'decline', 'reject'],
  },
  de: { accept: ['akzeptieren', 'annehmen', 'zulassen', 'zustimmen'], cancel: ['abbrechen'] },
  fr: { accept: ['accepter', 'autoriser', "j'accepte"], cancel: ['annuler'] },
  es: { accept: ['aceptar', 'permitir', 'autorizar'], cancel: ['cancelar'] },
  it: { accept: ['accetta', 'consenti', 'autorizza'], cancel: ['annulla'] },
  pt: { accept: ['aceitar', 'permitir', 'autorizar'], cancel: ['cancelar'] },
  nl: { accept: ['accepteren', 'toestaan', 'akkoord'], cancel: ['annuleren'] },
  sv: { accept: ['acceptera', 'godkänn', 'tillåt'], cancel: ['avbryt'] },
  da: { accept: ['accepter', 'acceptér', 'godkend', 'tillad'], cancel: ['annuller', 'annullér'] },
  nb: { accept: ['godta', 'aksepter', 'tillat'], cancel: ['avbryt'] },
  fi: { accept: ['hyväksy', 'salli'], cancel: ['peruuta', 'peru'] },
  cs: { accept: ['přijmout', 'souhlasím', 'povolit'], cancel: ['zrušit'] },
  sk: { accept: ['prijať', 'súhlasím', 'povoliť'], cancel: ['zrušiť'] },
  hr: { accept: ['prihvati', 'dopusti'], cancel: ['odustani', 'otkaži'] },
  sl: { accept: ['sprejmi', 'dovoli'], cancel: ['prekliči'] },
  sr: { accept: ['prihvati', 'прихвати'], cancel: ['otkaži', 'откажи'] },
  hu: { accept: ['elfogadás', 'elfogadom', 'engedélyezés'], cancel: ['mégse', 'mégsem'] },
  pl: { accept: ['akceptuj', 'zaakceptuj', 'zezwól'], cancel: ['anuluj'] },
  ro: { accept: ['acceptă', 'acceptați', 'permite'], cancel: ['anulare', 'anulați'] },
  et: { accept: ['nõustu', 'luba'], cancel: ['tühista', 'loobu'] },
  is: { accept: ['samþykkja', 'leyfa'], cancel: ['hætta við'] },
  ru: { accept: ['принять', 'разрешить', 'принимаю'], cancel: ['отмена', 'отменить'] },
  uk: { accept: ['прийняти', 'дозволити', 'погодитися'], cancel: ['скасувати'] },
  tr: { accept: ['kabul', 'izin ver', 'onayla'], cancel: ['iptal', 'iptal et', 'vazgeç'] },
  th: { accept: ['ยอมรับ', 'อนุญาต'], cancel: ['ยกเลิก'] },
  vi: { accept: ['chấp nhận', 'cho phép', 'đồng ý'], cancel: ['hủy', 'huỷ', 'hủy bỏ'] },
  ja: { accept: ['同意', '承認', '承諾', '許可', '受け入れ'], cancel: ['キャンセル'] },
  ko: { accept: ['수락', '동의', '허용', '승인'], cancel: ['취소'] },
  zh: { accept: ['接受', '同意', '允许', '允許', '授权', '授權'], cancel: ['取消'] },
};

const folded = (which: 'accept' | 'cancel') =>
  Object.values(WORDS).flatMap((words) => words[which].map(fold));
const ACCEPT = folded('accept');
const CANCEL = folded('cancel');

/** True for what may be an Accept, whatever follows: "Accept and continue". */
export function namesAccept(name: string): boolean {
  const words = fold(name).trim();
  return ACCEPT.some((word) => words.startsWith(word));
}

/** True for a Cancel, and for nothing that says any more than that. */
export function namesCancel(name: string): boolean {
  return CANCEL.includes(fold(name).trim());
}

const SUBMITS = '[type="submit"],[type="image"]';
const BUTTONS = 'button,[role="button"],input[type="button"]';
/** What unfolds or chooses something; the rows of the permissions are such buttons (observed). */
const UNFOLDS = '[aria-expanded],[aria-haspopup],[role="tab"],[data-testid="permission-button"]';
/** An element that is called so much is no button. */
const LONGEST = 40;

function namesOf(control: Element): string[] {
  const { value } = control as HTMLInputElement;
  const shown = control.matches('input') ? value : control.textContent;
  return [shown ?? '', control.getAttribute('aria-label') ?? '', control.getAttribute('alt') ?? ''];
}

/** True for a button that submits a form; without a type that is what a button in one does. */
function submits(control: Element): boolean {
  if (control.matches(SUBMITS)) return true;
  return control instanceof HTMLButtonElement && control.type === 'submit' && control.form !== null;
}

function hasSubmit(): boolean {
  return [...document.querySelectorAll(`button,${SUBMITS}`)].some(submits);
}

/**
 * True where a press of this may accept. By structure first: Accept submits a form (observed), and
 * where something on the page does, the other buttons do not. What is called Accept counts in any
 * case; Cancel never, and goes on working. Where nothing submits, any button that is not known for
 * something else may be Accept.
 */
export function mayAccept(target: EventTarget | null | undefined): boolean {
  if (!(target instanceof Element)) return false;
  const control = target.closest(`${SUBMITS},${BUTTONS},a`);
  if (!control) {
    const words = target.textContent ?? '';
    return words.length <= LONGEST && namesAccept(words);
  }
  const names = namesOf(control);
  if (names.some(namesAccept)) return true;
  if (namesCancel(names[0] ?? '')) return false;
  if (submits(control)) return true;
  return control.matches(BUTTONS) && !control.matches(UNFOLDS) && !hasSubmit();
}
