import { useSignal } from '@preact/signals';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { RESOLUTIONS, type SimilarScreen } from '../../lib/consent/causes.ts';
import { domainToAllow } from '../../lib/requests/screen.ts';
import { type TextKey, t, when } from '../i18n.ts';
import { trusted } from '../ui/trusted.ts';

/**
 * What an app's developer needs to mend it, as plain text: what is wrong, and the facts that are no
 * secrets. Nothing of the person, of the site or of the sign-in's own values is in it.
 * @param about key of what the developer can do
 */
export function developerNote(consent: BlockedConsent, about: TextKey, now = Date.now()): string {
  const { appName, clientId, redirect, scopes, message } = consent;
  const line = (label: TextKey, value: string | undefined) =>
    value ? [t('ui_labeled', t(label), value)] : [];
  const lines = [
    t('cause_broken_title', appName || t('banner_unknownApp')),
    t(about),
    '',
    ...line('banner_rowMessage', message),
    ...line('banner_rowClient', clientId),
    ...line('banner_rowRedirect', redirect?.uri),
    ...line('banner_rowScopes', scopes.join(' ')),
    ...line('advice_seen', when(now)),
  ];
  return lines.join('\n');
}

/** A note for somebody else: copied at a click, or shown where the page forbids copying. */
export function CopyNote({ note, copy }: { note: string; copy: (text: string) => Promise<void> }) {
  const copied = useSignal<'no' | 'yes' | 'failed'>('no');
  const doCopy = () =>
    copy(note).then(
      () => {
        copied.value = 'yes';
      },
      () => {
        copied.value = 'failed';
      },
    );
  return (
    <div class="actions">
      <button type="button" class="main" onClick={trusted(doCopy)}>
        {t('advice_copyNote')}
      </button>
      <span class="note" aria-live="polite">
        {copied.value === 'yes' ? t('advice_copied') : ''}
      </span>
      {copied.value === 'failed' && (
        <label class="byhand">
          {t('banner_copyByHand')}
          <textarea
            rows={5}
            readOnly
            value={note}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
      )}
    </div>
  );
}

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
  return [appName || t('advice_app'), site || t('status_someSite'), domain ?? t('advice_domain')];
}

interface AdviceProps {
  consent: BlockedConsent;
  cause: SimilarScreen;
  copy: (text: string) => Promise<void>;
}

/** A screen that is not the block proper: what it is, who can change it, what comes next. */
export function Advice({ consent, cause, copy }: AdviceProps) {
  const resolution = RESOLUTIONS[cause];
  const names = adviceNames(consent);
  return (
    <>
      <div role="note" class="advice">
        <p dir="auto">{t(resolution.what, ...names)}</p>
        <p>{t('advice_who', t(FIXERS[resolution.responsible]))}</p>
        <p dir="auto">
          <strong>{t('advice_next')}</strong> {t(resolution.next, ...names)}
        </p>
      </div>
      {'note' in resolution && (
        <CopyNote note={developerNote(consent, resolution.note)} copy={copy} />
      )}
    </>
  );
}
