import { RtcError } from '@liuyun/protocol/errors';

/** Sound files that were decoded beforehand, by the ID that the app gave them. */
export class AudioEffects {
  readonly #buffers = new Map<string, AudioBuffer>();

  get(id: string): AudioBuffer | undefined {
    return this.#buffers.get(id);
  }

  async load(id: unknown, path: unknown): Promise<string> {
    const name = idOf(id);
    this.#buffers.set(name, await fetchSound(path));
    return name;
  }

  /** What is being played goes on. */
  unload(id: unknown): void {
    if (!this.#buffers.delete(idOf(id))) throw new RtcError('INPUT_PARAM', 'no such effect is loaded');
  }
}

export function idOf(id: unknown): string {
  if (typeof id !== 'string' || id === '') throw new RtcError('INPUT_PARAM', 'audioEffectID');
  return id;
}

/** AUDIO_UNDECODABLE for a file that is not there, may not be read, or is no sound. */
export async function fetchSound(path: unknown): Promise<AudioBuffer> {
  if (typeof path !== 'string' || path === '') throw new RtcError('INPUT_PARAM', 'path');
  try {
    const answer = await fetch(path);
    if (!answer.ok) throw new RtcError('AUDIO_UNDECODABLE', `status ${answer.status}`);
    // Decodes without waiting for a gesture, and without a device.
    return await new OfflineAudioContext(2, 1, 48_000).decodeAudioData(await answer.arrayBuffer());
  } catch (error) {
    throw RtcError.from(error, 'AUDIO_UNDECODABLE');
  }
}
