import { VideoMembers } from './VideoMembers.ts';

/** What the cloud does beside rooms: relays, mixing, and services that need something more. */
export abstract class ServiceMembers extends VideoMembers {}
