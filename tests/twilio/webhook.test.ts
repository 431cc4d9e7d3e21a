import fc from 'fast-check';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { LoggedLine } from '../../src/log';
import { type Moment, type Visit, webhook } from '../../src/twilio/webhook';
import { document } from '../example-config';
import { answersOf, type Handler, installRuntime } from './runtime';

installRuntime();

const said = (text: string) => {
  const response = new VoiceResponse();
  response.say(text);
  return response;
};

const answered = document('<Response><Say>answer</Say></Response>');
const otherwise = document('<Response><Say>otherwise</Say></Response>');
const lastResort = document(
  '<Response><Say>Sorry, something went wrong.</Say><Pause length="5"/></Response>',
);

const context = {
  PATH: '/wait',
  DOMAIN_NAME: 'call-queue-1234.twil.io',
  AGENT_PIN: '246810',
  AGENT_PIN_AGENT_2: '135790',
  AGENT_PIN_AGENT_3: '1357',
};

const logged: LoggedLine[] = [];
const alerted: LoggedLine[] = [];

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-01-05T15:00:00Z') });
  logged.length = 0;
  alerted.length = 0;
  jest.spyOn(console, 'log').mockImplementation((line: string) => logged.push(JSON.parse(line)));
  jest.spyOn(console, 'error').mockImplementation((line: string) => alerted.push(JSON.parse(line)));
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const ask = (moment: Partial<Moment>, event: object = { CallSid: 'CA1' }) =>
  answersOf(
    webhook({ answer: () => said('answer'), otherwise: () => said('otherwise'), ...moment }) as Handler,
    context,
    event,
  );

describe('a request of Twilio’s', () => {
  test.each<[string, Moment['answer']]>([
    ['at once', () => said('answer')],
    ['after a while', async () => said('answer')],
  ])('that is answered %s is answered once, as XML', async (_when, answer) => {
    const answers = await ask({ answer });
    expect(answers).toMatchObject([
      { statusCode: 200, headers: { 'Content-Type': 'text/xml' }, body: answered },
    ]);
    expect([...logged, ...alerted]).toEqual([]);
  });

  test('is read with the time, the host and the context it came in', async () => {
    const visits: Visit[] = [];
    const answer = (visit: Visit) => {
      visits.push(visit);
      return said('answer');
    };
    await ask({ answer });
    expect(visits).toMatchObject([
      {
        now: new Date('2026-01-05T15:00:00Z'),
        domain: 'call-queue-1234.twil.io',
      },
    ]);
    expect(visits[0]?.context).toMatchObject({ AGENT_PIN: '246810' });
  });

  test.each<[string, Moment['answer'], string]>([
    [
      'throws',
      () => {
        throw new TypeError('no such thing');
      },
      'TypeError: no such thing',
    ],
    ['rejects', () => Promise.reject(new Error('no luck')), 'Error: no luck'],
    ['rejects with something that is no error', () => Promise.reject('out of order'), 'out of order'],
    // What is not written in TypeScript may answer nothing.
    ['answers nothing', () => undefined as never, 'TypeError: Cannot read properties of undefined'],
  ])('whose answer %s is answered otherwise, and raises an alert', async (_what, answer, error) => {
    expect(await ask({ answer })).toMatchObject([
      { statusCode: 200, headers: { 'Content-Type': 'text/xml' }, body: otherwise },
    ]);
    expect(alerted).toEqual([
      {
        at: '2026-01-05T15:00:00.000Z',
        event: 'failed',
        path: '/wait',
        call: 'CA1',
        error: expect.stringContaining(error),
      },
    ]);
  });

  test('is answered otherwise if what it wants to log cannot be logged', async () => {
    const answer = ({ log }: Visit) => {
      log({ event: 'joined', call: 'CA1', queue: 'support', lane: 'normal', stay: 0 });
      return said('answer');
    };
    jest.mocked(console.log).mockImplementation(() => {
      throw new Error('the log is full');
    });
    expect(await ask({ answer })).toMatchObject([{ body: otherwise }]);
  });

  test('is answered by a last resort if what is heard otherwise fails too', async () => {
    const fails = () => {
      throw new Error('no luck');
    };
    expect(await ask({ answer: fails, otherwise: fails })).toMatchObject([
      { statusCode: 200, headers: { 'Content-Type': 'text/xml' }, body: lastResort },
    ]);
  });
});

describe('a request whose answer takes its time', () => {
  test.each<[string, number, string]>([
    ['2,999 ms is answered as it should be', 2999, answered],
    ['3,001 ms is answered otherwise', 3001, otherwise],
  ])('of %s', async (_sentence, millis, body) => {
    const answer = () =>
      new Promise<VoiceResponse>((resolve) => {
        setTimeout(() => resolve(said('answer')), millis);
      });
    const asked = ask({ answer });
    await jest.advanceTimersByTimeAsync(5000);
    expect(await asked).toMatchObject([{ body }]);
  });

  test('for ever is answered otherwise after 3 s, and not before', async () => {
    const bodies: unknown[] = [];
    const asked = ask({ answer: () => new Promise(() => undefined) }).then((answers) =>
      bodies.push(...answers.map(({ body }) => body)),
    );
    await jest.advanceTimersByTimeAsync(2999);
    expect(bodies).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(bodies).toEqual([otherwise]);
    expect(alerted).toMatchObject([{ error: 'Error: No answer within 3000 ms' }]);
    await asked;
  });

  test('and then fails after all has been answered once, and is not reported again', async () => {
    const answer = () =>
      new Promise<VoiceResponse>((_, reject) => {
        setTimeout(() => reject(new Error('too late to matter')), 4000);
      });
    const asked = ask({ answer });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await asked).toHaveLength(1);
    expect(alerted).toHaveLength(1);
  });

  test('leaves no timer behind once it is answered', async () => {
    await ask({});
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the log of a request', () => {
  const readAll = ({ parameters }: Visit) => {
    parameters.expectedText('From');
    parameters.expectedCount('QueueTime', 10);
    return said('answer');
  };

  test('names what is wrong with it, on one line', async () => {
    await ask({ answer: readAll }, { CallSid: 'CA1', From: ['+15550100001', '+15550100002'] });
    expect(logged).toEqual([
      {
        at: '2026-01-05T15:00:00.000Z',
        event: 'bad-input',
        path: '/wait',
        call: 'CA1',
        faults: ['From: repeated', 'QueueTime: missing'],
      },
    ]);
  });

  test('names a call without a CallSid as unknown', async () => {
    await ask({ answer: readAll }, {});
    expect(logged).toMatchObject([{ call: 'unknown' }]);
  });

  test('has no telephone number in it, wherever in the request one stands', async () => {
    const numbers = fc.integer({ min: 2_000_000_000, max: 9_999_999_999 }).map((digits) => `+1${digits}`);
    const asSent = (number: string) =>
      fc.constantFrom(number, [number, number], { number }, Number(number), `${number} `);
    const cases = numbers.chain((number) =>
      fc.tuple(fc.constant(number), fc.record({ From: asSent(number), QueueTime: asSent(number) })),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ([number, event]) => {
        logged.length = 0;
        await ask({ answer: readAll }, event);
        expect(logged).toHaveLength(1);
        expect(JSON.stringify(logged)).not.toContain(number.slice(1));
      }),
    );
  });
});
