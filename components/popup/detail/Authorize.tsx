import { useSignal } from '@preact/signals';
import { leadAlone } from '../../../lib/requests/asks.ts';
import { authorizable, type NotAuthorizable } from '../../../lib/requests/authorize.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { Sureness } from '../../../lib/review/next-steps.ts';
import { type TextKey, t, tn } from '../../i18n.ts';
import { Button, useFocusBack } from '../../ui/Button.tsx';
import { LevelMark } from '../../ui/LevelBadge.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
import { HostCheck } from '../decision/Checks.tsx';
import type { AuthorizeModel } from './detail-model.ts';
import { SureTag } from './SureTag.tsx';
import { isReason } from './Warnings.tsx';

interface AuthorizeProps {
  authorize: AuthorizeModel;
  assessment: AssessmentModel;
  request: ApprovalRequest;
  sure: Sureness;
}

/** In few words why not; `unknown`: what the page did not show. */
const WHY: Partial<Record<NotAuthorizable, string>> = {
  'client-unknown': 'unknown',
  'scopes-unknown': 'unknown',
  'site-unknown': 'unknown',
  'redirect-unknown': 'unknown',
  'redirect-had-query': 'unknown',
  'redirect-dotted': 'unknown',
  edition: 'unknown',
  'client-is-url': 'self',
  'client-is-dynamic': 'self',
  agent: 'self',
};

/** Of these the recommended step speaks, or there is nothing to say. */
const SAID_ELSEWHERE: ReadonlySet<NotAuthorizable> = new Set([
  'asks-disagree',
  'not-decided',
  'other-cure',
]);

/** Why no consent page can be opened for an approved request; undefined where one can. */
export function whyNotAuthorizable(request: ApprovalRequest): string | undefined {
  const may = authorizable(request);
  if (may.ok || SAID_ELSEWHERE.has(may.why)) return undefined;
  const why = WHY[may.why] ?? may.why.replaceAll('-', '_');
  return t(`effect_authoriseWhy_${why}` as TextKey);
}

/** A consent page of our own making, where the request allows one. */
export function Authorize({ authorize, assessment, request, sure }: AuthorizeProps) {
  const checking = useSignal(false);
  const button = useFocusBack(checking.value);
  const may = authorizable(request);
  if (!may.ok) return null;
  const run = () => {
    checking.value = false;
    void authorize.run(request);
  };
  const careful = needsCare(assessment, request);
  return (
    <>
      <p>
        {t('effect_authoriseHow', may.redirectHost)} <SureTag sure={sure} />
      </p>
      {checking.value ? (
        <HostCheck
          request={request}
          signs={
            assessment.warnings(request) === undefined
              ? undefined
              : (assessment.who(request)?.warnings.filter(isReason) ?? [])
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
      <p role="status" class="feedback">
        {noteText(authorize.note.value)}
      </p>
    </>
  );
}

/**
 * True where something about the app is odd, or where that is not known (yet): an Accept for a
 * hostile app's own return address passes at Atlassian, so somebody has to have looked at it.
 */
function needsCare(assessment: AssessmentModel, request: ApprovalRequest): boolean {
  const warnings = assessment.warnings(request);
  return warnings === undefined || warnings > 0;
}

/** What the consent page will be for, where the eye is when it is opened. */
function Facts({
  assessment,
  request,
  host,
}: Pick<AuthorizeProps, 'assessment' | 'request'> & { host: string }) {
  const { clientId, scopes } = request.app;
  const worst = assessment.worst(request);
  return (
    <p class="hint" id="authorise-facts">
      <code class="address">{clientId}</code> · <bdi>{host}</bdi> ·{' '}
      {tn('detail_permissions', scopes.length)} {worst && <LevelMark level={worst} />}
    </p>
  );
}

function noteText(note: AuthorizeModel['note']['value']): string {
  if (note === undefined) return '';
  return note === 'open' ? t('effect_authorising') : problemText(note);
}
