import { applicationLinks, userTokens } from '../../../lib/atlassian/links.ts';
import { dataCenterCause } from '../../../lib/consent/data-center/causes.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { type TextKey, t } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { DetailModel, Opened } from './detail-model.ts';
import { SureTag } from './SureTag.tsx';
import { TakeEffect } from './TakeEffect.tsx';

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
