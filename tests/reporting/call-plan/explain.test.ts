import { whatHappens } from '../../../reporting/call-plan/call-at';
import { callPlan } from '../../../reporting/call-plan/call-plan';
import { type QuestionOptions, readQuestion, timeAt } from '../../../reporting/call-plan/question';
import { written } from '../../../reporting/call-plan/section';
import type { QueuesConfig } from '../../../src/config/queue-config';
import { durationInWords } from '../../../wording/times';
import { config as simpleConfig } from '../../example-config';
import { config } from './explain-config';

/** A Saturday, at four in the afternoon in New York. */
const now = new Date('2026-11-21T21:00:00Z');

const explained = (asked: QuestionOptions, of: QueuesConfig = config) =>
  written(whatHappens(readQuestion(asked, of, now), of));

const atSupport = (at: string, more: QuestionOptions = {}) => explained({ at, queue: 'support', ...more });

describe('a question', () => {
  test('of a priority caller a minute before closing is answered whole', () => {
    const asked = { at: '2026-12-24 17:59', from: '+15551112222', to: '+15550100001' };
    expect(explained(asked)).toEqual([
      'At 17:59 on Thursday, December 24, 2026 (America/New_York)',
      '  +15551112222 calls +15550100001.',
      '  The queue support is open until 18:00 on Thursday, December 24, 2026.',
      '  This is a priority caller: agents serve that lane first.',
      '  The caller hears “Welcome to support. This call is recorded.”',
      '  The caller goes to the end of the line of support, in its priority lane.',
      '  First in line, the caller hears “You are next in line. To leave a message, press star.” and then a.wav.',
      '  An agent may take the call at any time. Just before that: “Here is your agent. This call is recorded.”',
      expect.stringMatching(
        /^ {2}If no agent has taken the call by about 18:00:5\d, .* the wait is over: the queue is closed\.$/,
      ),
      '  1. The caller hears “We are closed.”',
      '  2. The caller hears “Leave a message.”',
      '  3. The caller may leave a message of up to 3 minutes after a beep.',
      '  4. The call ends.',
    ]);
  });

  test.each([
    [
      'a second before opening',
      '2026-12-24 08:59:59',
      'is closed until 09:00 on Thursday, December 24, 2026.',
    ],
    ['at opening time', '2026-12-24 09:00', 'is open until 18:00 on Thursday, December 24, 2026.'],
    ['a second before closing', '2026-12-24 17:59:59', 'is open until 18:00 on Thursday, December 24, 2026.'],
    ['at closing time', '2026-12-24 18:00', 'is closed until 09:00 on Monday, December 28, 2026.'],
  ])('%s it says when that changes', (_when, at, expected) => {
    expect(atSupport(at)[2]).toBe(`  The queue support ${expected}`);
  });

  test('on a one-off day has the words of that day', () => {
    expect(atSupport('2026-12-25 10:00')).toContain(
      '  1. The caller hears “Merry Christmas. We are closed.”',
    );
  });

  test('of any caller takes the normal lane, where no place is announced', () => {
    const lines = atSupport('2026-12-23 10:00').join('\n');
    expect(lines).toContain('This caller has no priority');
    expect(lines).toContain('“You are still in line. To leave a message, press star.” and then a.wav.');
  });

  test('continues if an external person does not answer', () => {
    expect(atSupport('2026-12-23 10:00').slice(-6)).toEqual([
      '  1. The caller hears “Sorry.”',
      '  2. +15557654321 rings for 18 seconds. The person who answers must press a key, so that voicemail never takes the call. They may talk for 30 minutes. If nobody takes the call, the plan continues:',
      '  3. The caller hears “Nobody is there.”',
      '  4. The caller may leave a message of up to 3 minutes after a beep.',
      '  5. The caller hears “Goodbye.”',
      '  6. The call ends.',
    ]);
  });

  test.each([
    ['899', 'First in line, the caller hears'],
    ['900', 'The wait is over: the caller has waited too long.'],
  ])('of a caller who has waited for %s seconds', (waited, expected) => {
    const lines = atSupport('2026-12-23 10:00', { waited }).join('\n');
    expect(lines).toContain(`A caller has called and waited for ${durationInWords(Number(waited))}.`);
    expect(lines).toContain(expected);
  });

  test.each([
    ['17:59:59', 'First in line, the caller hears'],
    ['18:00', 'The wait is over: the queue is closed.'],
  ])('of a caller who is waiting at %s, with closing at six', (time, expected) => {
    const lines = atSupport(`2026-12-23 ${time}`, { waited: '60' }).join('\n');
    expect(lines).toContain('the queue support was open until 18:00');
    expect(lines).toContain(expected);
  });

  test('of a queue that still serves waiting callers at closing time', () => {
    const openingHours = { ...config.queues.support.openingHours, atClosing: 'keep-waiting' } as const;
    const serving = {
      ...config,
      queues: { ...config.queues, support: { ...config.queues.support, openingHours } },
    } as QueuesConfig;
    const lines = explained({ at: '2026-12-23 17:59', queue: 'support' }, serving).join('\n');
    expect(lines).toContain('At 18:00 the queue closes, but callers who are in line by then are served.');
    expect(lines).toContain('the caller has waited too long.');
  });

  test('of a number with a menu is answered for each key, and for none', () => {
    const titles = whatHappens(readQuestion({ to: '+15550100050' }, config, now), config).map(
      ({ title }) => title,
    );
    expect(titles.slice(1)).toEqual([
      'If the caller presses 1',
      'If the caller presses 2',
      'If the caller presses another key, or none',
    ]);
  });

  test.each<[string, QuestionOptions, string]>([
    ['a blocked caller', { from: '+15559999999' }, 'The number is one of the blocked callers.'],
    [
      'a caller who hides the number, if the queue rejects that',
      { from: 'anonymous', queue: 'support' },
      'The queue support rejects callers who hide their number.',
    ],
  ])('of %s ends at once', (_who, asked, expected) => {
    expect(explained(asked).slice(2)).toEqual([
      `  ${expected}`,
      '  The call is rejected: never answered, and not billed.',
    ]);
  });

  test('of a caller who hides the number, if the queue allows that, is like any other', () => {
    expect(explained({ from: 'anonymous', queue: 'sales' })).toContain('  The queue sales is always open.');
  });

  test.each<[QuestionOptions, string]>([
    [{ at: 'tomorrow' }, `--at: 'tomorrow' is not a date and time. Write it like this: "2026-12-24 17:59".`],
    [{ at: '2026-02-30 10:00' }, '--at: '],
    [{ at: '2026-12-24 24:00' }, '--at: '],
    [{ at: '2026-12-24' }, '--at: '],
    [{ from: 'bob' }, "--from: 'bob' is not a phone number. Write it like +15551230000, or anonymous"],
    [{ to: '5550100001' }, '--to: '],
    [{ queue: 'billing' }, '--queue: there is no queue named billing. There is: support, sales.'],
    [{ waited: '-1' }, "--waited: '-1' is not a number of seconds. Write it like 90."],
  ])('that cannot be read is answered with what to write: %j', (asked, expected) => {
    expect(() => readQuestion(asked, config, now)).toThrow(expected);
  });

  test.each(['2026-02-30 10:00', '2026-12-24 24:30', '2026-13-01 10:00'])(
    'of %s, which no calendar or clock shows, is refused with the reason',
    (at) => {
      expect(() => readQuestion({ at }, config, now)).toThrow(
        `--at: no calendar or clock shows '${at}'. Check the day of the month and the time.`,
      );
    },
  );

  test('may write a number as people do', () => {
    expect(readQuestion({ from: '+1 (555) 111-2222' }, config, now)).toMatchObject({ from: '+15551112222' });
  });
});

