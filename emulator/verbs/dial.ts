import { NotEmulated } from '../platform/not-emulated';
import type { TaskRouter } from '../task-router/task-router';
import { boolean, choice, integer, matching, method, readAttributes, text } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { ringTones } from '../twiml/vocabulary';
import { Interrupted } from '../voice/interrupts';
import type { PhoneNetwork } from '../voice/phone-network';
import type { PhoneNumbers } from '../voice/phone-numbers';
import { type Recording, recordingUrl } from '../voice/recording';
import type { Recordings } from '../voice/recordings';
import { type RunVerb, requestFrom, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import type { VoiceQueues } from '../voice/voice-queues';
import { NumberDialing } from './dial-number';
import { QueueDialing } from './dial-queue';
import { ReservationDialing } from './dial-reservation';
import type { Dial, DialEnd, Dialing } from './dialing';
import { recordingEvents } from './recording-events';

/** What a `<Dial>` can reach, and where its recordings are kept. */
export interface DialServices {
  readonly queues: VoiceQueues;
  readonly recordings: Recordings;
  readonly numbers: PhoneNumbers;
  readonly network: PhoneNetwork;
  readonly taskRouter: TaskRouter;
}

/** Connects the call to another party. https://www.twilio.com/docs/voice/twiml/dial */
export const dialVerb =
  (services: DialServices): RunVerb =>
  (element, place) =>
    runDial(services, element, place);

async function runDial(services: DialServices, element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const { call } = place;
  const dial = readDial(element, place);
  if (!dial.answersOnBridge) call.answer();
  const dialing = dialingOf(services, element, dial, place);
  try {
    await dialing.run();
    call.unansweredAs(dialing.end().status);
  } catch (error) {
    if (error instanceof Interrupted && error.interrupt.kind === 'hangup')
      requestActionAfterHangup(dial, dialing, place);
    throw error;
  }
  if (dial.action === undefined) return { kind: 'next' };
  const request = requestFrom(place, dial.action, dial.method, actionParameters(dialing.end(), place));
  return { kind: 'request', request };
}

function dialingOf(services: DialServices, element: Element, dial: Dial, place: VerbPlace): Dialing {
  const [noun = element, ...others] = element.children;
  if (others.length > 0) throw new NotEmulated(`<Dial> with several nouns, as on line ${element.line},`);
  switch (noun.name) {
    case 'Queue':
      return noun.attributes.reservationSid === undefined
        ? new QueueDialing(services, dial, noun, place)
        : new ReservationDialing(services, dial, noun, place);
    // A number without a noun around it.
    case 'Dial':
      return new NumberDialing(services, dial, { ...noun, name: 'Number', attributes: {} }, place);
    case 'Client':
    case 'Number':
      return new NumberDialing(services, dial, noun, place);
    default:
      throw new NotEmulated(`<Dial> of a <${noun.name}>, as on line ${element.line},`);
  }
}

/** https://www.twilio.com/docs/voice/twiml/dial#record */
const recordedChannels = {
  'do-not-record': undefined,
  false: undefined,
  'record-from-answer': 1,
  true: 1,
  'record-from-answer-dual': 2,
  'record-from-ringing': 'missing',
  'record-from-ringing-dual': 'missing',
} as const;

const attributes = {
  action: text(undefined),
  method: method(13210),
  timeout: integer({ default: 30, min: 5, max: 600, code: 13212 }),
  timeLimit: integer({ default: 14_400, min: 1, max: 14_400, code: 13216 }),
  hangupOnStar: boolean({ default: false, code: 13213 }),
  callerId: text(undefined),
  answerOnBridge: boolean({ default: false, code: 13219 }),
  ringTone: choice({ default: undefined, choices: ringTones, code: 13220 }),
  // "Up to 50 characters": https://www.twilio.com/docs/voice/twiml/dial#callreason
  callReason: matching(/^.{0,50}$/s, { default: undefined, code: 12200, allowed: 'at most 50 characters' }),
  // With a single number it makes no difference, and several numbers are not emulated.
  sequential: boolean({ default: false, code: 13218 }),
  record: choice({
    default: 'do-not-record' as const,
    choices: Object.keys(recordedChannels) as (keyof typeof recordedChannels)[],
    code: 13217,
  }),
  trim: choice({ default: 'do-not-trim', choices: ['do-not-trim', 'trim-silence'], code: 12200 }),
  recordingTrack: choice({ default: 'both', choices: ['both', 'inbound', 'outbound'], code: 12200 }),
  recordingStatusCallback: text(undefined),
  recordingStatusCallbackMethod: method(12200),
  recordingStatusCallbackEvent: recordingEvents(12200),
};

function readDial(element: Element, place: VerbPlace): Dial {
  const read = readAttributes(element, attributes);
  const channels = recordedChannels[read.record];
  if (channels === 'missing' || read.trim !== 'do-not-trim' || read.recordingTrack !== 'both') {
    throw new NotEmulated(`this way of recording a <Dial>, as on line ${element.line},`);
  }
  const url = read.recordingStatusCallback;
  return {
    action: read.action,
    method: read.method,
    timeoutSeconds: read.timeout,
    timeLimitSeconds: read.timeLimit,
    hangupOnStar: read.hangupOnStar,
    callerId: read.callerId,
    answersOnBridge: read.answerOnBridge,
    ringTone: read.ringTone,
    callReason: read.callReason,
    recordedChannels: channels,
    recordingCallback:
      url === undefined
        ? undefined
        : {
            url: urlFrom(place, url),
            method: read.recordingStatusCallbackMethod,
            events: read.recordingStatusCallbackEvent,
          },
  };
}

/** After a hangup no document runs. Whether Twilio requests the action is not documented. */
function requestActionAfterHangup({ action, method }: Dial, dialing: Dialing, place: VerbPlace): void {
  const { call } = place;
  if (action === undefined || call.platform.assumptions.dialActionAfterHangup === 'no-action') return;
  call.webhooks.notify(urlFrom(place, action), method, actionParameters(dialing.end(), place));
}

/** https://www.twilio.com/docs/voice/twiml/dial#action */
function actionParameters(end: DialEnd, { call }: VerbPlace): Record<string, string> {
  return {
    DialCallStatus: end.status,
    DialBridged: String(end.isBridged),
    ...(end.callSid !== undefined && { DialCallSid: end.callSid }),
    ...(end.seconds !== undefined && { DialCallDuration: String(end.seconds) }),
    ...(end.recording && recordingParameters(call, end.recording)),
    ...end.parameters,
  };
}

const recordingParameters = ({ platform }: VerbPlace['call'], recording: Recording) => ({
  RecordingUrl: recordingUrl(platform.account, recording),
  RecordingSid: recording.sid,
  RecordingDuration: String(recording.seconds),
});
