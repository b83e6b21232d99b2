import { useSignal } from '@preact/signals';
import { leadAlone } from '../../../lib/requests/asks.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { type TextKey, t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { levelText } from '../../ui/LevelBadge.tsx';
import { problemText } from '../../ui/problem.tsx';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import type { AssessmentView } from '../assessment-model.ts';
import { HostCheck } from '../decision/TypedHost.tsx';
import type { AuthorizeView } from './detail-model.ts';

interface AuthorizeProps {
  authorize: AuthorizeView;
  assessment: AssessmentView;
  request: ApprovalRequest;
}

/** A consent page of our own making, where the request allows one; else why there is none. */
export function Authorize({ authorize, assessment, request }: AuthorizeProps) {
  const checking = useSignal(false);
  const button = useFocusBack(checking.value);
  const may = authorizable(request);
  if (!may.ok) {
    if (may.why === 'not-decided') return null;
    return (
      <p class="hint">
        {t('effect_authoriseNot')}{' '}
        {t(`effect_authoriseWhy_${may.why.replaceAll('-', '_')}` as TextKey)}
      </p>
    );
  }
  const run = () => {
    checking.value = false;
    void authorize.run(request);
  };
  const careful = needsCare(assessment, request);
  return (
    <>
      {checking.value ? (
        <HostCheck
          request={request}
          signs={
            assessment.warnings(request) === undefined
              ? undefined
              : (assessment.who(request)?.warnings.filter(({ severity }) => severity !== 'info') ??
                [])
          }
          act={t('authorise_open', request.site)}
          onYes={run}
          onNo={() => {
            checking.value = false;
          }}
        />
      ) : (
        <Button
          describedBy="authorise-facts"
          buttonRef={button}
          onPress={() => {
            if (careful) checking.value = true;
            else run();
          }}
        >
          {t('effect_authorise', request.site)}
        </Button>
      )}
      <Facts assessment={assessment} request={leadAlone(request)} host={may.redirectHost} />
      <p>{t('effect_authoriseHow', may.redirectHost)}</p>
      <p class="hint">{t('authorise_lockSure')}</p>
      <p role="status" class="feedback">
        {storedCauseOf(authorize.note.value)}
      </p>
    </>
  );
}

/**
 * True where something about the app is odd, or where that is not known (yet): an Accept for a
 * hostile app's own return address passes at Atlassian, so somebody has to have looked at it.
 */
function needsCare(assessment: AssessmentView, request: ApprovalRequest): boolean {
  const warnings = assessment.warnings(request);
  return warnings === undefined || warnings > 0;
}

/** What the consent page will be for, where the eye is when it is opened. */
function Facts({
  assessment,
  request,
  host,
}: Omit<AuthorizeProps, 'authorize'> & { host: string }) {
  const { clientId, scopes } = request.app;
  const worst = assessment.worst(request);
  const level = worst ? levelText(worst) : '';
  return (
    <dl class="consent-facts" id="authorise-facts">
      <div>
        <dt>{t('detail_clientId')}</dt>
        <dd>
          <code class="address">{clientId}</code>
        </dd>
      </div>
      <div>
        <dt>{t('detail_redirect')}</dt>
        <dd>
          <strong class="host">
            <bdi>{host}</bdi>
          </strong>
        </dd>
      </div>
      <div>
        <dt>{t('detail_scopes')}</dt>
        <dd>
          {level
            ? tn('authorise_permissions', scopes.length, level)
            : tn('authorise_count', scopes.length)}
        </dd>
      </div>
    </dl>
  );
}

function storedCauseOf(note: AuthorizeView['note']['value']): string {
  if (note === undefined) return '';
  return note === 'open' ? t('effect_authorising') : problemText(note);
}
