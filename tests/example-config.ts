import { Parameters } from '../src/parameters';
import { defineQueues, type NamedQueue, queueNamed } from '../src/queue-config';
import { tryAgain } from '../src/routes';
import type { Ticket } from '../src/ticket';

/**
 * Two queues and three agents. The greeting takes two seconds to say, the last words before an agent three,
 * at the speed that `speech.ts` reckons with.
 */
export const config = defineQueues({
  queues: {
    support: {
      language: 'english',
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
      plans: {
        full: [{ say: 'The line is full.' }],
        waitedTooLong: [{ say: 'It took too long.' }],
        keyPressed: [{ say: 'You pressed star.' }, { say: 'Goodbye.' }],
        error: [{ say: 'Something broke.' }],
      },
    },
    sales: {
      language: 'english',
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
      plans: {
        full: [{ say: 'Sales is full.' }],
        waitedTooLong: [{ say: 'Sales took too long.' }],
        keyPressed: [{ say: 'You pressed nine.' }],
        error: [{ say: 'Sales broke.' }],
      },
      phrases: { stillWaiting: 'Sales will be with you.', backInLine: 'Back to sales.' },
    },
  },
  agents: [
    { id: 'agent-1', queue: 'sales', number: '+15550101001', trustCallerId: true },
    { id: 'agent-2', queue: 'support', number: '+15550101002' },
    { id: 'agent-3', queue: 'support' },
  ],
  agentLine: { language: 'english', voice: 'Polly.Amy-Neural' },
  fallback: { caller: 'Please call again.', agent: 'Please dial in again.' },
});

export type QueueName = keyof typeof config.queues;

/** A queue of the example, with its name. */
export function queue(name: QueueName = 'support'): NamedQueue {
  const found = queueNamed(config, name);
  if (!found) throw new Error(`The example has no queue ${name}.`);
  return found;
}

/** Every test's present. */
export const now = new Date('2026-01-05T15:00:00Z');
export const nowSeconds = 1767625200;

/** A ticket of somebody who joined the line just now, for the first time. */
export const ticket = (changes: Partial<Ticket> = {}): Ticket => ({
  queue: queue(),
  joinedAt: nowSeconds,
  secondsWaitedBefore: 0,
  returns: 0,
  ...changes,
});

/** What came with a request of the call `CA1`. */
export const parameters = (given: Readonly<Record<string, unknown>> = {}) =>
  new Parameters({ CallSid: 'CA1', ...given });

/** A document as it is written to Twilio, from lines that a person can read. */
export const document = (lines: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>${lines.replace(/\n\s*(?=<)/g, '').replace(/\n\s*/g, ' ')}`;

/** How each of our URLs ends, as it stands in a document. */
export const again = tryAgain.replaceAll('&', '&amp;');
