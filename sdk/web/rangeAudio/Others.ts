import { isVoiceStreamID, speakerOf } from './announcement.ts';
import { Ear, StreamInput } from './Ear.ts';
import { hearUser, type Listener, type Sounding, type Speaker, type Vector } from './hearing.ts';
import type { RangeAudioHome } from './RangeAudioHome.ts';

/** So many voices at once, the loudest: more nobody can tell apart, and each costs bandwidth. */
const MOST_VOICES = 20;

type Other = { roomID: string; streamID: string; speaker: Speaker };
type Playing = { streamID: string; ear: Ear; input: StreamInput | undefined };

/** The voices of the others: known by their streams, received only while they can be heard. */
export class Others {
  readonly #home: RangeAudioHome;
  readonly #out: () => AudioNode;
  readonly #changed: () => void;
  readonly #known = new Map<string, Other>();
  readonly #playing = new Map<string, Playing>();

  constructor(home: RangeAudioHome, options: { out: () => AudioNode; changed: () => void }) {
    this.#home = home;
    this.#out = options.out;
    this.#changed = options.changed;
    const { facts } = home.core;
    facts.on('streamsChanged', (roomID, change, streams) => {
      for (const { streamID, user, extraInfo } of streams) {
        if (!isVoiceStreamID(streamID)) continue;
        if (change === 'ADD') this.#known.set(user.userID, { roomID, streamID, speaker: speakerOf(extraInfo) });
        // One that has moved to another room is told twice.
        else if (this.#known.get(user.userID)?.roomID === roomID) this.#known.delete(user.userID);
        this.#changed();
      }
    });
    facts.on('streamExtraInfoChanged', (_roomID, streamID, user, extraInfo) => {
      const other = this.#known.get(user.userID);
      if (other?.streamID !== streamID) return;
      other.speaker = speakerOf(extraInfo);
      this.#changed();
    });
    facts.on('playedTrackReplaced', () => {
      for (const { input } of this.#playing.values()) input?.follow();
    });
  }

  userOf(streamID: string): string | undefined {
    for (const [userID, playing] of this.#playing) if (playing.streamID === streamID) return userID;
    return undefined;
  }

  /** Receives who is heard, and lets them sound from where they are. */
  apply(listener: Listener, positions: ReadonlyMap<string, Vector>, spatial: boolean): void {
    const heard = new Map<string, Sounding>();
    for (const [userID, { speaker }] of this.#known) {
      heard.set(userID, hearUser(speaker, positions.get(userID), listener, spatial));
    }
    const loudest = [...heard].filter(([, { volume }]) => volume > 0).sort(([, a], [, b]) => b.volume - a.volume);
    const wanted = new Map(loudest.slice(0, MOST_VOICES));
    for (const [userID, { streamID }] of this.#playing) {
      if (!wanted.has(userID) || this.#known.get(userID)?.streamID !== streamID) this.#stop(userID);
    }
    for (const [userID, sounding] of wanted) (this.#playing.get(userID) ?? this.#start(userID))?.ear.hear(sounding);
  }

  /** Hears nobody any more. */
  silence(): void {
    for (const userID of [...this.#playing.keys()]) this.#stop(userID);
  }

  /** A room is left: nobody in it is known any more. Without a name, nobody at all. */
  forget(roomID?: string): void {
    for (const [userID, other] of [...this.#known]) {
      if (roomID !== undefined && other.roomID !== roomID) continue;
      this.#stop(userID);
      this.#known.delete(userID);
    }
    if (roomID === undefined) this.silence();
  }

  #start(userID: string): Playing | undefined {
    const streamID = this.#known.get(userID)?.streamID;
    if (streamID === undefined) return undefined;
    const { context } = this.#home.pageAudio;
    const playing: Playing = { streamID, ear: new Ear(context, this.#out()), input: undefined };
    this.#playing.set(userID, playing);
    this.#home.plays.start(streamID, { audio: true, video: false }).then(
      (stream) => {
        if (this.#playing.get(userID) === playing) playing.input = new StreamInput(stream, context, playing.ear);
      },
      () => {
        // The next change of anything tries again.
        if (this.#playing.get(userID) === playing) this.#forgetOne(userID, playing);
      },
    );
    return playing;
  }

  #stop(userID: string): void {
    const playing = this.#playing.get(userID);
    if (!playing) return;
    this.#forgetOne(userID, playing);
    this.#home.plays.stop(playing.streamID);
  }

  #forgetOne(userID: string, { ear, input }: Playing): void {
    this.#playing.delete(userID);
    input?.close();
    ear.close();
  }
}
