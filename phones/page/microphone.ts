import type { Signal } from '../protocol';
import { allowElement } from './speaker';

/** This tab’s telephone, and the one that it is talking to. */
export interface Pair {
  readonly own: string;
  readonly other: string;
  readonly otherName: string;
  /** If both offer at once, the polite one gives way. */
  readonly isPolite: boolean;
}

/** The signals between tabs. */
type Message =
  /** This tab has one phone, and asks whether another tab has the other phone. */
  | { readonly kind: 'here' }
  | { readonly kind: 'here-too' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'description'; readonly description: RTCSessionDescriptionInit }
  | { readonly kind: 'candidate'; readonly candidate: RTCIceCandidateInit };

/** Every tab receives every signal: `tab` says who sent it. */
type Sent = Message & { readonly tab: string };

/** The state of this tab's microphone. */
export interface MicrophoneState {
  readonly isOn: boolean;
  readonly isMuted: boolean;
  /** In plain words. */
  readonly words: string;
  /** The loudness, from 0 to 1. */
  level(): number;
}

type Way = 'off' | 'asking' | 'alone' | 'joined' | 'heard' | 'denied' | 'missing';

/**
 * Connects the sound of two tabs while their telephones talk: WebRTC on this machine, without any server on the internet.
 * Negotiated as in https://www.w3.org/TR/webrtc/#perfect-negotiation-example.
 */
export class Microphone {
  private readonly tab = crypto.randomUUID();
  private pair: Pair | undefined;
  private connection: RTCPeerConnection | undefined;
  private stream: MediaStream | undefined;
  private isOffering = false;
  private isIgnoringOffer = false;
  private way: Way = 'off';
  private isAllowed = false;
  private isMuted = false;
  /** Another tab has the other phone. */
  private isOtherHere = false;
  private meter: LevelMeter | undefined;

  constructor(
    private readonly farEnd: HTMLAudioElement,
    /** One after another, in order. */
    private readonly send: (signal: Signal) => void,
    private readonly changed: () => void,
  ) {}

  get state(): MicrophoneState {
    const name = this.pair?.otherName ?? '';
    return {
      isOn: this.stream !== undefined,
      isMuted: this.isMuted,
      words: this.isMuted ? 'Your microphone is muted.' : wordsFor(this.way, name, this.isOtherHere),
      level: () => this.meter?.level() ?? 0,
    };
  }

  /** Follows the conversation of this tab: it has started, ended or changed. */
  follow(pair: Pair | undefined): void {
    if (pair?.own === this.pair?.own && pair?.other === this.pair?.other) return;
    if (this.pair) this.say({ kind: 'gone' });
    this.turnOff();
    this.disconnect();
    this.pair = pair;
    this.isOtherHere = false;
    if (pair) this.say({ kind: 'here' });
  }

  /** Call this at a click or a key press, so that the other side can be heard later. */
  allow(): void {
    if (this.isAllowed) return;
    this.isAllowed = true;
    allowElement(this.farEnd);
  }

  /** Turns it on; once it is on, mutes and unmutes it. It goes off when the conversation ends. */
  async use(): Promise<void> {
    if (this.stream) {
      this.isMuted = !this.isMuted;
      for (const track of this.stream.getAudioTracks()) track.enabled = !this.isMuted;
      this.changed();
      return;
    }
    const { pair } = this;
    this.goOn('asking');
    const stream = await askForMicrophone();
    if (typeof stream === 'string') return this.goOn(stream);
    if (this.pair !== pair || !pair) return stop(stream);
    this.stream = stream;
    this.meter = new LevelMeter(stream);
    const connection = this.connect();
    this.goOn(connection.connectionState === 'connected' ? 'joined' : 'alone');
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
  }

  async receive({ from, to, data }: Signal): Promise<void> {
    const message = data as Sent;
    const { pair } = this;
    if (!pair || from !== pair.other || to !== pair.own || message.tab === this.tab) return;
    switch (message.kind) {
      case 'here':
        this.otherIsHere();
        this.say({ kind: 'here-too' });
        // A tab that comes later has missed the offer.
        if (this.stream) await this.offerAnew(this.stream);
        return;
      case 'here-too':
        this.otherIsHere();
        return;
      case 'gone':
        this.isOtherHere = false;
        this.disconnect();
        this.goOn(this.stream ? 'alone' : 'off');
        return;
      case 'description':
        return this.describe(message.description, pair);
      case 'candidate':
        return this.addCandidate(message.candidate);
      default:
        message satisfies never;
    }
  }

