import { NotEmulated } from '../platform/not-emulated';
import { TwimlError, twilioError } from '../platform/twilio-errors';
import { boolean, choice, integer, matching, method, readAttributes, text } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { Call } from '../voice/call';
import { type Interrupt, Interrupted } from '../voice/interrupts';
import { type Recording, type RecordingCallback, recordingUrl } from '../voice/recording';
import type { Recordings } from '../voice/recordings';
import { type RunVerb, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import { recordingEvents } from './recording-events';

interface RecordVerb {
  readonly action: URL;
  readonly method: 'GET' | 'POST';
  /** This much silence ends the recording; 0 means that silence never does. */
  readonly timeoutSeconds: number;
  /** Any of these keys ends the recording. */
  readonly finishOnKey: string;
  readonly maxSeconds: number;
  readonly hasBeep: boolean;
  readonly isTrimmed: boolean;
  readonly callback: RecordingCallback | undefined;
}

/** The result of listening. */
interface Take {
  /** Without the silence around the speech, if it is trimmed. */
  readonly millis: number;
  readonly isSilent: boolean;
  readonly key: string | undefined;
  /** What interrupted the call, if that ended the recording. */
  readonly interrupt: Interrupt | undefined;
}

/** Not documented. */
const beepSeconds = 0.5;

/** Records the caller only. https://www.twilio.com/docs/voice/twiml/record */
export const recordVerb =
  (recordings: Recordings): RunVerb =>
  (element, place) =>
    runRecord(recordings, element, place);

async function runRecord(recordings: Recordings, element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const record = readRecord(element, place);
  const { call } = place;
  if (record.hasBeep) await call.hear({ kind: 'beep' }, beepSeconds);
  const { callback } = record;
  const recording = recordings.start(call, { source: 'RecordVerb', channels: 1, callback });
  const take = await new Listening(record, call).run();
  const isDropped = take.isSilent && call.platform.assumptions.silentRecording === 'next-verb';
  recording.end({ millis: take.millis, isDropped });
  if (isDropped) return next(take);
  return goOn(record, recording, take, place);
}

const attributes = {
  action: text(undefined),
  method: method(13610),
  timeout: integer({ default: 5, min: 0, code: 13611 }),
  finishOnKey: matching(/^[0-9*#]*$/, {
    default: '1234567890*#',
    code: 13613,
    allowed: 'any of the keys 0123456789*#',
  }),
  maxLength: integer({ default: 3600, min: 2, max: 14_400, code: 13612 }),
  playBeep: boolean({ default: true, code: 13616 }),
  trim: choice({ default: 'trim-silence', choices: ['trim-silence', 'do-not-trim'], code: 13699 }),
  transcribe: boolean({ default: false, code: 13614 }),
  recordingStatusCallback: text(undefined),
  recordingStatusCallbackMethod: method(12200),
  recordingStatusCallbackEvent: recordingEvents(13621),
};

function readRecord(element: Element, place: VerbPlace): RecordVerb {
  const read = readAttributes(element, attributes);
  if (read.transcribe) throw new NotEmulated(`the transcription of a <Record> on line ${element.line}`);
  const {
    recordingStatusCallback: callback,
    recordingStatusCallbackMethod,
    recordingStatusCallbackEvent,
  } = read;
  return {
    action: actionOf(read.action, element, place),
    method: read.method,
    timeoutSeconds: read.timeout,
    finishOnKey: read.finishOnKey,
    maxSeconds: read.maxLength,
    hasBeep: read.playBeep,
    isTrimmed: read.trim === 'trim-silence',
    callback:
      callback === undefined
        ? undefined
        : {
            url: urlFrom(place, callback),
            method: recordingStatusCallbackMethod,
            events: recordingStatusCallbackEvent,
          },
  };
}

/**
 * Without an action, Twilio requests the present document again. It cannot do so for a document to which REST redirected
 * a live call, so that one needs an action. https://www.twilio.com/docs/voice/twiml/record#action
 */
function actionOf(action: string | undefined, { line }: Element, place: VerbPlace): URL {
  if (action !== undefined) return urlFrom(place, action);
  if (!place.isFromRest) return place.documentUrl;
  throw new TwimlError(twilioError(11100, 'a <Record> needs an action in a call that REST redirected', line));
}

/** After a recording the rest of the document does not run: Twilio requests the action, even after a hangup. */
function goOn(
  { action, method }: RecordVerb,
  recording: Recording,
  take: Take,
  { call }: VerbPlace,
): VerbOutcome {
  const { interrupt, key } = take;
  const digits = interrupt?.kind === 'hangup' ? 'hangup' : key;
  const parameters = {
    RecordingUrl: recordingUrl(call.platform.account, recording),
    RecordingSid: recording.sid,
    RecordingDuration: String(recording.seconds),
    ...(digits !== undefined && { Digits: digits }),
  };
  if (interrupt?.kind === 'hangup') call.webhooks.notify(action, method, parameters);
  if (interrupt) throw new Interrupted(interrupt);
  return { kind: 'request', request: { url: action, method, parameters, requestedBy: 'verb' } };
}

function next({ interrupt }: Take): VerbOutcome {
  if (interrupt) throw new Interrupted(interrupt);
  return { kind: 'next' };
}

/** Listens to a call until a key, silence, the time limit or an interrupt ends it. */
class Listening {
  private readonly startedAt: number;
  /** When the first word was heard. */
  private spokenFrom: number | undefined;
  private key: string | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly record: RecordVerb,
    private readonly call: Call,
  ) {
    this.startedAt = this.now();
    if ((call.telephone.utterance?.to ?? 0) > this.startedAt) this.spokenFrom = this.startedAt;
  }

  async run(): Promise<Take> {
    const { call } = this;
    call.telephone.onKey = (key) => this.press(key);
    call.telephone.onSpeech = () => this.hear();
    try {
      await this.listen();
      return this.take(undefined);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return this.take(error.interrupt);
    } finally {
      call.telephone.onKey = undefined;
      call.telephone.onSpeech = undefined;
    }
  }

  private async listen(): Promise<void> {
    for (let left = this.millisLeft(); left > 0 && this.key === undefined; left = this.millisLeft()) {
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await this.call.telephone.wait(left / 1000, woken);
    }
  }

  private press(key: string): void {
    if (!this.record.finishOnKey.includes(key)) return;
    this.key ??= key;
    this.wake();
  }

  private hear(): void {
    this.spokenFrom ??= this.now();
    this.wake();
  }

  /** How long it continues if the caller says nothing more. */
  private millisLeft(): number {
    const { timeoutSeconds, maxSeconds } = this.record;
    const longest = this.startedAt + maxSeconds * 1000;
    const lastSound = Math.max(this.startedAt, this.call.telephone.utterance?.to ?? 0);
    const silence = timeoutSeconds === 0 ? longest : lastSound + timeoutSeconds * 1000;
    return Math.min(longest, silence) - this.now();
  }

  private take(interrupt: Interrupt | undefined): Take {
    const { spokenFrom, key } = this;
    const isSilent = spokenFrom === undefined;
    const endedAt = this.now();
    const spokenTo = Math.min(endedAt, this.call.telephone.utterance?.to ?? 0);
    const millis = isSilent || !this.record.isTrimmed ? endedAt - this.startedAt : spokenTo - spokenFrom;
    return { millis, isSilent, key, interrupt };
  }

  private now(): number {
    return this.call.platform.clock.now().getTime();
  }
}
