import { AudioMembers } from './AudioMembers.ts';

/** What is seen: layers, pictures in place of the camera, data in frames, effects. */
export abstract class VideoMembers extends AudioMembers {}
