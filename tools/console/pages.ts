import type { Person } from './fakeAnswers.ts';

const APP = 4_008_708_181;

type Shown = {
  name: string;
  path: string;
  person?: Person;
  press?: string;
};

/** Every page of the console, and who sees it. */
export const pages: readonly Shown[] = [
  { name: 'first-run', path: '/#first-run=abc', person: 'first' },
  { name: 'sign-in', path: '/', person: 'nobody' },
  { name: 'overview', path: '/' },
  { name: 'apps', path: '/apps' },
  { name: 'app', path: `/apps/${APP}` },
  { name: 'app-credentials', path: `/apps/${APP}/credentials` },
  { name: 'app-token', path: `/apps/${APP}/token` },
  { name: 'app-settings', path: `/apps/${APP}/settings` },
  { name: 'app-callbacks', path: `/apps/${APP}/callbacks` },
  { name: 'live', path: `/live/${APP}` },
  { name: 'room', path: `/live/${APP}/${encodeURIComponent('周一例会')}` },
  { name: 'bans', path: `/bans/${APP}` },
  { name: 'calls', path: '/calls' },
  { name: 'call', path: `/calls/${'1'.padStart(32, '0')}` },
  { name: 'health', path: '/health' },
  { name: 'administrators', path: '/administrators' },
  { name: 'audit', path: '/audit' },
  { name: 'account', path: '/account' },
  { name: 'not-found', path: '/nothing/here' },
  { name: 'room-viewer', path: `/live/${APP}/lobby`, person: 'viewer' },
];

/** Dialogs, with the button (in English) that opens them and must be there. */
export const dialogs: readonly (Shown & { press: string })[] = [
  { name: 'create-app', path: '/apps', press: 'Create app' },
  { name: 'rotate-secret', path: `/apps/${APP}/credentials`, press: 'Rotate ServerSecret' },
  { name: 'delete-app', path: `/apps/${APP}/settings`, press: 'Delete app' },
  { name: 'kick', path: `/live/${APP}/lobby`, press: 'Kick user-1' },
  { name: 'forbid-stream', path: `/live/${APP}/lobby`, press: 'Forbid user-1_camera' },
  { name: 'send-message', path: `/live/${APP}/lobby`, press: 'Send message' },
  { name: 'add-ban', path: `/bans/${APP}`, press: 'Add ban' },
  { name: 'revoke-tokens', path: `/bans/${APP}`, press: 'Revoke tokens' },
  { name: 'add-administrator', path: '/administrators', press: 'Add' },
  { name: 'change-administrator', path: '/administrators', press: 'Edit ann' },
];
