import type { Draw, Pump } from './Pump.ts';

/** Chromium's way to a track's frames, which also works while the page is hidden (MediaStreamTrack Insertable Media Processing). */
type Processor = new (options: { track: MediaStreamTrack }) => { readable: ReadableStream<VideoFrame> };
type Generator = new (options: { kind: 'video' }) => MediaStreamTrack & { writable: WritableStream<VideoFrame> };

const named = <T>(name: string) => (globalThis as unknown as Record<string, T | undefined>)[name];

export function framesCanBeRead(): boolean {
  return ['MediaStreamTrackProcessor', 'MediaStreamTrackGenerator', 'OffscreenCanvas', 'VideoFrame'].every((name) => named(name));
}

/** Reads frame by frame. While one is worked on the browser drops those that come, so nothing queues up. */
export function frameReader(): Pump {
  const Processor = named<Processor>('MediaStreamTrackProcessor') as Processor;
  const Generator = named<Generator>('MediaStreamTrackGenerator') as Generator;
  const canvas = new OffscreenCanvas(2, 2);
  const track = new Generator({ kind: 'video' });
  const writer = track.writable.getWriter();
  let reader: ReadableStreamDefaultReader<VideoFrame> | undefined;

  const readAll = async (from: ReadableStreamDefaultReader<VideoFrame>, draw: Draw) => {
    while (true) {
      const { value: frame } = await from.read();
      if (!frame) return;
      if (from !== reader) return frame.close();
      const { timestamp, duration } = frame;
      try {
        if (!draw(frame, frame.displayWidth, frame.displayHeight)) continue;
        const drawn = new VideoFrame(canvas, { timestamp, ...(duration === null ? {} : { duration }) });
        await writer.write(drawn);
      } finally {
        frame.close();
      }
    }
  };

  return {
    canvas,
    track,
    read(from, draw) {
      reader?.cancel().catch(() => {});
      reader = from && new Processor({ track: from }).readable.getReader();
      if (reader) readAll(reader, draw).catch(() => {});
    },
    stop() {
      reader?.cancel().catch(() => {});
      reader = undefined;
      writer.close().catch(() => {});
      track.stop();
    },
  };
}