  /** A candidate for a description that was not accepted is useless, but harmless. */
  private async addCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    const { connection } = this;
    if (!connection?.remoteDescription) return;
    await connection.addIceCandidate(candidate).catch((error: unknown) => {
      if (!this.isIgnoringOffer && connection === this.connection) throw error;
    });
  }

  private async describe(description: RTCSessionDescriptionInit, pair: Pair): Promise<void> {
    const connection = this.connect();
    const isOffer = description.type === 'offer';
    const collides = isOffer && (this.isOffering || connection.signalingState !== 'stable');
    this.isIgnoringOffer = collides && !pair.isPolite;
    if (this.isIgnoringOffer) return;
    await connection.setRemoteDescription(description);
    if (!isOffer) return;
    await connection.setLocalDescription();
    this.tellDescription(connection);
  }

  private async offerAnew(stream: MediaStream): Promise<void> {
    this.disconnect();
    const connection = this.connect();
    for (const track of stream.getTracks()) connection.addTrack(track, stream);
  }

  private connect(): RTCPeerConnection {
    if (this.connection) return this.connection;
    const connection = new RTCPeerConnection({ iceServers: [] });
    this.connection = connection;
    connection.addEventListener('negotiationneeded', async () => {
      this.isOffering = true;
      try {
        await connection.setLocalDescription();
        this.tellDescription(connection);
      } finally {
        this.isOffering = false;
      }
    });
    connection.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate) this.say({ kind: 'candidate', candidate: candidate.toJSON() });
    });
    connection.addEventListener('track', ({ track, streams }) => {
      this.farEnd.srcObject = streams[0] ?? new MediaStream([track]);
      void this.farEnd.play().catch(() => undefined);
      if (!this.stream) this.goOn('heard');
    });
    connection.addEventListener('connectionstatechange', () => {
      if (connection !== this.connection) return;
      if (connection.connectionState === 'connected') this.goOn(this.stream ? 'joined' : 'heard');
    });
    return connection;
  }

  private tellDescription({ localDescription }: RTCPeerConnection): void {
    if (localDescription) this.say({ kind: 'description', description: localDescription.toJSON() });
  }

  private otherIsHere(): void {
    this.isOtherHere = true;
    this.changed();
  }

  private say(message: Message): void {
    if (!this.pair) return;
    this.send({
      from: this.pair.own,
      to: this.pair.other,
      data: { ...message, tab: this.tab } satisfies Sent,
    });
  }

  private turnOff(): void {
    if (this.stream) stop(this.stream);
    this.stream = undefined;
    this.isMuted = false;
    this.meter?.close();
    this.meter = undefined;
    for (const sender of this.connection?.getSenders() ?? []) this.connection?.removeTrack(sender);
    this.goOn(
      this.connection?.getReceivers().some(({ track }) => track.readyState === 'live') ? 'heard' : 'off',
    );
  }

  private disconnect(): void {
    this.connection?.close();
    this.connection = undefined;
    this.farEnd.srcObject = null;
  }

  private goOn(way: Way): void {
    this.way = way;
    this.changed();
  }
}

async function askForMicrophone(): Promise<MediaStream | 'denied' | 'missing'> {
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true } });
  } catch (error) {
    return error instanceof DOMException && error.name === 'NotFoundError' ? 'missing' : 'denied';
  }
}

/** Measures how loud a stream is. */
class LevelMeter {
  private readonly context = new AudioContext();
  private readonly analyser = new AnalyserNode(this.context, { fftSize: 256 });
  private readonly samples = new Float32Array(256);

  constructor(stream: MediaStream) {
    this.context.createMediaStreamSource(stream).connect(this.analyser);
  }

  level(): number {
    this.analyser.getFloatTimeDomainData(this.samples);
    const power = this.samples.reduce((sum, sample) => sum + sample * sample, 0) / this.samples.length;
    return Math.min(1, Math.sqrt(power) * 4);
  }

  close(): void {
    void this.context.close();
  }
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function wordsFor(way: Way, name: string, isOtherHere: boolean): string {
  switch (way) {
    case 'off':
      return isOtherHere
        ? `Another tab has ${name}’s phone: turn on your microphone, and that tab hears you.`
        : `Two tabs can talk by microphone: open this page in another tab, and press Listen on ${name}’s phone there.`;
    case 'asking':
      return 'Your browser is asking whether this page may use the microphone.';
    case 'alone':
      return isOtherHere
        ? `Your microphone is on. Connecting to the tab with ${name}’s phone …`
        : `Your microphone is on, but nobody hears it yet: open this page in another tab, and press Listen on ${name}’s phone there.`;
    case 'joined':
      return `Your microphone is on: the tab with ${name}’s phone hears you.`;
    case 'heard':
      return `You hear ${name}’s microphone. Turn yours on to answer.`;
    case 'denied':
      return 'Your browser does not let this page use a microphone. Everything else works without one.';
    case 'missing':
      return 'There is no microphone on this machine. Everything else works without one.';
    default:
      return way satisfies never;
  }
}
