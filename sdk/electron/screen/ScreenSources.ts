import type { ChannelSource } from '@liuyun/core/native/publish/Capture';
import type { Kind } from '@liuyun/protocol';
import { RtcError } from '@liuyun/protocol/errors';
import type { ZegoScreenCaptureSourceInfo } from '../definitions/structures/video.ts';
import { type DesktopSource, desktopSources } from './desktop.ts';
import { fitPicture } from './fitPicture.ts';
import { isSource, ZegoScreenCaptureSource } from './ZegoScreenCaptureSource.ts';

type SetSource = (channel: number, kind: Kind, source: ChannelSource) => void;

/** A picture that is asked for is at most this wide or high. */
const LARGEST = 4096;

/** What can be shared, what the app shares of it, and on which channels. */
export class ScreenSources {
  readonly #setSource: SetSource;
  readonly #refuse: (member: string) => void;
  readonly #sources = new Map<number, ZegoScreenCaptureSource>();
  readonly #uses = new Map<string, { channel: number; kind: Kind; index: number }>();
  #listed: DesktopSource[] = [];
  #last = 0;

  /** @param refuse says that a member of a source is not provided */
  constructor(setSource: SetSource, refuse: (member: string) => void) {
    this.#setSource = setSource;
    this.#refuse = refuse;
  }

  /** Screens and windows. Where Electron cannot be asked: one entry, for which the system lets the user choose. */
  async list(sizes: {
    width: number;
    height: number;
    icons: { width: number; height: number };
  }): Promise<ZegoScreenCaptureSourceInfo[]> {
    const side = (value: number) => (Number.isFinite(value) ? Math.min(LARGEST, Math.max(0, Math.round(value))) : 0);
    const icons = { width: side(sizes.icons.width), height: side(sizes.icons.height) };
    const listed = await desktopSources({
      thumbnailSize: { width: side(sizes.width), height: side(sizes.height) },
      fetchWindowIcons: icons.width > 0,
    });
    this.#listed = listed ?? [];
    const none = { buffer: '', width: 0, height: 0 };
    if (!listed) return [{ sourceType: 2, sourceID: 0, sourceName: 'Screen', thumbnailImage: none, iconImage: none }];
    return Promise.all(
      listed.map(async ({ type, number, name, thumbnail, icon }) => ({
        sourceType: type,
        sourceID: number,
        sourceName: name,
        thumbnailImage: thumbnail,
        // The system has them in a size of its own.
        iconImage: await fitPicture(icon, icons),
      })),
    );
  }

  /** One that names nothing that could be a screen or a window exists too, and captures nothing; `wrong` hears of it. */
  create(sourceID: unknown, sourceType: unknown, wrong: (error: RtcError) => void): ZegoScreenCaptureSource {
    const index = this.#last++;
    const source = new ZegoScreenCaptureSource(index, {
      find: (id, type) => this.#find(id, type),
      changed: () => this.#apply(index),
      refuse: this.#refuse,
    });
    if (isSource(sourceID, sourceType)) source.updateCaptureSource(sourceID as number, sourceType as 1);
    else wrong(new RtcError('INPUT_PARAM', 'sourceId, sourceType'));
    this.#sources.set(index, source);
    return source;
  }

  destroy(source: unknown): void {
    for (const [index, known] of this.#sources) {
      if (known !== source) continue;
      known.stopCapture();
      this.#sources.delete(index);
      return;
    }
    throw new RtcError('INPUT_PARAM', 'not a screen capture source');
  }

  /** A channel sends what this source captures, from when it does. INPUT_PARAM for an unknown index. */
  use(channel: number, kind: Kind, index: unknown): void {
    const source = this.#sources.get(index as number);
    if (!source) throw new RtcError('INPUT_PARAM', 'instanceID: no such screen capture source');
    this.#uses.set(`${kind} ${channel}`, { channel, kind, index: source.getIndex() });
    this.#apply(source.getIndex());
  }

  /** The one that was made last, for sound of a screen, which names none. */
  get newest(): number | undefined {
    return [...this.#sources.keys()].at(-1);
  }

  /** The channel sends something else now. */
  release(channel: number, kind: Kind): void {
    this.#uses.delete(`${kind} ${channel}`);
  }

  close(): void {
    this.#uses.clear();
    for (const source of this.#sources.values()) source.stopCapture();
    this.#sources.clear();
  }

  #apply(index: number): void {
    for (const { channel, kind, index: used } of this.#uses.values()) {
      if (used !== index) continue;
      const capture = this.#sources.get(index)?.captured(kind);
      const source: ChannelSource = capture
        ? { key: `screen ${index} ${capture.track.id}`, open: async () => ({ track: capture.track, stop: () => undefined }) }
        : 'pending';
      this.#setSource(channel, kind, source);
    }
  }

  #find(id: number, type: number): string | undefined {
    const listed = this.#listed.find((source) => source.number === id && source.type === type);
    return listed?.id;
  }
}
