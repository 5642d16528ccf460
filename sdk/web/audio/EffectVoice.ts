/** One effect that sounds: a buffer with a place to go on from. Times in seconds. */
export class EffectVoice {
  readonly buffer: AudioBuffer;
  readonly #context: AudioContext;
  readonly #gain: GainNode;
  readonly #ended: () => void;
  #node: AudioBufferSourceNode | undefined;
  #from = 0;
  #since = 0;

  constructor(buffer: AudioBuffer, options: { context: AudioContext; out: AudioNode; volume: number; ended: () => void }) {
    this.buffer = buffer;
    this.#context = options.context;
    this.#ended = options.ended;
    this.#gain = options.context.createGain();
    this.#gain.gain.value = options.volume / 100;
    this.#gain.connect(options.out);
  }

  get playing(): boolean {
    return this.#node !== undefined;
  }

  get position(): number {
    const played = this.#node ? this.#context.currentTime - this.#since : 0;
    return Math.min(this.buffer.duration, this.#from + played);
  }

  play(): void {
    if (this.#node) return;
    const node = this.#context.createBufferSource();
    node.buffer = this.buffer;
    node.connect(this.#gain);
    node.onended = () => {
      if (this.#node === node) this.#ended();
    };
    node.start(0, this.#from);
    this.#since = this.#context.currentTime;
    this.#node = node;
  }

  pause(): void {
    this.#from = this.position;
    this.#halt();
  }

  seek(position: number): void {
    const playing = this.playing;
    this.#halt();
    this.#from = position;
    if (playing) this.play();
  }

  setVolume(volume: number, seconds: number): void {
    const { gain } = this.#gain;
    const now = this.#context.currentTime;
    gain.cancelScheduledValues(now);
    gain.setValueAtTime(gain.value, now);
    gain.linearRampToValueAtTime(volume / 100, now + Math.max(0.01, seconds));
  }

  stop(): void {
    this.#halt();
    this.#gain.disconnect();
  }

  #halt(): void {
    const node = this.#node;
    this.#node = undefined;
    if (!node) return;
    node.onended = null;
    node.stop();
    node.disconnect();
  }
}