describe('the time that clocks show', () => {
  test.each([
    ['in summer', '2026-07-01 12:00', '2026-07-01T16:00:00.000Z'],
    ['in winter', '2026-12-24T17:59', '2026-12-24T22:59:00.000Z'],
    ['with seconds', '2026-12-24 17:59:59', '2026-12-24T22:59:59.000Z'],
    ['at midnight', '2026-12-24 00:00', '2026-12-24T05:00:00.000Z'],
    ['a minute before midnight', '2026-12-24 23:59', '2026-12-25T04:59:00.000Z'],
    ['where they skip it: the moment of the change', '2026-03-08 02:30', '2026-03-08T07:00:00.000Z'],
    ['where it comes twice: the first', '2026-11-01 01:30', '2026-11-01T05:30:00.000Z'],
  ])('%s', (_when, text, expected) => {
    expect(timeAt(text, 'America/New_York').toISOString()).toBe(expected);
  });
});

describe('a voicemail', () => {
  const linesWith = (variables: Record<string, string>) =>
    callPlan(config, now, variables).find(({ title }) => title === 'Voicemail')?.lines;

  test('without a receiver stays with Twilio, and the plan says which variable is missing', () => {
    expect(linesWith({})).toEqual([
      'Messages have no receiver yet: VOICEMAIL_WEBHOOK_URL is not set in .env. They stay at Twilio, and nobody is notified. docs/voicemail.md says how to receive them.',
    ]);
  });

  test('with a receiver goes there', () => {
    const variables = {
      VOICEMAIL_WEBHOOK_URL: 'https://receiver.example/voicemails',
      VOICEMAIL_SECRET: '0123456789abcdef0123456789abcdef',
    };
    expect(linesWith(variables)).toEqual([
      'Messages are sent to the receiver that VOICEMAIL_WEBHOOK_URL in .env names.',
    ]);
  });
});

