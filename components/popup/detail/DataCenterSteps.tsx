import { applicationLinks, userTokens } from '../../../lib/atlassian/links.ts';
import { dataCenterCause } from '../../../lib/consent/data-center/causes.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { type TextKey, t } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { DetailView } from './detail-model.ts';

interface DataCenterEffectProps {
  detail: DetailView;
  request: ApprovalRequest;
}

const TITLES = ['effect_noteSaid', 'dc_noteAdmin', 'dc_noteEverybody'] as const;

/** The product in words; one of the two where the request does not say which. */
function productIn({ dataCenter }: ApprovalRequest): string {
  return t(`dc_product_${dataCenter?.product ?? 'jira'}`);
}

/** What makes an approval take effect on a Data Center: the application link, and nothing else. */
export function DataCenterEffect({ detail, request }: DataCenterEffectProps) {
  const { dataCenter } = request;
  return (
    <fieldset class="effect" aria-labelledby="effect-heading">
      <h3 id="effect-heading">{t('effect_group')}</h3>
      <ol>
        <li>
          <Open detail={detail} request={request} />
        </li>
        <li>
          <p>{whatToDo(request)}</p>
        </li>
      </ol>
      <p class="hint">{t('dc_noAuthorise')}</p>
      <h4>{t('effect_notes')}</h4>
      <ul>
        {TITLES.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
        {dataCenter && <li>{t('dc_noteRevoke', tokensPath(dataCenter))}</li>}
      </ul>
      <p class="hint">{t('effect_verified')}</p>
    </fieldset>
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
      <p>
        {t('effect_pathLabel')} <strong dir="auto">{t('dc_path', productIn(request))}</strong>
      </p>
      <p role="status" class="feedback">
        {opened && openedText(opened, site)}
      </p>
    </>
  );
}

function openedText(opened: NonNullable<DetailView['opened']['value']>, site: string): string {
  if (opened === 'looking') return t('effect_looking', site);
  const ok = opened === 'exact' || opened === 'front' || opened === 'isolated';
  return ok ? t('dc_opened', site) : problemText(opened);
}

function whatToDo({ cause, app }: ApprovalRequest): string {
  const known = dataCenterCause(cause) ?? 'dc-oauth-refused';
  const address = app.redirect?.uri ?? t('detail_redirectUnknown');
  return t(`dc_do_${known.replaceAll('-', '_')}` as TextKey, address);
}
