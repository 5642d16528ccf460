import type {
  CallDescription,
  GetCallParams,
  GetQualityParams,
  Quality,
  SearchCallsParams,
  SearchedCalls,
} from '@liuyun/protocol/admin/records';
import type { AdminRequestName, AdminResult, AdminSent } from '@liuyun/protocol/admin/requests';

type Records = {
  searchCalls: [sent: (typeof SearchCallsParams)['_zod']['input'], result: SearchedCalls];
  getCall: [sent: (typeof GetCallParams)['_zod']['input'], result: CallDescription];
  getQuality: [sent: (typeof GetQualityParams)['_zod']['input'], result: Quality];
};

export type RequestName = AdminRequestName | keyof Records;
export type Sent<N extends RequestName> = N extends AdminRequestName
  ? AdminSent<N>
  : N extends keyof Records
    ? Records[N][0]
    : never;
export type Result<N extends RequestName> = N extends AdminRequestName
  ? AdminResult<N>
  : N extends keyof Records
    ? Records[N][1]
    : never;

/** Requests that answer with a page of a list. */
export type ListName = { [N in RequestName]: Result<N> extends { items: readonly unknown[] } ? N : never }[RequestName];
export type Item<N extends ListName> = Result<N> extends { items: readonly (infer I)[] } ? I : never;

export type Session = Result<'getSession'>;
export type AppSummary = Item<'listApps'>;
export type AppDetail = Result<'getApp'>;
export type LiveRoom = Result<'getRoom'>;
export type LiveUser = LiveRoom['users'][number];
export type LiveStream = LiveRoom['streams'][number];
export type Rule = Item<'listRules'>;
export type Delivery = Item<'listDeliveries'>;
export type Health = Result<'getHealth'>;
export type AuditEntry = Item<'listAudit'>;
export type Administrator = Item<'listAdministrators'>;
