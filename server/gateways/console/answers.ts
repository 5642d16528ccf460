import { AdminError } from '@liuyun/protocol/admin/errors';
import type { AdminParams, AdminRequestName, AdminResult } from '@liuyun/protocol/admin/requests';
import * as administrators from '../../operations/admin/administrators.ts';
import * as apps from '../../operations/admin/apps.ts';
import type { Asking } from '../../operations/admin/Desk.ts';
import { changePassword, firstRun, getSession, login, logout } from '../../operations/admin/sessions.ts';

type Answer<N extends AdminRequestName> = (asking: Asking, params: AdminParams<N>) => AdminResult<N> | Promise<AdminResult<N>>;

const notYet = (): never => {
  throw new AdminError('NOT_FOUND', 'not provided yet');
};

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
  listRooms: notYet,
  getRoom: notYet,
  kickUsers: notYet,
  closeRoom: notYet,
  forbidUser: notYet,
  forbidStream: notYet,
  listRules: notYet,
  removeRule: notYet,
  sendMessage: notYet,
  listDeliveries: notYet,
  replayDelivery: notYet,
  testCallback: notYet,
  getHealth: notYet,
  listAudit: notYet,
};

export async function answer<N extends AdminRequestName>(
  asking: Asking,
  name: N,
  params: AdminParams<N>,
): Promise<AdminResult<N>> {
  return answers[name](asking, params);
}
