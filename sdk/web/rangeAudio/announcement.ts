import { ALL, type Circle, type Speaker } from './hearing.ts';

const PREFIX = 'range-audio-';

/** The stream that a user's voice travels in. User IDs may have characters that stream IDs may not. */
export function voiceStreamID(userID: string): string {
  return PREFIX + [...new TextEncoder().encode(userID)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function isVoiceStreamID(streamID: string): boolean {
  return streamID.startsWith(PREFIX);
}

/** What others must know of a speaker; it travels in the extra info of the voice's stream. */
export function announcement({ team, speak }: Speaker): string {
  return JSON.stringify({ rangeAudio: { team, speak } });
}

/** What a speaker says of itself; nonsense counts as nothing said: no team, for all. */
export function speakerOf(extraInfo: string): Speaker {
  try {
    const { team, speak } = JSON.parse(extraInfo).rangeAudio;
    return { team: typeof team === 'string' ? team : '', speak: [0, 1, 2].includes(speak) ? (speak as Circle) : ALL };
  } catch {
    return { team: '', speak: ALL };
  }
}
