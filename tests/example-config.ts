import {
  defineQueues,
  type NamedQueue,
  type Queue,
  type QueueHours,
  type QueuesConfig,
  queueNamed,
} from '../src/config/queue-config';
import type { WebhookRequest } from '../src/endpoint';
import { english } from '../src/languages/english';
import type { AgentSession } from '../src/state/agent-session';
import type { CallerState } from '../src/state/caller-state';
import { Parameters } from '../src/state/parameters';
import { acceptCallUrl, messageLeftUrl, tryAgain, voicemailRecordedUrl } from '../src/state/urls';

/**
 * Two queues and three agents. The greeting takes two seconds to say, the last words before an agent three,
 * at the speed that `speech.ts` reckons with.
 */
export const config = defineQueues({
  queues: {
    support: {
      language: english,
      voice: 'Polly.Joanna-Neural',
      greeting: 'Welcome. Please hold the line.',
      connecting: 'Thank you for waiting. Here comes your agent.',
      holdMusic: [
        { file: 'a.wav', seconds: 50 },
        { file: 'b.wav', seconds: 60 },
        { file: 'c.wav', seconds: 70 },
      ],
      maxCallers: 100,
      maxWaitSeconds: 1800,
      exitKey: { key: '*', offer: 'To leave, press star.' },
      servedAfterSeconds: 10,
      announcements: { firstInLineEverySeconds: 120 },
      plans: {
        closed: [{ say: 'Closed. Goodbye.' }],
        full: [{ say: 'The line is full.' }],
        waitedTooLong: [{ say: 'It took too long.' }],
        keyPressed: [{ say: 'You pressed star.' }, { say: 'Goodbye.' }],
        error: [{ say: 'Something broke.' }],
      },
    },
    sales: {
      language: english,
      voice: 'Polly.Matthew-Neural',
      numbers: ['+15550100002', '+15550100003'],
      greeting: 'Sales.',
      connecting: 'One moment.',
      holdMusic: [
        { file: 'd.wav', seconds: 40 },
        { file: 'e.wav', seconds: 40 },
        { file: 'f.wav', seconds: 40 },
      ],
      maxCallers: 10,
      maxWaitSeconds: 600,
      exitKey: { key: '9', offer: 'To leave, press nine.' },
      servedAfterSeconds: 10,
      announcements: { firstInLineEverySeconds: 120 },
      plans: {
        closed: [{ say: 'Closed. Goodbye.' }],
        full: [{ say: 'Sales is full.' }],
        waitedTooLong: [{ say: 'Sales took too long.' }],
        keyPressed: [{ say: 'You pressed nine.' }],
        error: [{ say: 'Sales broke.' }],
      },
      phrases: { stillWaiting: 'Sales will be with you.', backInLine: 'Back to sales.' },
    },
  },
  agents: [
    { id: 'agent-1', queues: ['sales'], number: '+15550101001', trustCallerId: true },
    { id: 'agent-2', queues: ['support'], number: '+15550101002' },
    { id: 'agent-3', queues: ['support'] },
  ],
  agentLine: { language: english, voice: 'Polly.Amy-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});

export type QueueName = keyof typeof config.queues;

/** A queue of the example, with its name, and with some of it changed. */
export function queue(name: QueueName = 'support', changes: Partial<Queue> = {}): NamedQueue {
  const found = queueNamed(config, name);
  if (!found) throw new Error(`The example has no queue ${name}.`);
  return { ...found, ...changes };
}

/** The example with some of its queues changed. */
export const configWith = (changes: Partial<Record<QueueName, Partial<Queue>>>): QueuesConfig => ({
  ...config,
  queues: {
    support: { ...config.queues.support, ...changes.support },
    sales: { ...config.queues.sales, ...changes.sales },
  },
});

/** Every test's present. */
export const now = new Date('2026-01-05T15:00:00Z');
export const nowSeconds = 1767625200;

/** So many seconds later, or earlier. */
export const later = (seconds: number) => new Date((nowSeconds + seconds) * 1000);

/** Hours that end at every test's present, a Monday at three. */
export const closingNow = (changes: Partial<QueueHours> = {}): QueueHours => ({
  timeZone: 'UTC',
  weekly: { monday: ['09:00-15:00'] },
  atClosing: 'run-closed-plan',
  ...changes,
});

/** Where the example is deployed. */
export const domain = 'call-queue-1234.twil.io';

/** The state of somebody who joined the queue just now, for the first time. */
export const callerState = (changes: Partial<CallerState> = {}): CallerState => ({
  queue: queue(),
  lane: 'normal',
  visit: 0,
  joinedAt: nowSeconds,
  secondsWaitedBefore: 0,
  returns: 0,
  moves: 0,
  textsHeard: {},
  isQueueGone: false,
  ...changes,
});

/** The session of an agent who was let in just now. */
export const agentSession = (changes: Partial<AgentSession> = {}): AgentSession => ({
  agent: 'agent-1',
  queues: [queue('sales')],
  startedAt: nowSeconds,
  dialedAt: nowSeconds,
  idleSince: nowSeconds,
  ...changes,
});

/** What came with a request of the call `CA1`. */
export const parameters = (given: Readonly<Record<string, unknown>> = {}) =>
  new Parameters({ CallSid: 'CA1', ...given });

/** A request of the call `CA1` to the example in production, with these parameters. */
export const webhookRequest = (
  given: Readonly<Record<string, unknown>> = {},
  changes: Partial<WebhookRequest> = {},
): WebhookRequest => ({
  parameters: parameters(given),
  config,
  now,
  domain,
  environmentName: undefined,
  ...changes,
});

/** A document as it is written to Twilio, from lines that a person can read. */
export const document = (lines: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>${lines.replace(/\n\s*(?=<)/g, '').replace(/\n\s*/g, ' ')}`;

/** Words as they are said to callers of a queue of the example, or to its agents. */
export const said = (text: string, speaker: 'support' | 'sales' | 'agents' = 'support') => {
  const voice = { support: 'Polly.Joanna-Neural', sales: 'Polly.Matthew-Neural', agents: 'Polly.Amy-Neural' };
  return `<Say voice="${voice[speaker]}" language="en-US">${text}</Say>`;
};

/** How each of our URLs ends, as written in a document. */
export const again = inDocument(tryAgain);

/** How the URLs of a path end, where Twilio is asked to be quicker. */
export const againQuickly = inDocument(messageLeftUrl(callerState(), 'full', 1).replace(/^[^#]*/, ''));
export const againAtOnce = inDocument(acceptCallUrl(callerState()).replace(/^[^#]*/, ''));
export const againPatiently = inDocument(voicemailRecordedUrl(callerState()).replace(/^[^#]*/, ''));

function inDocument(text: string): string {
  return text.replaceAll('&', '&amp;');
}
