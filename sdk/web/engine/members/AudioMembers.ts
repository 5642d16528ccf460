import { DeviceMembers } from './DeviceMembers.ts';

/** What is heard: volumes, mixing, effects, raw samples, positions. */
export abstract class AudioMembers extends DeviceMembers {}
