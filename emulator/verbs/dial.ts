import { booleanOf, integerOf, methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { fault, TwimlError } from '../twiml/faults';
import type { Connection } from '../voice/connection';
import { NotEmulated, requestFrom, urlFrom, type VerbOutcome, type VerbPlace } from '../voice/documents';
import type { VoiceQueue } from '../voice/voice-queue';

interface Dial {
  readonly action: string | undefined;
  readonly method: 'GET' | 'POST';
  readonly timeoutSeconds: number;
  readonly timeLimitSeconds: number;
  readonly hangupOnStar: boolean;
}

interface QueueNoun {
  readonly name: string;
  readonly connectUrl: URL | undefined;
  readonly connectMethod: 'GET' | 'POST';
}

/** How a dial of a queue ended. */
type DialEnd =
  | { status: 'completed'; connection: Connection }
  | { status: 'no-answer' | 'failed'; connection?: Connection };

/** Joins an agent to the first caller of a queue. https://www.twilio.com/docs/voice/twiml/dial */
export async function runDial(element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const dial = readDial(element);
  const [noun] = element.children;
  if (noun?.name !== 'Queue') {
    throw new NotEmulated(`<Dial> of anything but a <Queue>, as on line ${element.line},`);
  }
  const end = await dialQueue(dial, readQueueNoun(noun, place), place);
  if (dial.action === undefined) return { kind: 'next' };
  const request = requestFrom(place, dial.action, dial.method, actionParameters(end, place));
  return { kind: 'request', request };
}

function readDial(element: Element): Dial {
  return {
    action: textOf(element, 'action', undefined),
    method: methodOf(element, 'method', 13210),
    timeoutSeconds: integerOf(element, 'timeout', { default: 30, min: 5, max: 600, code: 13212 }),
    timeLimitSeconds: integerOf(element, 'timeLimit', { default: 14_400, min: 1, max: 14_400, code: 13216 }),
    hangupOnStar: booleanOf(element, 'hangupOnStar', { default: false, code: 13213 }),
  };
}

/** https://www.twilio.com/docs/voice/twiml/queue */
function readQueueNoun(element: Element, place: VerbPlace): QueueNoun {
  if (element.text === '') throw new TwimlError(fault(14212, '<Queue> has no name', element.line));
  if (element.text.length > 64) throw new TwimlError(fault(14213, `"${element.text}"`, element.line));
  const url = textOf(element, 'url', '');
  return {
    name: element.text,
    connectUrl: url === '' ? undefined : urlFrom(place, url, 14211),
    connectMethod: methodOf(element, 'method', 14210),
  };
}

async function dialQueue(dial: Dial, noun: QueueNoun, place: VerbPlace): Promise<DialEnd> {
  const { twilio } = place.leg;
  const queue = twilio.queueNamed(noun.name);
  if (queue) return dialExisting(dial, noun, queue, place);
  if (twilio.assumptions.missingQueue === 'fails-at-once') return { status: 'failed' };
  return dialExisting(dial, noun, twilio.createQueue(noun.name), place);
}

/** Waits for the first in line, and then for as long as the two talk. */
async function dialExisting(
  dial: Dial,
  noun: QueueNoun,
  queue: VoiceQueue,
  { leg }: VerbPlace,
): Promise<DialEnd> {
  const { assumptions } = leg.twilio;
  const { connectUrl, connectMethod } = noun;
  const dialer = queue.dial({ agent: leg, connectUrl, connectMethod });
  try {
    const added = assumptions.queueDialTimeout === 'five-seconds-added' ? 5 : 0;
    const sound = { kind: assumptions.emptyQueueSound };
    if (!dialer.connection) await leg.hear(sound, dial.timeoutSeconds + added, dialer.found);
    return dialer.connection ? await talk(dial, dialer.connection) : { status: 'no-answer' };
  } finally {
    queue.stopDialing(dialer);
    dialer.connection?.part('agent');
  }
}

async function talk(dial: Dial, connection: Connection): Promise<DialEnd> {
  const { agent } = connection;
  const { clock } = agent.twilio;
  await agent.attend(Promise.race([connection.bridged, connection.over]));
  if (!connection.bridgedAt) return { status: 'no-answer', connection };
  const endAtLimit = () => connection.part('time-limit');
  const cancelLimit = clock.after(dial.timeLimitSeconds * 1000, endAtLimit);
  if (dial.hangupOnStar) agent.onKey = (key) => key === '*' && connection.part('star');
  try {
    await agent.attend(connection.over);
  } finally {
    cancelLimit();
    agent.onKey = undefined;
  }
  return { status: 'completed', connection };
}

/** With those of the queue: https://www.twilio.com/docs/voice/twiml/dial#action */
function actionParameters(end: DialEnd, { leg }: VerbPlace): Record<string, string> {
  const { connection } = end;
  const isCallers = leg.twilio.assumptions.dialActionCallSid === 'caller';
  return {
    DialCallStatus: end.status,
    DialBridged: String(connection?.bridgedAt !== undefined),
    ...(connection && {
      DialCallSid: connection.caller.sid,
      DialCallDuration: String(connection.secondsTalked()),
      QueueSid: connection.queue.sid,
      QueueTime: String(connection.secondsWaited),
      DequeingCallSid: leg.sid,
      ...(isCallers && { CallSid: connection.caller.sid }),
    }),
  };
}
