/**
 * Atlassian's own word for "administrator" in the languages of its published locale files
 * (observed: @atlaskit/afm-i18n packages; the word itself, never a whole sentence of the block).
 * Without its ending where the language changes it. Folded, as fold() leaves it.
 * Data, kept apart from the texts of this extension: it says nothing by itself.
 */
const WORDS: Readonly<Record<string, string>> = {
  // Stands for da, nb, pl, hr and sr too, and for English when it is written out.
  de: 'administrator',
  fr: 'administrateur',
  'fr, of a woman': 'administratrice',
  es: 'administrador',
  it: 'amministrator',
  'it, of a woman': 'amministratrice',
  nl: 'beheerder',
  sv: 'administratör',
  fi: 'ylläpitäj',
  'fi, of systems': 'järjestelmänvalvoj',
  cs: 'správc',
  'cs, in other products': 'administrátor',
  hu: 'adminisztrátor',
  'hu, in other products': 'rendszergazd',
  et: 'administraator',
  is: 'stjórnand',
  'is, of systems': 'kerfisstjór',
  ru: 'администратор',
  uk: 'адміністратор',
  tr: 'yönetici',
  sl: 'skrbni',
  ja: '管理者',
  ko: '관리자',
  'zh-CN': '管理员',
  'zh-TW': '管理員',
  th: 'ผู้ดูแล',
  vi: 'quản trị viên',
};

/** In English the short form stands alone: "administered by" is something else. */
const ENGLISH = /\badmins?\b/;

// Folded like the page: NFKC takes some of the scripts' signs apart.
const FOLDED = Object.values(WORDS).map((word) => word.normalize('NFKC'));

/** The word for "administrator" in a folded text, in whatever language. */
export function adminWord(folded: string): string | undefined {
  // The lower case of İ is an i with a dot above it.
  const text = folded.replaceAll('i\u0307', 'i');
  return ENGLISH.exec(text)?.[0] ?? FOLDED.find((word) => text.includes(word));
}
