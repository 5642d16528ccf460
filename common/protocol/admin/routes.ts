/** Who may ask: anybody, whoever is signed in, or administrators who may change things. */
export type AdminAccess = 'anyone' | 'viewer' | 'admin';

/** Where the console's API is: `GET /console/api/listApps?limit=50`, `POST /console/api/createApp` with a JSON body. */
export const ADMIN_API_PATH = '/console/api/';
/** `GET …?format=csv|json&rows=…` and the filter of `searchCalls`: a download, for whoever is signed in. */
export const EXPORT_CALLS_PATH = '/console/api/exportCalls';
/** `GET …?ticket=…`: what `makeBackup` wrote, for whoever asked for it. */
export const DOWNLOAD_BACKUP_PATH = '/console/api/downloadBackup';
/** The header that every POST carries, with the value that `getSession` gives. */
export const CSRF_HEADER = 'x-liuyun-csrf';
/** The cookie of a session. Scripts cannot read it. */
export const SESSION_COOKIE = 'liuyun_console';

const read = (role: AdminAccess) => ({ method: 'GET', role }) as const;
const act = (role: AdminAccess) => ({ method: 'POST', role }) as const;

/** Every request of the console: how it is sent and who may send it. Free of zod, so that the front end can have the values too. */
export const adminRoutes = {
  getSession: read('anyone'),
  firstRun: act('anyone'),
  login: act('anyone'),
  logout: act('viewer'),
  changePassword: act('viewer'),

  listAdministrators: read('admin'),
  createAdministrator: act('admin'),
  changeAdministrator: act('admin'),
  deleteAdministrator: act('admin'),

  listApps: read('viewer'),
  getApp: read('viewer'),
  createApp: act('admin'),
  changeApp: act('admin'),
  deleteApp: act('admin'),
  revealCredentials: act('admin'),
  rotateServerSecret: act('admin'),
  endGrace: act('admin'),
  rotateAppSign: act('admin'),
  rotateCallbackSecret: act('admin'),
  makeToken: act('admin'),

  listRooms: read('viewer'),
  getRoom: read('viewer'),
  kickUsers: act('admin'),
  closeRoom: act('admin'),
  forbidUser: act('admin'),
  forbidStream: act('admin'),
  revokeTokens: act('admin'),
  listRules: read('viewer'),
  removeRule: act('admin'),
  sendMessage: act('admin'),

  listDeliveries: read('viewer'),
  replayDelivery: act('admin'),
  testCallback: act('admin'),

  searchCalls: read('viewer'),
  getCall: read('viewer'),
  getQuality: read('viewer'),

  getHealth: read('viewer'),
  listAudit: read('admin'),

  getSettings: read('admin'),
  makeBackup: act('admin'),
  rotateSecretsKey: act('admin'),
  forgetOldKeys: act('admin'),
} as const;

export type AdminRequestName = keyof typeof adminRoutes;

/** Where one request goes. */
export function adminPath(name: AdminRequestName): string {
  return `${ADMIN_API_PATH}${name}`;
}
