import { vi } from 'vitest';
import { FakeStream, FakeTrack } from './media.ts';

class FakeParam {
  value = 1;
  setTargetAtTime(value: number): void {
    this.value = value;
  }
  setValueAtTime(value: number): void {
    this.value = value;
  }
  linearRampToValueAtTime(value: number): void {
    this.value = value;
  }
  cancelScheduledValues(): void {}
}

/** A node of a graph that only remembers what it leads to. */
export class FakeNode {
  readonly what: unknown;
  readonly to = new Set<FakeNode>();
  readonly gain = new FakeParam();
  readonly stream = new FakeStream();
  channelCount = 2;
  readonly positionX = new FakeParam();
  readonly positionY = new FakeParam();
  readonly positionZ = new FakeParam();

  constructor(what: unknown) {
    this.what = what;
  }
  connect(node: FakeNode): void {
    this.to.add(node);
  }
  disconnect(node?: FakeNode): void {
    if (node) this.to.delete(node);
    else this.to.clear();
  }
}

/** A sound that plays; tests end it. */
export class FakeBufferSource extends FakeNode {
  buffer: unknown;
  onended: (() => void) | null = null;
  startedAt = -1;
  stopped = false;
  start(_when: number, offset: number): void {
    this.startedAt = offset;
  }
  stop(): void {
    this.stopped = true;
  }
}

/** Hears a steady tone. */
export class FakeAnalyser extends FakeNode {
  static amplitude = 0.1;
  fftSize = 2048;
  getFloatTimeDomainData(samples: Float32Array): void {
    samples.fill(FakeAnalyser.amplitude);
  }
}

/** An AudioContext without sound. `allowed` is the browser's autoplay policy; `time` is set by tests. */
export class FakeAudioContext extends EventTarget {
  static allowed = true;
  static made: FakeAudioContext[] = [];
  state = 'suspended';
  sampleRate = 48_000;
  currentTime = 0;
  readonly destination = new FakeNode('speakers');
  readonly nodes: FakeNode[] = [];
  sinkId = '';

  async setSinkId(id: string): Promise<void> {
    if (id === 'unknown') throw new DOMException('no such device', 'NotFoundError');
    this.sinkId = id;
  }

  constructor() {
    super();
    FakeAudioContext.made.push(this);
  }
  /** `state` is what the audio thread has answered, which is never at once. */
  async resume(): Promise<void> {
    if (FakeAudioContext.allowed) await this.#become('running');
  }
  async suspend(): Promise<void> {
    await this.#become('suspended');
  }
  async close(): Promise<void> {
    await this.#become('closed');
  }
  createGain(): FakeNode {
    return this.#keep(new FakeNode('gain'));
  }
  createMediaStreamSource(stream: FakeStream): FakeNode {
    return this.#keep(new FakeNode(stream.getAudioTracks()[0]));
  }
  createMediaElementSource(element: unknown): FakeNode {
    return this.#keep(new FakeNode(element));
  }
  createMediaStreamDestination(): FakeNode {
    const node = this.#keep(new FakeNode('out'));
    node.stream.addTrack(new FakeTrack('audio'));
    return node;
  }
  createPanner(): FakeNode {
    return this.#keep(new FakeNode('panner'));
  }
  createAnalyser(): FakeAnalyser {
    return this.#keep(new FakeAnalyser('analyser'));
  }
  createScriptProcessor(): FakeNode {
    return this.#keep(new FakeNode('samples'));
  }
  createBufferSource(): FakeBufferSource {
    return this.#keep(new FakeBufferSource('effect'));
  }

  /** What reaches a node, however indirectly, with the product of the volumes on the way. */
  heardAt(end: FakeNode): Map<unknown, number> {
    const heard = new Map<unknown, number>();
    const follow = (node: FakeNode, volume: number, from: unknown) => {
      if (node === end) heard.set(from, Math.max(heard.get(from) ?? 0, volume));
      for (const next of node.to) follow(next, next.what === 'gain' ? volume * next.gain.value : volume, from);
    };
    for (const node of this.nodes) if (!['gain', 'out', 'panner'].includes(node.what as string)) follow(node, 1, node.what);
    return heard;
  }

  #keep<T extends FakeNode>(node: T): T {
    this.nodes.push(node);
    return node;
  }
  async #become(state: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 10));
    if (this.state === state || this.state === 'closed') return;
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

/** Puts fake sound where a browser has Web Audio, until `vi.unstubAllGlobals()`. */
export function installAudio(): typeof FakeAudioContext {
  FakeAudioContext.allowed = true;
  FakeAudioContext.made = [];
  vi.stubGlobal('AudioContext', FakeAudioContext);
  return FakeAudioContext;
}
