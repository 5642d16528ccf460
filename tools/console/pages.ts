import type { Person } from './fakeAnswers.ts';

const APP = 4_008_708_181;

/** Every page of the console, and who sees it. */
export const pages: readonly { name: string; path: string; person?: Person }[] = [
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
