import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { CURES, type Neighbour } from '../../lib/consent/causes.ts';
import { domainToAllow } from '../../lib/requests/screen.ts';
import { t } from '../i18n.ts';
import { CopyNote } from './CopyNote.tsx';
import { developerNote } from './developer-note.ts';

const FIXERS = {
  'org-admin': 'advice_fixer_org_admin',
  'site-admin': 'advice_fixer_site_admin',
  developer: 'advice_fixer_developer',
  you: 'advice_fixer_you',
  'you-first': 'advice_fixer_you_first',
} as const;

/** What the texts about a screen speak of: app, site and the domain to be allowed. */
export function adviceNames(consent: BlockedConsent): [string, string, string] {
  const { appName, site } = consent;
  const domain = domainToAllow({ ...consent, name: appName ?? '' });
  return [
    appName || t('advice_app'),
    site || t('banner_unknownSite'),
    domain ?? t('advice_domain'),
  ];
}

interface AdviceProps {
  consent: BlockedConsent;
  cause: Neighbour;
  copy: (text: string) => Promise<void>;
}

/** A screen that is not the block proper: what it is, who can change it, what comes next. */
export function Advice({ consent, cause, copy }: AdviceProps) {
  const cure = CURES[cause];
  const names = adviceNames(consent);
  return (
    <>
      <div role="note" class="advice">
        <p dir="auto">{t(cure.what, ...names)}</p>
        <p>{t(FIXERS[cure.fixer])}</p>
        <p dir="auto">
          <strong>{t('advice_next')}</strong> {t(cure.next, ...names)}
        </p>
        <p class="note">{t('advice_verified')}</p>
      </div>
      {'note' in cure && <CopyNote note={developerNote(consent, cure.note)} copy={copy} />}
    </>
  );
}
