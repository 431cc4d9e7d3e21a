import { fault, TwimlError } from '../platform/twilio-errors';
import { booleanOf, choiceOf, integerOf, methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { NotEmulated, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/documents';
import { type Interrupt, Interrupted } from '../voice/interrupt';
import type { Leg } from '../voice/leg';
import { Recording, type RecordingCallback, readEvents, recordingUrl } from '../voice/recording';

interface RecordVerb {
  readonly action: URL;
  readonly method: 'GET' | 'POST';
  /** So much silence ends it; none does if it is 0. */
  readonly timeoutSeconds: number;
  /** Each of these keys ends it. */
  readonly finishOnKey: string;
  readonly mostSeconds: number;
  readonly hasBeep: boolean;
  readonly isTrimmed: boolean;
  readonly callback: RecordingCallback | undefined;
}

/** What came of listening. */
interface Take {
  /** Without the silence around what was said, if it is trimmed. */
  readonly millis: number;
  readonly isSilent: boolean;
  readonly key: string | undefined;
  /** What happened to the leg, if that ended it. */
  readonly interrupt: Interrupt | undefined;
}

/** No page says how long it is. */
const beepSeconds = 0.5;

/** Records the caller alone. https://www.twilio.com/docs/voice/twiml/record */
export async function runRecord(element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const record = readRecord(element, place);
  const { leg } = place;
  if (record.hasBeep) await leg.hear({ kind: 'beep' }, beepSeconds);
  const { callback } = record;
  const recording = Recording.start(leg, { source: 'RecordVerb', channels: 1, callback });
  const take = await new Listening(record, leg).run();
  const isDropped = take.isSilent && leg.twilio.assumptions.silentRecording === 'next-verb';
  recording.end({ millis: take.millis, isDropped });
  if (isDropped) return next(take);
  return goOn(record, recording, take, place);
}

function readRecord(element: Element, place: VerbPlace): RecordVerb {
  refuseMissing(element);
  const callback = textOf(element, 'recordingStatusCallback', undefined);
  const callbackMethod = methodOf(element, 'recordingStatusCallbackMethod', 12200);
  const events = readEvents(element, 13621);
  return {
    action: urlFrom(place, textOf(element, 'action', place.documentUrl.href)),
    method: methodOf(element, 'method', 13610),
    timeoutSeconds: integerOf(element, 'timeout', { default: 5, min: 0, code: 13611 }),
    finishOnKey: readKeys(element),
    mostSeconds: integerOf(element, 'maxLength', { default: 3600, min: 2, max: 14_400, code: 13612 }),
    hasBeep: booleanOf(element, 'playBeep', { default: true, code: 13616 }),
    isTrimmed: readTrim(element) === 'trim-silence',
    callback:
      callback === undefined ? undefined : { url: urlFrom(place, callback), method: callbackMethod, events },
  };
}

function refuseMissing(element: Element): void {
  const { transcribeCallback, recordingConfigurationId } = element.attributes;
  const isTranscribed = booleanOf(element, 'transcribe', { default: false, code: 13614 });
  if (isTranscribed || transcribeCallback !== undefined || recordingConfigurationId !== undefined) {
    throw new NotEmulated(`the transcription or configuration of a <Record> on line ${element.line}`);
  }
}

function readKeys(element: Element): string {
  const keys = textOf(element, 'finishOnKey', '1234567890*#');
  if (/^[0-9*#]*$/.test(keys)) return keys;
  throw new TwimlError(fault(13613, `finishOnKey is "${keys}"`, element.line));
}

const readTrim = (element: Element) =>
  choiceOf(element, 'trim', {
    default: 'trim-silence',
    choices: ['trim-silence', 'do-not-trim'],
    code: 13699,
  });

/** After a recording no verb of the document is reached: its action is asked, even of a caller who hung up. */
function goOn(
  { action, method }: RecordVerb,
  recording: Recording,
  take: Take,
  { leg }: VerbPlace,
): VerbOutcome {
  const { interrupt, key } = take;
  const digits = interrupt?.kind === 'hangup' ? 'hangup' : key;
  const parameters = {
    RecordingUrl: recordingUrl(leg.twilio, recording),
    RecordingDuration: String(recording.seconds),
    ...(digits !== undefined && { Digits: digits }),
  };
  if (interrupt?.kind === 'hangup') leg.tell(action, method, parameters);
  if (interrupt) throw new Interrupted(interrupt);
  return { kind: 'request', request: { url: action, method, parameters, askedBy: 'verb' } };
}

function next({ interrupt }: Take): VerbOutcome {
  if (interrupt) throw new Interrupted(interrupt);
  return { kind: 'next' };
}

/** Hears what a leg says, until a key, silence, the longest time or something else ends it. */
class Listening {
  private readonly startedAt: number;
  /** When the first word was heard. */
  private spokenFrom: number | undefined;
  private key: string | undefined;
  private wake: () => void = () => undefined;

  constructor(
    private readonly record: RecordVerb,
    private readonly leg: Leg,
  ) {
    this.startedAt = this.now();
    if ((leg.utterance?.to ?? 0) > this.startedAt) this.spokenFrom = this.startedAt;
  }

  async run(): Promise<Take> {
    const { leg } = this;
    leg.onKey = (key) => this.press(key);
    leg.onSpeech = () => this.hear();
    try {
      await this.listen();
      return this.take(undefined);
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error;
      return this.take(error.interrupt);
    } finally {
      leg.onKey = undefined;
      leg.onSpeech = undefined;
    }
  }

  private async listen(): Promise<void> {
    for (let left = this.millisLeft(); left > 0 && this.key === undefined; left = this.millisLeft()) {
      const woken = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await this.leg.wait(left / 1000, woken);
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

  /** How long it goes on if nothing else is said. */
  private millisLeft(): number {
    const { timeoutSeconds, mostSeconds } = this.record;
    const longest = this.startedAt + mostSeconds * 1000;
    const lastSound = Math.max(this.startedAt, this.leg.utterance?.to ?? 0);
    const silence = timeoutSeconds === 0 ? longest : lastSound + timeoutSeconds * 1000;
    return Math.min(longest, silence) - this.now();
  }

  private take(interrupt: Interrupt | undefined): Take {
    const { spokenFrom, key } = this;
    const isSilent = spokenFrom === undefined;
    const endedAt = this.now();
    const spokenTo = Math.min(endedAt, this.leg.utterance?.to ?? 0);
    const millis = isSilent || !this.record.isTrimmed ? endedAt - this.startedAt : spokenTo - spokenFrom;
    return { millis, isSilent, key, interrupt };
  }

  private now(): number {
    return this.leg.twilio.clock.now().getTime();
  }
}
