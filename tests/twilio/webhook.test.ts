import fc from 'fast-check';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';
import type { Endpoint, WebhookRequest } from '../../src/endpoint';
import type { LoggedLine } from '../../src/log';
import { webhook } from '../../src/twilio/webhook';
import { config, document } from '../example-config';
import { answersOf, type Handler, installRuntime } from './runtime';

installRuntime();

const said = (text: string) => {
  const response = new VoiceResponse();
  response.say(text);
  return response;
};

const answered = document('<Response><Say>answer</Say></Response>');
const fallback = document('<Response><Say>fallback</Say></Response>');
const lastResort = document(
  '<Response><Say>Sorry, something went wrong.</Say><Pause length="5"/></Response>',
);

const context = {
  PATH: '/wait',
  DOMAIN_NAME: 'call-queue-1234.twil.io',
  AGENT_PIN: '246810',
  AGENT_PIN_AGENT_2: '730518',
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

/** What the endpoint of these tests decides: the document that it says. */
type Steps = Partial<Endpoint<WebhookRequest, string, string, Readonly<Record<string, unknown>>>>;

/** Asks an endpoint that says `answer`, with some of its steps changed. */
function ask(steps: Steps, event: object = { CallSid: 'CA1' }) {
  const endpoint = {
    path: '/wait' as const,
    visibility: 'protected' as const,
    events: [],
    read: (request: WebhookRequest) => request,
    gatherFacts: async () => 'answer',
    decide: (_asked: WebhookRequest, _request: WebhookRequest, facts: string) => facts,
    logLines: () => [],
    say: (decided: string) => said(decided),
    fallback: () => said('fallback'),
    ...steps,
  };
  return answersOf(webhook(endpoint, config, (given) => ({ ...given })) as Handler, context, event);
}

const throws = (error: unknown) => () => {
  throw error;
};

describe('one of Twilio’s requests', () => {
  test.each<[string, Steps]>([
    ['at once', {}],
    ['after a while', { gatherFacts: () => new Promise((resolve) => setImmediate(resolve, 'answer')) }],
  ])('that is answered %s is answered once, as XML', async (_when, steps) => {
    jest.useRealTimers();
    expect(await ask(steps)).toMatchObject([
      { statusCode: 200, headers: { 'Content-Type': 'text/xml' }, body: answered },
    ]);
    expect([...logged, ...alerted]).toEqual([]);
  });

  test('is read with the config, the time and the host it came in, and facts come from the context', async () => {
    const requests: WebhookRequest[] = [];
    const pins: unknown[] = [];
    await ask({
      read: (request) => {
        requests.push(request);
        return request;
      },
      gatherFacts: async (_asked, { AGENT_PIN }) => {
        pins.push(AGENT_PIN);
        return 'answer';
      },
    });
    expect(requests).toMatchObject([
      {
        config: { queues: { support: {}, sales: {} } },
        now: new Date('2026-01-05T15:00:00Z'),
        domain: 'call-queue-1234.twil.io',
        environmentName: undefined,
      },
    ]);
    expect(pins).toEqual(['246810']);
  });

  test('is read and decided once: what is logged and what is said both come from that', async () => {
    let decisions = 0;
    const joined = (queue: string) =>
      ({ event: 'joined', call: 'CA1', queue, lane: 'normal', stay: 0 }) as const;
    const answers = await ask({
      decide: () => `decision ${++decisions}`,
      logLines: (decided) => [joined(decided)],
    });
    expect(answers).toMatchObject([{ body: document('<Response><Say>decision 1</Say></Response>') }]);
    expect(logged).toMatchObject([{ event: 'joined', queue: 'decision 1' }]);
    expect(decisions).toBe(1);
  });

  const failure = throws(new TypeError('no such thing'));

  test.each<[string, Steps, string]>([
    ['cannot be read', { read: failure }, 'TypeError: no such thing'],
    ['lacks facts', { gatherFacts: () => Promise.reject(new Error('no luck')) }, 'Error: no luck'],
    ['lacks facts for no error', { gatherFacts: () => Promise.reject('out of order') }, 'out of order'],
    ['cannot be decided', { decide: failure }, 'TypeError: no such thing'],
    ['has no log lines', { logLines: failure }, 'TypeError: no such thing'],
    ['cannot be said', { say: failure }, 'TypeError: no such thing'],
    // What is not written in TypeScript may answer nothing.
    ['says nothing', { say: () => undefined as never }, 'TypeError: Cannot read properties of undefined'],
  ])('that %s gets the fallback, and raises an alert', async (_what, steps, error) => {
    expect(await ask(steps)).toMatchObject([
      { statusCode: 200, headers: { 'Content-Type': 'text/xml' }, body: fallback },
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

  test('gets the fallback if what it wants to log cannot be logged', async () => {
    jest.mocked(console.log).mockImplementation(() => {
      throw new Error('the log is full');
    });
    const logLines = () => [{ event: 'ended', call: 'CA1', status: 'completed', seconds: 1 } as const];
    expect(await ask({ logLines })).toMatchObject([{ body: fallback }]);
  });

  test('is answered by a last resort if the fallback fails too', async () => {
    const fails = throws(new Error('no luck'));
    expect(await ask({ say: fails, fallback: fails })).toMatchObject([
      { statusCode: 200, headers: { 'Content-Type': 'text/xml' }, body: lastResort },
    ]);
  });
});

describe('a request whose answer takes its time', () => {
  const gatherIn = (millis: number) => () =>
    new Promise<string>((resolve) => {
      setTimeout(() => resolve('answer'), millis);
    });

  test.each<[string, number, string]>([
    ['2,999 ms is answered as it should be', 2999, answered],
    ['3,001 ms gets the fallback', 3001, fallback],
  ])('of %s', async (_sentence, millis, body) => {
    const asked = ask({ gatherFacts: gatherIn(millis) });
    await jest.advanceTimersByTimeAsync(5000);
    expect(await asked).toMatchObject([{ body }]);
  });

  test('for ever gets the fallback after 3 s, and not before', async () => {
    const bodies: unknown[] = [];
    const asked = ask({ gatherFacts: () => new Promise(() => undefined) }).then((answers) =>
      bodies.push(...answers.map(({ body }) => body)),
    );
    await jest.advanceTimersByTimeAsync(2999);
    expect(bodies).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(bodies).toEqual([fallback]);
    expect(alerted).toMatchObject([{ error: 'Error: No answer within 3000 ms' }]);
    await asked;
  });

  test('and then fails after all has been answered once, and is not reported again', async () => {
    const gatherFacts = () =>
      new Promise<string>((_, reject) => {
        setTimeout(() => reject(new Error('too late to matter')), 4000);
      });
    const asked = ask({ gatherFacts });
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
  const readAll = (request: WebhookRequest) => {
    request.parameters.expectedText('From');
    request.parameters.expectedCount('QueueTime', 10);
    return request;
  };

  test('names what is wrong with it, on one line', async () => {
    await ask({ read: readAll }, { CallSid: 'CA1', From: ['+15550100001', '+15550100002'] });
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
    await ask({ read: readAll }, {});
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
        await ask({ read: readAll }, event);
        expect(logged).toHaveLength(1);
        expect(JSON.stringify(logged)).not.toContain(number.slice(1));
      }),
    );
  });
});
