import { callIDOf } from './made/calls.ts';
import type { Person } from './Site.ts';

/** The app whose pages are looked at. */
export const APP = 4_008_708_181;
/** A room of it where a lot goes on. */
export const BUSY_ROOM = 'weekly@marketing';

export type Sight = {
  name: string;
  /** Below `/console`. */
  path: string;
  person?: Person;
  /** The button (in English) that opens the dialog to look at. */
  press?: string;
  /** Shows rows: 0, 1 and 10,000 of them look different. */
  rows?: true;
};

const call = (people: number): Sight => ({ name: `call-${people}`, path: `/calls/${callIDOf(people)}` });

/** Every page of the console, and who sees it. */
export const pages: readonly Sight[] = [
  { name: 'first-run', path: '/#first-run=abc', person: 'first' },
  { name: 'sign-in', path: '/', person: 'nobody' },
  { name: 'overview', path: '/', rows: true },
  { name: 'apps', path: '/apps', rows: true },
  { name: 'app', path: `/apps/${APP}` },
  { name: 'app-credentials', path: `/apps/${APP}/credentials` },
  { name: 'app-token', path: `/apps/${APP}/token` },
  { name: 'app-settings', path: `/apps/${APP}/settings` },
  { name: 'app-callbacks', path: `/apps/${APP}/callbacks`, rows: true },
  { name: 'live', path: `/live/${APP}`, rows: true },
  { name: 'room', path: `/live/${APP}/${encodeURIComponent(BUSY_ROOM)}`, rows: true },
  { name: 'bans', path: `/bans/${APP}`, rows: true },
  { name: 'calls', path: '/calls', rows: true },
  call(1),
  call(10),
  call(100),
  { name: 'health', path: '/health' },
  { name: 'server', path: '/server' },
  { name: 'administrators', path: '/administrators', rows: true },
  { name: 'audit', path: '/audit', rows: true },
  { name: 'account', path: '/account' },
  { name: 'not-found', path: '/nothing/here' },
  ...(
    [
      ['apps', '/apps'],
      ['credentials', `/apps/${APP}/credentials`],
      ['settings', `/apps/${APP}/settings`],
      ['callbacks', `/apps/${APP}/callbacks`],
      ['room', `/live/${APP}/lobby`],
      ['bans', `/bans/${APP}`],
      ['not-theirs', '/server'],
    ] as const
  ).map(([name, path]) => ({ name: `${name}-viewer`, path, person: 'viewer' as const })),
];

/** Dialogs, with the button (in English) that opens them and must be there. */
export const dialogs: readonly (Sight & { press: string })[] = [
  { name: 'create-app', path: '/apps', press: 'Create app' },
  { name: 'rotate-secret', path: `/apps/${APP}/credentials`, press: 'Rotate ServerSecret' },
  { name: 'delete-app', path: `/apps/${APP}/settings`, press: 'Delete app' },
  { name: 'kick', path: `/live/${APP}/lobby`, press: 'Kick user-1' },
  { name: 'forbid-stream', path: `/live/${APP}/lobby`, press: 'Forbid user-1_camera' },
  { name: 'send-message', path: `/live/${APP}/lobby`, press: 'Send message' },
  { name: 'add-ban', path: `/bans/${APP}`, press: 'Add ban' },
  { name: 'revoke-tokens', path: `/bans/${APP}`, press: 'Revoke tokens' },
  { name: 'revoke-tokens-of', path: `/live/${APP}/lobby`, press: 'Revoke tokens user-1' },
  { name: 'close-room', path: `/live/${APP}/lobby`, press: 'Close room' },
  { name: 'lift-ban', path: `/bans/${APP}`, press: 'Lift: User user-1' },
  { name: 'rotate-sign', path: `/apps/${APP}/credentials`, press: 'Rotate AppSign' },
  { name: 'end-grace', path: `/apps/${APP}/credentials`, press: 'End it now' },
  { name: 'callback-secret', path: `/apps/${APP}/callbacks`, press: 'Rotate Callback secret' },
  { name: 'callbacks-off', path: `/apps/${APP}/callbacks`, press: 'Turn off' },
  { name: 'delivery', path: `/apps/${APP}/callbacks`, press: 'Details: room_login lobby' },
  { name: 'download', path: '/calls', press: 'Download' },
  { name: 'audit-entry', path: '/audit', press: 'Details: login 2026-11-21 08:30:00' },
  { name: 'change-key', path: '/server', press: 'Change the key' },
  { name: 'forget-keys', path: '/server', press: 'Forget earlier keys' },
  { name: 'add-administrator', path: '/administrators', press: 'Add' },
  { name: 'change-administrator', path: '/administrators', press: 'Edit ann' },
];
