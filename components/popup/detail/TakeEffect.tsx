import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { administration, applicationLinks, userTokens } from '../../../lib/atlassian/links.ts';
import { RESOLUTIONS, type SimilarScreen } from '../../../lib/consent/causes.ts';
import { dataCenterCause } from '../../../lib/consent/data-center/causes.ts';
import { leadAlone } from '../../../lib/requests/asks.ts';
import { authorizable, type NotAuthorizable } from '../../../lib/requests/authorize.ts';
import { answerLines } from '../../../lib/requests/decide.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { domainToAllow } from '../../../lib/requests/screen.ts';
import type { Sureness } from '../../../lib/review/next-steps.ts';
import { type TextKey, t, tn } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button, useFocusBack } from '../../ui/Button.tsx';
import { Disclosure, HelpLink } from '../../ui/Disclosure.tsx';
import { TextToCopy } from '../../ui/Field.tsx';
import { LevelMark } from '../../ui/LevelBadge.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
import { HostCheck } from '../decision/Checks.tsx';
import { SureTag } from '../queue/row-parts.tsx';
import type { AuthorizeModel, DetailModel, Opened } from './detail-model.ts';
import { isReason } from './Warnings.tsx';

/** What a real answer would say, its link left out: a sample is known to nobody else. */
function sampleText(request: ApprovalRequest): string {
  return [...answerLines(t, request), `${t('share_answerLink')} …`].join('\n');
}

/** The decision goes back to the people who asked as a text that the reviewer sends. */
export function Answer({ detail }: { detail: DetailModel }) {
  const answer = detail.answer.value;
  const request = detail.request.value;
  const isPractice = answer && 'problem' in answer && answer.problem === 'sample';
  const text = isPractice
    ? request && sampleText(request)
    : answer && 'text' in answer && answer.text;
  return (
    <div class="answer">
      <Button onPress={detail.copyAnswer}>{t('effect_copy')}</Button>
      <p role="status" class="feedback">
        {answer &&
          ('problem' in answer
            ? problemText(answer.problem)
            : t(answer.ok ? 'advice_copied' : 'banner_copyByHand'))}
      </p>
      {text && <TextToCopy label={t('effect_answer')} text={text} />}
    </div>
  );
}

interface TakeEffectProps {
  detail: DetailModel;
  /** the recommended step */
  children: ComponentChildren;
  others?: readonly { name: string; way: ComponentChildren }[];
  notes: readonly ComponentChildren[];
}

/** The one step that makes an approval take effect, the answer, and the rest one press away. */
export function TakeEffect({ detail, children, others = [], notes }: TakeEffectProps) {
  return (
    <>
      <fieldset class="effect" aria-labelledby="effect-heading">
        <h3 id="effect-heading">{t('effect_group')}</h3>
        {children}
      </fieldset>
      <Answer detail={detail} />
      {others.length > 0 && (
        <Disclosure label={t('effect_others', others.length)}>
          <ul class="ways">
            {others.map(({ name, way }) => (
              <li key={name}>{way}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <Disclosure label={t('effect_notes')}>
        <ul class="notes">
          {notes.map((note, at) => (
            <li key={at} dir="auto">
              {note}
            </li>
          ))}
        </ul>
        <HelpLink section="what-makes-an-approval-take-effect" />
      </Disclosure>
    </>
  );
}

interface OtherScreenEffectProps {
  detail: DetailModel;
  request: ApprovalRequest;
  cause: SimilarScreen;
}

/** What makes an approval take effect where another switch of Atlassian's stops the connection. */
export function OtherScreenEffect({ detail, request, cause }: OtherScreenEffectProps) {
  const resolution = RESOLUTIONS[cause];
  const { app, edition } = request;
  const names = [app.name, siteInWords(request.site), domainToAllow(app) ?? t('advice_domain')];
  const allow = cause === 'domain-not-allowed' ? domainToAllow(app) : undefined;
  const all = 'steps' in resolution ? resolution.steps : [resolution.next];
  const steps = all.map((key) => t(key, ...names));
  return (
    <TakeEffect detail={detail} notes={[t('effect_noteSite'), t('effect_noteSaid')]}>
      <p dir="auto">
        {steps.join(' ')} <SureTag sure="documented" />
      </p>
      <Button look="main" onPress={() => detail.openPage(administration(edition))}>
        {t('effect_administration')}
      </Button>
      {allow && <TextToCopy label={t('banner_rowAllow')} text={allow} />}
    </TakeEffect>
  );
}

interface DataCenterEffectProps {
  detail: DetailModel;
  request: ApprovalRequest;
}

const NOTES = ['effect_noteSaid', 'dc_noteAdmin', 'dc_noteEverybody'] as const;

/** The product in words; one of the two where the request does not say which. */
function productIn({ dataCenter }: ApprovalRequest): string {
  return t(`dc_product_${dataCenter?.product ?? 'jira'}`);
}

/** What makes an approval take effect on a Data Center: the application link, and nothing else. */
export function DataCenterEffect({ detail, request }: DataCenterEffectProps) {
  const { dataCenter } = request;
  return (
    <TakeEffect
      detail={detail}
      notes={[
        t('dc_path', productIn(request)),
        t('effect_authoriseNot'),
        ...NOTES.map((key) => t(key)),
        ...(dataCenter ? [t('dc_noteRevoke', tokensPath(dataCenter))] : []),
      ]}
    >
      <p dir="auto">
        {whatToDo(request)} <SureTag sure="documented" />
      </p>
      <Open detail={detail} request={request} />
    </TakeEffect>
  );
}

const tokensPath = ({ base, product }: NonNullable<ApprovalRequest['dataCenter']>): string =>
  userTokens(base, product).slice(new URL(base).origin.length);

function Open({ detail, request }: DataCenterEffectProps) {
  const { dataCenter } = request;
  const site = siteInWords(request.site);
  const opened = detail.opened.value;
  return (
    <>
      <Button look="main" describedBy="effect-where" onPress={detail.openApplicationLinks}>
        {t('dc_open')}
      </Button>
      {dataCenter && (
        <p class="hint" id="effect-where">
          <bdi>{t('dc_openUnknown', applicationLinks(dataCenter.base))}</bdi>
        </p>
      )}
      <p role="status" class="feedback">
        {opened && openedText(opened, site)}
      </p>
    </>
  );
}

function openedText(opened: Opened, site: string): string {
  if (opened === 'looking') return t('ui_moment');
  const ok = opened === 'exact' || opened === 'front';
  return ok ? t('dc_opened', site) : problemText(opened);
}

function whatToDo({ cause, app }: ApprovalRequest): string {
  const known = dataCenterCause(cause) ?? 'dc-oauth-refused';
  const address = app.redirect?.uri ?? t('banner_notKnown');
  return t(`dc_do_${known.replaceAll('-', '_')}` as TextKey, address);
}

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
