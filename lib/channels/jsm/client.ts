import * as z from 'zod/mini';
import { type ClientOptions, createCall, withQuery } from '../jira/call.ts';
import { Digits } from '../jira/client.ts';

const API = '/rest/servicedeskapi';

const Text = z.string().check(z.maxLength(1000));
const Page = z.object({ values: z.array(z.unknown()), isLastPage: z.optional(z.boolean()) });
const Fields = z.object({
  requestTypeFields: z.array(
    z.object({
      fieldId: Text,
      name: z.string(),
      required: z.boolean(),
      defaultValues: z.optional(z.nullable(z.array(z.unknown()))),
      presetValues: z.optional(z.nullable(z.array(z.unknown()))),
    }),
  ),
});
const RequestTypes = z.pipe(
  z.object({
    values: z.array(z.object({ id: Digits, name: z.string(), portalId: z.optional(Text) })),
  }),
  z.transform(({ values }) => ({
    types: values.map(({ id, name }) => ({ id, name: name.slice(0, 100) })),
    portals: values.map(({ portalId }) => portalId),
  })),
);
const Desks = z.object({ values: z.array(z.object({ id: Digits })) });
const Created = z.object({ issueId: Digits, issueKey: Text });
const Approvals = z.object({
  values: z.array(
    z.object({
      id: Digits,
      canAnswerApproval: z.optional(z.boolean()),
      finalDecision: z.optional(z.string()),
    }),
  ),
});

/** The calls of Jira Service Management that a customer may make, and the answer to an approval. */
export function createDesk(options: ClientOptions) {
  const call = createCall(options);
  const one = (id: string) => `${API}/request/${encodeURIComponent(id)}`;
  const typeOf = (desk: string, type: string) =>
    `${API}/servicedesk/${encodeURIComponent(desk)}/requesttype/${encodeURIComponent(type)}`;
  return {
    all: () => call(Desks, 'GET', withQuery(`${API}/servicedesk`, { limit: 50 })),
    types: (desk: string) =>
      call(
        RequestTypes,
        'GET',
        withQuery(`${API}/servicedesk/${encodeURIComponent(desk)}/requesttype`, { limit: 100 }),
      ),
    fields: (desk: string, type: string) => call(Fields, 'GET', `${typeOf(desk, type)}/field`),
    /** the person's own requests of this type, open or not */
    own: (serviceDeskId: string, requestTypeId: string, start: number) =>
      call(
        Page,
        'GET',
        withQuery(`${API}/request`, {
          ...{ requestOwnership: 'OWNED_REQUESTS', requestStatus: 'ALL_REQUESTS' },
          ...{ serviceDeskId, requestTypeId, start, limit: 50 },
        }),
      ),
    request: (id: string) => call(z.unknown(), 'GET', one(id)),
    comments: (id: string, start: number) =>
      call(Page, 'GET', withQuery(`${one(id)}/comment`, { public: 'true', start, limit: 100 })),
    create: (serviceDeskId: string, requestTypeId: string, requestFieldValues: object) =>
      call(Created, 'POST', `${API}/request`, {
        ...{ serviceDeskId, requestTypeId, requestFieldValues, isAdfRequest: false },
      }),
    comment: (id: string, body: string) =>
      call(z.unknown(), 'POST', `${one(id)}/comment`, { body, public: true }),
    approvals: (id: string) => call(Approvals, 'GET', `${one(id)}/approval`),
    answer: (id: string, approval: string, decision: 'approve' | 'decline') =>
      call(z.unknown(), 'POST', `${one(id)}/approval/${approval}`, { decision }),
  };
}

export type Desk = ReturnType<typeof createDesk>;
