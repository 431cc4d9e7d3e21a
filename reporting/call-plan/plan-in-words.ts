import type VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import { type Element, readDocument } from '../../emulator/reference';
import { decidePlan, type PlanProgress, sayPlan } from '../../src/caller/plan';
import { decideNextStep, readReturningCaller, sayNextStep } from '../../src/caller/plan-step';
import type { PlanReason, QueuesConfig } from '../../src/config/queue-config';
import { quoted } from '../../wording/phrases';
import { durationInWords } from '../../wording/times';
import { imaginaryRequest } from './imaginary-request';

/** Why a wait ends without an agent. */
export const reasonsInWords: Readonly<Record<PlanReason, string>> = {
  closed: 'the queue is closed',
  full: 'the line is full',
  waitedTooLong: 'the caller has waited too long',
  keyPressed: 'the caller presses the key',
  error: 'something went wrong',
  noAgents: 'no agent is there',
};

/**
 * A plan as the caller experiences it: the documents that Twilio would get, one after another, in words.
 * It assumes that nobody answers a dialed number.
 */
export function planInWords(
  progress: Omit<PlanProgress, 'step' | 'ourNumber'>,
  config: QueuesConfig,
  now: Date,
): string[] {
  const steps: string[] = [];
  const first = imaginaryRequest(config, now);
  let verbs = verbsOf(sayPlan(decidePlan({ ...progress, step: 0, ourNumber: undefined }, first), first));
  for (;;) {
    steps.push(...verbs.filter(({ name }) => name !== 'Redirect').map(verbInWords));
    const nextUrl = nextStepUrl(verbs.at(-1));
    if (nextUrl === undefined) return numbered(steps);
    const request = imaginaryRequest(config, now, {
      ...queryOf(nextUrl),
      DialCallStatus: 'no-answer',
      DialBridged: 'false',
    });
    const caller = readReturningCaller(request);
    verbs = verbsOf(sayNextStep(decideNextStep(caller, request), caller, request));
  }
}

/** Where Twilio requests the rest of the plan; undefined at its end, or in line. */
function nextStepUrl(last: Element | undefined): string | undefined {
  if (last?.name === 'Redirect') return last.text;
  return last?.name === 'Enqueue' ? undefined : last?.attributes.action;
}

const numbered = (steps: readonly string[]) => steps.map((step, index) => `${index + 1}. ${step}`);

/** The verbs of a document. */
export function verbsOf(response: VoiceResponse): readonly Element[] {
  const reading = readDocument(response.toString(), 'text/xml');
  return reading.kind === 'twiml' ? reading.verbs : [];
}

const queryOf = (url: string): Record<string, string> =>
  Object.fromEntries(new URL(url, 'https://queue.example').searchParams);

/** What a verb of TwiML means for a caller. */
export function verbInWords({ name, attributes, text, children }: Element): string {
  switch (name) {
    case 'Say':
      return `The caller hears ${quoted(text)}`;
    case 'Play':
      return `The caller hears the file ${new URL(text).pathname.slice(1)}.`;
    case 'Record':
      return `The caller may leave a message of up to ${durationInWords(Number(attributes.maxLength))} after a beep.`;
    case 'Dial':
      return ringInWords(attributes, children);
    case 'Enqueue':
      return moveInWords(attributes);
    case 'Reject':
      return 'The call is rejected: never answered, and not billed.';
    case 'Hangup':
      return 'The call ends.';
    default:
      return `Twilio runs <${name}>.`;
  }
}

function ringInWords({ timeout, timeLimit }: Element['attributes'], children: Element['children']): string {
  const mustAccept = children.some(({ attributes }) => attributes.url !== undefined);
  return [
    `${children.map(({ text }) => text).join(', ')} rings for ${timeout} seconds.`,
    mustAccept
      ? 'The person who answers must press a key, so that voicemail never takes the call.'
      : 'Whatever answers takes the call, even a voicemail.',
    `They may talk for ${durationInWords(Number(timeLimit))}. If nobody takes the call, the plan continues:`,
  ].join(' ');
}

function moveInWords({ waitUrl = '' }: Element['attributes']): string {
  const query = new URL(waitUrl, 'https://queue.example').searchParams;
  const lane = query.get('lane') === 'priority' ? ', in its priority lane' : '';
  const counts = query.has('moves') ? ' The time already waited still counts.' : '';
  return `The caller goes to the end of the line of ${query.get('queue')}${lane}.${counts}`;
}
