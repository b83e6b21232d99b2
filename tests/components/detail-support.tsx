import { render } from '@testing-library/preact';
import { vi } from 'vitest';
import type { AssessmentModel } from '../../components/popup/assessment-model.ts';
import { Detail } from '../../components/popup/detail/Detail.tsx';
import { createDetailModel } from '../../components/popup/detail/detail-model.ts';
import type { PopupDeps } from '../../components/popup/popup-deps.ts';
import type { Failed } from '../../lib/messages/types.ts';
import type { Answers, MessageName } from '../../lib/messages.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { Store } from './model-support.ts';
import { judgeView, NOW } from './support.ts';

/** What the background answers, by message; to all others it says nothing. */
export type Told = { [N in MessageName]?: Answers[N] | Failed };

interface Options {
  told?: Told;
  assessment?: AssessmentModel;
  /** requests for the same app and site */
  earlier?: ApprovalRequest[];
  onNext?: () => void;
}

/** Opens a request as the popup does: the real model, with a background that answers as told. */
export function openDetail(shown: ApprovalRequest, options: Options = {}) {
  const { told = {}, earlier = [], assessment = judgeView(earlier), onNext } = options;
  const store = new Store();
  store.requests = [shown, ...earlier];
  const send = vi.fn(
    async (name: MessageName, _data: object) => told[name] ?? { ok: false, problem: 'no-worker' },
  );
  const openTab = vi.fn();
  const copy = vi.fn(async () => true);
  const requestHost = vi.fn(async () => true);
  const deps = { queue: store.reader, send, openTab, copy, requestHost };
  const detail = createDetailModel(deps as unknown as PopupDeps, vi.fn());
  detail.open(shown);
  const Shown = () =>
    detail.request.value ? (
      <Detail
        assessment={assessment}
        detail={detail}
        request={detail.request.value}
        now={NOW}
        onNext={onNext}
      />
    ) : null;
  render(<Shown />);
  return { detail, send, openTab, copy, requestHost };
}
