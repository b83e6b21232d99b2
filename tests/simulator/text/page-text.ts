import type { Switches } from '../switches.ts';

/** Words of the consent page around the block. `{app}` and `{product}` are filled in. */
export interface PageText {
  heading: string;
  section: string;
  verbs: { read: string; write: string; manage: string; delete: string; search: string };
  useOn: string;
  installOn: string;
  chooseSite: string;
  noOptions: string;
  accept: string;
  cancel: string;
  footer: string;
}

/**
 * The English labels that programs match (heading, section, Use app on, Choose a site, Accept,
 * Cancel) are observed in public automation code; so is the Chinese Accept. All else is ours.
 */
export const PAGE_TEXT: Record<Switches['language'], PageText> = {
  en: {
    heading: '{app} is requesting access to your Atlassian account.',
    section: 'In {product}, it would like to:',
    verbs: { read: 'View', write: 'Update', manage: 'Manage', delete: 'Delete', search: 'Search' },
    useOn: 'Use app on',
    installOn: 'Install app on',
    chooseSite: 'Choose a site',
    noOptions: 'No options',
    accept: 'Accept',
    cancel: 'Cancel',
    footer: 'If you accept, {app} can reach what you can reach on the site, until you revoke it.',
  },
  de: {
    heading: '{app} bittet um Zugriff auf Ihr Atlassian-Konto.',
    section: 'In {product} möchte die App Folgendes tun:',
    verbs: {
      read: 'Anzeigen',
      write: 'Aktualisieren',
      manage: 'Verwalten',
      delete: 'Löschen',
      search: 'Suchen',
    },
    useOn: 'App verwenden auf',
    installOn: 'App installieren auf',
    chooseSite: 'Site auswählen',
    noOptions: 'Keine Optionen',
    accept: 'Akzeptieren',
    cancel: 'Abbrechen',
    footer: 'Wenn Sie zustimmen, erreicht {app} auf der Site alles, was Sie selbst erreichen.',
  },
  fr: {
    heading: '{app} demande l’accès à votre compte Atlassian.',
    section: 'Dans {product}, l’app souhaite :',
    verbs: {
      read: 'Afficher',
      write: 'Mettre à jour',
      manage: 'Gérer',
      delete: 'Supprimer',
      search: 'Rechercher',
    },
    useOn: 'Utiliser l’app sur',
    installOn: 'Installer l’app sur',
    chooseSite: 'Choisir un site',
    noOptions: 'Aucune option',
    accept: 'Accepter',
    cancel: 'Annuler',
    footer: 'Si vous acceptez, {app} atteint sur le site tout ce que vous atteignez vous-même.',
  },
  es: {
    heading: '{app} solicita acceso a tu cuenta de Atlassian.',
    section: 'En {product}, la aplicación quiere:',
    verbs: {
      read: 'Ver',
      write: 'Actualizar',
      manage: 'Administrar',
      delete: 'Eliminar',
      search: 'Buscar',
    },
    useOn: 'Usar la aplicación en',
    installOn: 'Instalar la aplicación en',
    chooseSite: 'Elige un sitio',
    noOptions: 'Sin opciones',
    accept: 'Aceptar',
    cancel: 'Cancelar',
    footer: 'Si aceptas, {app} puede llegar en el sitio a todo lo que tú alcanzas.',
  },
  ja: {
    heading: '{app} が Atlassian アカウントへのアクセスを求めています。',
    section: '{product} で行う操作:',
    verbs: { read: '表示', write: '更新', manage: '管理', delete: '削除', search: '検索' },
    useOn: 'アプリを使用するサイト',
    installOn: 'アプリをインストールするサイト',
    chooseSite: 'サイトを選択',
    noOptions: '選択肢がありません',
    accept: '同意する',
    cancel: 'キャンセル',
    footer: '同意すると、{app} はサイト内であなたが見られるものにアクセスできます。',
  },
  zh: {
    heading: '{app} 请求访问您的 Atlassian 帐户。',
    section: '在 {product} 中，它想要：',
    verbs: { read: '查看', write: '更新', manage: '管理', delete: '删除', search: '搜索' },
    useOn: '使用应用的站点',
    installOn: '安装应用的站点',
    chooseSite: '选择站点',
    noOptions: '无选项',
    accept: '接受',
    cancel: '取消',
    footer: '接受后，{app} 可以访问您在该站点上能访问的内容。',
  },
};

/** Fills `{name}` in a text. */
export function fill(text: string, values: Record<string, string>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** One group of permission rows: a product and what the app would do in it. */
export interface ScopeSection {
  title: string;
  rows: { verb: string; scopes: string }[];
}

/** Sorts scopes into the sections and rows of the page; `offline_access` is not shown. */
export function scopeSections(text: PageText, scopes: string[]): ScopeSection[] {
  const products = new Map<string, Map<string, string[]>>();
  for (const scope of scopes) {
    const [verb = '', name = ''] = scope.split(':');
    if (!name) continue;
    const rows = products.get(productOf(name)) ?? new Map<string, string[]>();
    products.set(productOf(name), rows.set(verb, [...(rows.get(verb) ?? []), name]));
  }
  return [...products].map(([product, rows]) => ({
    title: fill(text.section, { product }),
    rows: [...rows].map(([verb, names]) => ({
      verb: text.verbs[verb as keyof PageText['verbs']] ?? verb,
      scopes: names.join(', '),
    })),
  }));
}

function productOf(name: string): string {
  if (name.startsWith('jira')) return 'Jira';
  if (name.startsWith('confluence')) return 'Confluence';
  return name.startsWith('me') ? 'User' : 'Atlassian';
}
