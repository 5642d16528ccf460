import type { AdminRequestName, AdminResult, AdminSent } from '@liuyun/protocol/admin/requests';

export type RequestName = AdminRequestName;
export type Sent<N extends RequestName> = AdminSent<N>;
export type Result<N extends RequestName> = AdminResult<N>;

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
