import type { Switches } from '../switches.ts';

/** The alert on the consent page: perhaps a title, and a sentence in the pieces it is drawn in. */
export interface BlockText {
  title: string | undefined;
  parts: string[];
  /** Accept cannot be pressed while it stands there */
  greysAccept?: true;
}

type Language = Switches['language'];

/** A sentence; `host` has its quote marks already, `''` stands for a sentence without a host. */
interface Translation {
  mustAuthorize: (host: string) => string;
  blockedTitle: string;
  blockedBody: (app: string, host: string) => string;
}

/**
 * English is on record word by word (the site-admin wording in Atlassian's support article and
 * in reports of March 2026; app-blocked in the announcement of the toggle, 2022). No translation
 * was ever seen: these are our own words for "what if there is one".
 */
const TRANSLATIONS: Record<Exclude<Language, 'en'>, Translation> = {
  de: {
    mustAuthorize: (host) =>
      `Ihr Site-Administrator muss diese App${host && ` für die Site ${host}`} autorisieren, ` +
      'bevor die App auf Ihr Konto zugreifen kann.',
    blockedTitle: 'App wurde von einem Administrator blockiert',
    blockedBody: (app, host) =>
      `Ein Administrator erlaubt ${app} nicht, auf Daten von ${host} zuzugreifen. ` +
      'Wählen Sie eine andere Site oder wenden Sie sich an Ihren Administrator.',
  },
  fr: {
    mustAuthorize: (host) =>
      `L’administrateur de votre site doit autoriser cette app${host && ` pour le site ${host}`} ` +
      'avant qu’elle puisse accéder à votre compte.',
    blockedTitle: 'App bloquée par un administrateur',
    blockedBody: (app, host) =>
      `Un administrateur n’a pas autorisé ${app} à accéder aux données de ${host}. ` +
      'Sélectionnez un autre site ou contactez votre administrateur.',
  },
  es: {
    mustAuthorize: (host) =>
      `El administrador del sitio debe autorizar esta aplicación${host && ` en el sitio ${host}`} ` +
      'antes de que pueda acceder a tu cuenta.',
    blockedTitle: 'Un administrador ha bloqueado la aplicación',
    blockedBody: (app, host) =>
      `Un administrador no permite que ${app} acceda a los datos de ${host}. ` +
      'Elige otro sitio o contacta con tu administrador.',
  },
  ja: {
    mustAuthorize: (host) =>
      `アプリがアカウントにアクセスする前に、サイト管理者が${host && `サイト ${host} で`}` +
      'このアプリを承認する必要があります。',
    blockedTitle: 'アプリは管理者によってブロックされています',
    blockedBody: (app, host) =>
      `管理者は ${app} による ${host} のデータへのアクセスを許可していません。` +
      '別のサイトを選択するか、管理者にお問い合わせください。',
  },
  zh: {
    mustAuthorize: (host) =>
      `站点管理员必须先${host && `为站点 ${host} `}授权此应用，然后该应用才能访问您的帐户。`,
    blockedTitle: '应用已被管理员阻止',
    blockedBody: (app, host) =>
      `管理员不允许 ${app} 访问 ${host} 的数据。请选择其他站点或联系您的管理员。`,
  },
};

const QUOTES: Record<Switches['quotes'], [string, string]> = {
  single: ["'", "'"],
  double: ['"', '"'],
  curly: ['“', '”'],
  backtick: ['`', '`'],
  none: ['', ''],
};

/** The alert for an app on a site, as the switches want it worded and drawn. */
export function blockText(switches: Switches, app: string, host: string): BlockText {
  const { wording, blockLanguage, language } = switches;
  const [open, close] = QUOTES[switches.quotes];
  const quoted = wording === 'no-host' ? '' : `${open}${host}${close}`;
  const spoken = blockLanguage === 'same' ? language : 'en';
  const words = spoken === 'en' ? english(switches, quoted) : TRANSLATIONS[spoken];
  const isTitled = wording === 'app-blocked';
  const sentence = isTitled ? words.blockedBody(app, host) : words.mustAuthorize(quoted);
  const title = isTitled ? words.blockedTitle : undefined;
  const dress = switches.invisibleCharacters ? sprinkle : (text: string) => text;
  return {
    title: title && dress(title),
    parts: switches.nestedMarkup ? cut(dress(sentence)) : [dress(sentence)],
  };
}

function english(switches: Switches, quoted: string): Translation {
  const site = quoted && ` for the site ${quoted}`;
  const heads: Record<Switches['wording'], string> = {
    'site-admin': 'Your site admin must authorize this app',
    admin: 'Your admin must authorize this app',
    'no-host': 'Your site admin must authorize this app',
    'application-authorise': 'Your site administrator must authorise this application',
    reauthorize: 'Your site admin must reauthorize this app',
    'app-blocked': '',
  };
  const thing = switches.wording === 'application-authorise' ? 'application' : 'app';
  return {
    mustAuthorize: () =>
      `${heads[switches.wording]}${site} before the ${thing} can access your account.`,
    blockedTitle: 'App is blocked by an admin',
    blockedBody: (app, host) =>
      `An admin has not allowed ${app} to access data from ${host}. Select another site to ` +
      'authorize access to or contact your admin for more information.',
  };
}

/** Cuts in the middle of phrases, so that no single element has a telling piece. */
function cut(sentence: string): string[] {
  return sentence.match(/.{1,11}/gsu) ?? [];
}

/** ZWSP, LRM, word joiner, ZWNJ, RLM, BOM: what pseudo-locales and translation tools leave. */
const INVISIBLE = ['\u200b', '\u200e', '\u2060', '\u200c', '\u200f', '\ufeff'];

function sprinkle(sentence: string): string {
  return [...sentence]
    .map((letter, index) =>
      index % 4 === 3 ? letter + (INVISIBLE[(index >> 2) % 6] ?? '') : letter,
    )
    .join('');
}
