import { audioEffectPlayerMembers, copyrightedMusicMembers, mediaPlayerMembers } from './engine/companionMembers.ts';
import { DeviceMembers } from './engine/members/DeviceMembers.ts';
import type { NotProvidedMembers } from './engine/NotProvidedMembers.ts';
import { notProvided, type Refusal } from './engine/notProvided.ts';
import { type Refuse, refusal, refusingObject } from './engine/refuse.ts';

/** Objects that exist and refuse, by the member that makes them. */
const companions: { readonly [member: string]: { name: string; members: { readonly [member: string]: Refusal['answers'] } } } = {
  createMediaPlayer: { name: 'ZegoMediaPlayer', members: mediaPlayerMembers },
  createAudioEffectPlayer: { name: 'ZegoAudioEffectPlayer', members: audioEffectPlayerMembers },
  createCopyrightedMusic: { name: 'ZegoCopyrightedMusic', members: copyrightedMusicMembers },
};

/** The members of `notProvided` are put onto the prototype below. */
export interface ZegoExpressEngine extends NotProvidedMembers {}

/**
 * The engine of one window: rooms, streams and devices. Calls never throw: what is wrong is told as `onDebugError`, and where
 * a call has an answer its `errorCode` says so. The members live in groups, one file each, in `engine/members`.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the members are there, from the same table as the declarations
export class ZegoExpressEngine extends DeviceMembers {}

for (const [member, row] of Object.entries(notProvided)) {
  const made = companions[member];
  const value = function (this: ZegoExpressEngine): unknown {
    const refuse: Refuse = (funcName, errorCode) =>
      void this.emit('onDebugError', { errorCode, funcName, info: 'not provided by this cloud' });
    const answer = refusal(member, row, refuse);
    return made ? refusingObject(made.name, made.members, { code: row.code, refuse }) : answer;
  };
  Object.defineProperty(ZegoExpressEngine.prototype, member, { value, writable: true, configurable: true });
}

/** The engine of this window, ready to be used. */
const engine: ZegoExpressEngine = new ZegoExpressEngine();
export default engine;
