import { administration } from '../../../lib/atlassian/links.ts';
import { RESOLUTIONS, type SimilarScreen } from '../../../lib/consent/causes.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { domainToAllow } from '../../../lib/requests/screen.ts';
import { t } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextToCopy } from '../../ui/CopyableText.tsx';
import type { DetailModel } from './detail-model.ts';
import { SureTag } from './SureTag.tsx';
import { TakeEffect } from './TakeEffect.tsx';

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
