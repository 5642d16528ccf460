import type { AdminParams, AdminRequestName, AdminResult } from '@liuyun/protocol/admin/requests';
import * as administrators from '../../operations/admin/administrators.ts';
import * as apps from '../../operations/admin/apps.ts';
import { listAudit } from '../../operations/admin/auditLog.ts';
import * as callRecords from '../../operations/admin/callRecords.ts';
import type { Asking } from '../../operations/admin/Desk.ts';
import * as deliveries from '../../operations/admin/deliveries.ts';
import { getHealth } from '../../operations/admin/health.ts';
import * as live from '../../operations/admin/live.ts';
import * as liveActs from '../../operations/admin/liveActs.ts';
import * as maintenance from '../../operations/admin/maintenance.ts';
import * as rules from '../../operations/admin/rules.ts';
import { changePassword, firstRun, getSession, login, logout } from '../../operations/admin/sessions.ts';

type Answer<N extends AdminRequestName> = (asking: Asking, params: AdminParams<N>) => AdminResult<N> | Promise<AdminResult<N>>;

/** Which operation answers which request. A request without one does not compile. */
const answers: { [N in AdminRequestName]: Answer<N> } = {
  getSession,
  firstRun,
  login,
  logout,
  changePassword,
  listAdministrators: administrators.listAdministrators,
  createAdministrator: administrators.createAdministrator,
  changeAdministrator: administrators.changeAdministrator,
  deleteAdministrator: administrators.deleteAdministrator,
  listApps: apps.listApps,
  getApp: apps.getApp,
  createApp: apps.createApp,
  changeApp: apps.changeApp,
  deleteApp: apps.deleteApp,
  revealCredentials: apps.revealCredentials,
  rotateServerSecret: apps.rotateServerSecret,
  endGrace: apps.endGrace,
  rotateAppSign: apps.rotateAppSign,
  rotateCallbackSecret: apps.rotateCallbackSecret,
  makeToken: apps.makeToken,
  listRooms: live.listRooms,
  getRoom: live.getRoom,
  kickUsers: liveActs.kickUsers,
  closeRoom: liveActs.closeRoom,
  forbidUser: liveActs.forbidUser,
  forbidStream: liveActs.forbidStream,
  revokeTokens: liveActs.revokeTokens,
  listRules: rules.listRules,
  removeRule: rules.removeRule,
  sendMessage: liveActs.sendMessage,
  listDeliveries: deliveries.listDeliveries,
  replayDelivery: deliveries.replayDelivery,
  testCallback: deliveries.testCallback,
  searchCalls: callRecords.searchCalls,
  getCall: callRecords.getCall,
  getQuality: callRecords.getQuality,
  getHealth,
  listAudit,
  getSettings: maintenance.getSettings,
  makeBackup: maintenance.makeBackup,
  rotateSecretsKey: maintenance.rotateSecretsKey,
  forgetOldKeys: maintenance.forgetOldKeys,
};

export async function answer<N extends AdminRequestName>(
  asking: Asking,
  name: N,
  params: AdminParams<N>,
): Promise<AdminResult<N>> {
  return answers[name](asking, params);
}
