import { fold } from './text.ts';

/**
 * What Accept and Cancel are called, in the languages of Atlassian's locale files. English and the
 * Chinese Accept are observed on consent pages (public test code); the others are the ordinary words
 * of each language, a guess. Folded, as fold() leaves them. Data: structure comes first.
 */
const WORDS: Readonly<Record<string, { accept: string[]; cancel: string[] }>> = {
  en: {
    accept: ['accept', 'allow', 'approve', 'authorize', 'authorize', 'agree', 'grant'],
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
