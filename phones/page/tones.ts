import { type Key, keyTones } from './key-tones';

/** Ends a tone. */
export type End = () => void;

const keySeconds = 0.16;
const fadeSeconds = 0.008;

/** The North American ringing tone: 440 and 480 Hz, two seconds out of six. */
const ringback = { hertz: [440, 480], onSeconds: 2, everySeconds: 6 } as const;

const beepHertz = 1000;

/** Makes the tones that are not files. It is silent until a click has allowed sound. */
export class Tones {
  private context: AudioContext | undefined;
  private volume: GainNode | undefined;
  private isMuted = false;

  /** Call this at a click or a key press: browsers allow sound only then. */
  allow(): void {
    this.context ??= new AudioContext();
    if (!this.volume) {
      this.volume = this.context.createGain();
      this.volume.connect(this.context.destination);
      this.mute(this.isMuted);
    }
    if (this.context.state === 'suspended') void this.context.resume();
  }

  mute(isMuted: boolean): void {
    this.isMuted = isMuted;
    if (this.volume) this.volume.gain.value = isMuted ? 0 : 1;
  }

  key(key: Key): void {
    this.sound(keyTones(key), [[0, keySeconds]], 0.1);
  }

  beep(seconds: number): End {
    return this.sound([beepHertz], [[0, seconds]], 0.12);
  }

  ring(seconds: number): End {
    const { hertz, onSeconds, everySeconds } = ringback;
    const spans: [number, number][] = [];
    for (let from = 0; from < Math.min(seconds, 600); from += everySeconds) {
      spans.push([from, Math.min(from + onSeconds, seconds)]);
    }
    return this.sound(hertz, spans, 0.05);
  }

  private sound(
    hertz: readonly number[],
    spans: readonly (readonly [from: number, to: number])[],
    loudness: number,
  ): End {
    const { context, volume } = this;
    if (!context || !volume) return () => undefined;
    const gain = context.createGain();
    const start = context.currentTime + 0.01;
    gain.gain.setValueAtTime(0, start);
    for (const [from, to] of spans) {
      gain.gain.setTargetAtTime(loudness, start + from, fadeSeconds);
      gain.gain.setTargetAtTime(0, start + to, fadeSeconds);
    }
    gain.connect(volume);
    const end = start + (spans.at(-1)?.[1] ?? 0) + 0.1;
    const oscillators = hertz.map((frequency) => {
      const oscillator = new OscillatorNode(context, { frequency });
      oscillator.connect(gain);
      oscillator.start(start);
      oscillator.stop(end);
      return oscillator;
    });
    oscillators[0]?.addEventListener('ended', () => gain.disconnect());
    return () => {
      for (const oscillator of oscillators) oscillator.stop();
    };
  }
}
