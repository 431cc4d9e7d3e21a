import type { Hearing } from '../call-board';
import { hasDrifted, secondsInto, startOf, wordsLeft } from './sound-times';
import { allowSpeech, beQuiet, speak } from './speech';
import type { End, Tones } from './tones';

/** The loudspeaker of this tab: it plays the sound of the tab's own telephone. */
export class Speaker {
  private hearing: Hearing | undefined;
  private speed = 1;
  private end: End = () => undefined;
  private isMuted = false;
  private isAllowed = false;

  /** `isRefused` is called if the browser does not allow sound yet. */
  constructor(
    private readonly audio: HTMLAudioElement,
    private readonly tones: Tones,
    private readonly isRefused: () => void,
  ) {}

  /**
   * Call this at a click or a key press: browsers allow sound only then. Sound that they refused starts now.
   * Returns whether this is the first time.
   */
  allow(nowMillis: number): boolean {
    this.tones.allow();
    if (this.isAllowed) return false;
    this.isAllowed = true;
    allowSpeech();
    if (this.audio.paused) {
      allowElement(this.audio);
      this.begin(this.hearing, nowMillis);
    }
    return true;
  }

  mute(isMuted: boolean, nowMillis: number): void {
    this.isMuted = isMuted;
    this.audio.muted = isMuted;
    this.tones.mute(isMuted);
    if (this.hearing?.sound.kind === 'said') this.begin(this.hearing, nowMillis);
  }

  /** Sets the sound to be heard: the same sound continues, a new one starts. */
  follow(hearing: Hearing | undefined, nowMillis: number, speed: number): void {
    const isSame = hearing?.number === this.hearing?.number && hearing?.isCut === this.hearing?.isCut;
    const isOther = !isSame || speed !== this.speed;
    this.speed = speed;
    if (isOther) this.begin(hearing, nowMillis);
    else if (hearing?.sound.kind === 'played') this.keepInStep(hearing, nowMillis);
  }

  /** After a jump of the clock, moves the file to where its call is. */
  private keepInStep(hearing: Hearing, nowMillis: number): void {
    const { audio } = this;
    if (audio.paused || audio.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return;
    if (!hasDrifted(audio.currentTime, hearing, nowMillis, this.speed)) return;
    audio.currentTime = secondsInto(hearing, nowMillis);
  }

  private begin(hearing: Hearing | undefined, nowMillis: number): void {
    this.end();
    this.end = () => undefined;
    this.hearing = hearing;
    const seconds = hearing && startOf(hearing, nowMillis, this.speed);
    if (hearing && seconds !== undefined) this.end = this.sound(hearing, seconds);
  }

  private sound(hearing: Hearing, seconds: number): End {
    const { sound } = hearing;
    switch (sound.kind) {
      case 'played':
        return this.play(sound.url, seconds);
      case 'said':
        // Nobody speaks twenty times faster than normal: at high speeds the words are only shown.
        if (this.isMuted || this.speed !== 1) return () => undefined;
        speak(wordsLeft(sound.text, seconds, hearing.seconds), sound.language);
        return beQuiet;
      case 'beep':
        return this.tones.beep(hearing.seconds - seconds);
      case 'ringback':
        return this.tones.ring(hearing.seconds - seconds);
      case 'silence':
      case 'hold-music':
        return () => undefined;
      default:
        return sound satisfies never;
    }
  }

  private play(url: string, seconds: number): End {
    const { audio } = this;
    // https://www.w3.org/TR/media-frags/#naming-time
    audio.src = `/media?url=${encodeURIComponent(url)}#t=${seconds.toFixed(2)}`;
    audio.play().catch((error: unknown) => {
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.isRefused();
    });
    return () => audio.pause();
  }
}

/**
 * WebKit lets an element play without a click only after it was played or loaded at a click.
 * https://webkit.org/blog/7734/auto-play-policy-changes-for-macos/
 */
export function allowElement(audio: HTMLAudioElement): void {
  if (!audio.srcObject) audio.load();
}
