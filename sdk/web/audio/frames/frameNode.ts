import { collectFrames, type Samples } from './collectFrames.ts';

export type FrameNodeOptions = {
  /** Samples per frame at the rate of the context. */
  size: number;
  channelCount?: number;
  sixteenBits: boolean;
  onFrame: (channels: Samples[]) => void;
};

const NAME = 'liuyun-frames';
/** Blocks that a ScriptProcessor hands over. */
const BLOCK = 2048;

/**
 * A node that hands over the samples it gets. On the audio thread where the page permits a worklet from a blob; a
 * Content-Security-Policy may not, and then on the page's thread, by the means browsers had before.
 */
export async function frameNode(context: AudioContext, options: FrameNodeOptions): Promise<{ node: AudioNode; stop(): void }> {
  return (await inWorklet(context, options).catch(() => undefined)) ?? onPage(context, options);
}

async function inWorklet(context: AudioContext, options: FrameNodeOptions): Promise<{ node: AudioNode; stop(): void }> {
  const { size, sixteenBits, onFrame } = options;
  const url = URL.createObjectURL(new Blob([workletSource()], { type: 'text/javascript' }));
  try {
    await context.audioWorklet.addModule(url);
  } finally {
    URL.revokeObjectURL(url);
  }
  const node = new AudioWorkletNode(context, NAME, { ...channels(options), processorOptions: { size, sixteenBits } });
  node.port.onmessage = ({ data }: MessageEvent<Samples[]>) => onFrame(data);
  return {
    node,
    stop() {
      node.port.onmessage = null;
      node.port.postMessage('stop');
      node.disconnect();
    },
  };
}

function onPage(context: AudioContext, options: FrameNodeOptions): { node: AudioNode; stop(): void } {
  const count = options.channelCount ?? 2;
  const node = context.createScriptProcessor(BLOCK, count, count);
  const collect = collectFrames(options.size, options.sixteenBits, options.onFrame);
  node.onaudioprocess = ({ inputBuffer }) => {
    collect(Array.from({ length: inputBuffer.numberOfChannels }, (_, channel) => inputBuffer.getChannelData(channel)));
  };
  return {
    node,
    stop() {
      node.onaudioprocess = null;
      node.disconnect();
    },
  };
}

function channels({ channelCount }: FrameNodeOptions): AudioWorkletNodeOptions {
  return channelCount === undefined ? {} : { channelCount, channelCountMode: 'explicit' };
}

/** The module of the worklet, as text. */
export function workletSource(): string {
  return `const collectFrames = ${collectFrames.toString()};
registerProcessor('${NAME}', class extends AudioWorkletProcessor {
  constructor({ processorOptions: { size, sixteenBits } }) {
    super();
    this.collect = collectFrames(size, sixteenBits, (channels) => {
      this.port.postMessage(channels, channels.map((channel) => channel.buffer));
    });
    this.port.onmessage = () => { this.over = true; };
  }
  process([input]) {
    if (!this.over) this.collect(input);
    return !this.over;
  }
});`;
}