describe('the call plan', () => {
  const plan = written(callPlan(config, now, {}));

  test.each([
    ['a number', '  +15550100001 goes to support.'],
    ['a number of the priority lane', '  +15550100009 goes to support, in the priority lane.'],
    [
      'a menu',
      '  +15550100050 asks: “For support press 1, for sales press 2.” 1 goes to support and 2 goes to sales. Any other key, or none, goes to sales.',
    ],
    [
      'the hours',
      '  Open Monday to Thursday 09:00–18:00; Friday 09:00–12:00 and 13:00–17:00; Saturday and Sunday closed (America/New_York).',
    ],
    [
      'a holiday',
      '  Friday, December 25, 2026: closed, with its own words while it is closed: “Merry Christmas. We are closed.”',
    ],
    ['the next opening', '  Now: closed until 09:00 on Monday, November 23, 2026.'],
    [
      'the music',
      '  While they wait: a.wav (50 seconds), b.wav (1 minute) and c.wav (1 minute 10 seconds), in turn.',
    ],
    [
      'the messages',
      '  From 1 minute of waiting on, and every 3 minutes: “See our page.”, then “We also answer letters.”',
    ],
    ['the exit key', '  The key * ends the wait at any time: “To leave a message, press star.”'],
    [
      'the limits',
      '  At most 500 callers may wait, each for 15 minutes plus the rest of the piece that is playing.',
    ],
    [
      'recording',
      '  Every conversation is recorded, caller and agent on separate channels. Callers hear first: “This call is recorded.”',
    ],
    [
      'the wrap-up time',
      '  Agents have 30 seconds for wrap-up after a conversation, and hear about each caller before it.',
    ],
    ['who serves', '  Served by agent-1, agent-2 and agent-3.'],
    [
      'a move, whether or not that queue is open now',
      '  1. The caller goes to the end of the line of sales. The time already waited still counts.',
    ],
    ['a file', '  1. The caller hears the file prompts/error.v1.wav.'],
    [
      'how an agent gets in',
      '  agent-2 serves sales. Signs in with the PIN in AGENT_PIN_AGENT_2 from any phone after the code 21 and a star. Waits with music, inside one long dial of the queue.',
    ],
    [
      'that the log does not say who an agent is',
      '  agent-3 serves sales. Has neither a number nor a code, so only the shared PIN works, and the log does not say who it is. Waits with music, inside one long dial of the queue.',
    ],
    [
      'the limit of idle agents',
      '  An agent who waits in silence is logged off after 1 hour 30 minutes without a conversation.',
    ],
    [
      'the cost of a waiting caller',
      '  A caller waiting in sales: about 58 requests an hour, and no REST call.',
    ],
    [
      'the cost of an agent who waits in rounds',
      '  agent-1 without a caller: about 360 requests an hour, and as many REST calls, more only where several queues are busy.',
    ],
    [
      'the cost of an agent in a long dial',
      '  agent-2 without a caller: about 6 requests an hour, and no REST call.',
    ],
    [
      'the limit of Twilio',
      '  Twilio runs at most 30 of these functions at once: plan for 600 waiting callers, not for the 700 that may wait here.',
    ],
    [
      'what comes when nothing works',
      '  Callers hear from Twilio itself: “Please call again.” Then +15557654321 is rung.',
    ],
  ])('says %s', (_what, line) => {
    expect(plan).toContain(line);
  });

  test('has each plan that can happen', () => {
    const titles = callPlan(config, now, {}).map(({ title }) => title);
    expect(titles.filter((title) => title.startsWith('sales: '))).toEqual([
      'sales: when the line is full',
      'sales: when the caller has waited too long',
      'sales: when the caller presses the key',
      'sales: when something went wrong',
    ]);
    expect(titles).toContain('support: when the queue is closed');
  });

  test('has no verb of TwiML, and nothing undefined', () => {
    expect(plan.join('\n')).not.toMatch(/<\w+>|undefined|NaN|\[object/);
  });

  test('of a simple config is simple', () => {
    const text = written(callPlan(simpleConfig, now, {})).join('\n');
    expect(text).toContain('Any other number of yours goes to support.');
    expect(text).not.toContain('priority');
    expect(text).not.toContain('logged off');
  });
});

describe('a length of time in words', () => {
  test.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [48.5, '48.5 seconds'],
    [60, '1 minute'],
    [5400, '1 hour 30 minutes'],
    [3661, '1 hour 1 minute 1 second'],
  ])('%d s', (seconds, words) => {
    expect(durationInWords(seconds)).toBe(words);
  });
});
