import { NotEmulated } from '../platform/not-emulated';
import type { TaskRouter } from '../task-router/task-router';
import { booleanOf, choiceOf, integerOf, methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { Interrupted } from '../voice/interrupts';
import type { PhoneNetwork } from '../voice/phone-network';
import type { PhoneNumbers } from '../voice/phone-numbers';
import { type RecordingCallback, recordingUrl } from '../voice/recording';
import type { Recordings } from '../voice/recordings';
import { type RunVerb, requestFrom, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import type { VoiceQueues } from '../voice/voice-queues';
import { NumberDialling } from './dial-number';
import { QueueDialling } from './dial-queue';
import { ReservationDialling } from './dial-reservation';
import type { Dial, DialEnd, Dialling } from './dialling';
import { readRecordingEvents } from './recording-events';

/** Whom a `<Dial>` reaches, and where its recordings are kept. */
export interface DialServices {
  readonly queues: VoiceQueues;
  readonly recordings: Recordings;
  readonly numbers: PhoneNumbers;
  readonly network: PhoneNetwork;
  readonly taskRouter: TaskRouter;
}

/** Joins the call to somebody else. https://www.twilio.com/docs/voice/twiml/dial */
export const dialVerb =
  (services: DialServices): RunVerb =>
  (element, place) =>
    runDial(services, element, place);

async function runDial(services: DialServices, element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const dial = readDial(element, place);
  const dialling = diallingOf(services, element, dial, place);
  try {
    await dialling.run();
  } catch (error) {
    if (error instanceof Interrupted && error.interrupt.kind === 'hangup')
      tellAfterHangup(dial, dialling, place);
    throw error;
  }
  if (dial.action === undefined) return { kind: 'next' };
  const request = requestFrom(place, dial.action, dial.method, actionParameters(dialling.end(), place));
  return { kind: 'request', request };
}

function diallingOf(services: DialServices, element: Element, dial: Dial, place: VerbPlace): Dialling {
  const [noun = element, ...others] = element.children;
  if (others.length > 0) throw new NotEmulated(`<Dial> of several at once, as on line ${element.line},`);
  switch (noun.name) {
    case 'Queue':
      return noun.attributes.reservationSid === undefined
        ? new QueueDialling(services, dial, noun, place)
        : new ReservationDialling(services, dial, noun, place);
    case 'Dial':
    case 'Client':
    case 'Number':
      return new NumberDialling(services, dial, noun, place);
    default:
      throw new NotEmulated(`<Dial> of a <${noun.name}>, as on line ${element.line},`);
  }
}

function readDial(element: Element, place: VerbPlace): Dial {
  return {
    action: textOf(element, 'action', undefined),
    method: methodOf(element, 'method', 13210),
    timeoutSeconds: integerOf(element, 'timeout', { default: 30, min: 5, max: 600, code: 13212 }),
    timeLimitSeconds: integerOf(element, 'timeLimit', { default: 14_400, min: 1, max: 14_400, code: 13216 }),
    hangupOnStar: booleanOf(element, 'hangupOnStar', { default: false, code: 13213 }),
    callerId: textOf(element, 'callerId', undefined),
    recordedChannels: readRecord(element),
    recordingCallback: readCallback(element, place),
  };
}

/** https://www.twilio.com/docs/voice/twiml/dial#record */
function readRecord(element: Element): 1 | 2 | undefined {
  const channels = {
    'do-not-record': undefined,
    false: undefined,
    'record-from-answer': 1,
    true: 1,
    'record-from-answer-dual': 2,
    'record-from-ringing': 'missing',
    'record-from-ringing-dual': 'missing',
  } as const;
  const choices = Object.keys(channels) as (keyof typeof channels)[];
  const record = choiceOf(element, 'record', { default: 'do-not-record' as const, choices, code: 13217 });
  const isMissing =
    channels[record] === 'missing' ||
    textOf(element, 'trim', 'do-not-trim') !== 'do-not-trim' ||
    textOf(element, 'recordingTrack', 'both') !== 'both';
  if (isMissing) throw new NotEmulated(`this way of recording a <Dial>, as on line ${element.line},`);
  return channels[record] as 1 | 2 | undefined;
}

function readCallback(element: Element, place: VerbPlace): RecordingCallback | undefined {
  const url = textOf(element, 'recordingStatusCallback', undefined);
  const method = methodOf(element, 'recordingStatusCallbackMethod', 12200);
  const events = readRecordingEvents(element, 12200);
  return url === undefined ? undefined : { url: urlFrom(place, url), method, events };
}

/** Somebody who hung up is not led anywhere; whether the application hears of it is not documented. */
function tellAfterHangup({ action, method }: Dial, dialling: Dialling, place: VerbPlace): void {
  const { call } = place;
  if (action === undefined || call.platform.assumptions.dialActionAfterHangup === 'no-action') return;
  call.webhooks.tell(urlFrom(place, action), method, actionParameters(dialling.end(), place));
}

/** https://www.twilio.com/docs/voice/twiml/dial#action */
function actionParameters(end: DialEnd, { call }: VerbPlace): Record<string, string> {
  return {
    DialCallStatus: end.status,
    DialBridged: String(end.isBridged),
    ...(end.callSid !== undefined && { DialCallSid: end.callSid }),
    ...(end.seconds !== undefined && { DialCallDuration: String(end.seconds) }),
    ...(end.recording && { RecordingUrl: recordingUrl(call.platform.account, end.recording) }),
    ...end.parameters,
  };
}
