import {
  decideIdle,
  decidePaused,
  type IdleAgent,
  type IdleStep,
  idleLogged,
  readIdleAgent,
  sayIdle,
} from '../../../src/agent/dial-in/idle';
import { lanesOf, readLanes } from '../../../src/agent/dial-in/lanes';
import type { WaitingQueue, WaitingQueues } from '../../../src/agent/dial-in/waiting-queues';
import type { NamedQueue } from '../../../src/config/queue-config';
import type { QueueLane } from '../../../src/rules/next-in-line';
import {
  again,
  agentSession,
  config,
  configWith,
  document,
  later,
  now,
  nowSeconds,
  queue,
  said,
  webhookRequest,
} from '../../example-config';

const priority = { normalLaneFirstAfterSeconds: 300 };
const everything = { ...configWith({ sales: { priority } }), agentLine: { ...config.agentLine } };
const session = agentSession({ queues: [queue('sales', { priority }), queue('support')] });

const agent = (changes: Partial<IdleAgent> = {}): IdleAgent => ({
  call: 'CA1',
  session,
  key: undefined,
  ...changes,
});

/** The three lines of the session, with this many waiting in each. */
const lines = (urgent: number, sales: number, support: number): QueueLane[] => [
  { queue: 'sales', lane: 'priority', waiting: urgent },
  { queue: 'sales', lane: 'normal', waiting: sales, normalLaneFirstAfterSeconds: 300 },
  { queue: 'support', lane: 'normal', waiting: support, normalLaneFirstAfterSeconds: 300 },
];

const nobody = lines(0, 0, 0);

const sessionQuery =
  'agent=agent-1&amp;queue=sales%2Csupport&amp;started=1767625200&amp;dialled=1767625200&amp;idle=1767625200';

const listen = (url: string, timeout: number, inside: string) =>
  document(`
    <Response>
      <Gather action="${url}?${sessionQuery}${again}" actionOnEmptyResult="true" finishOnKey="" input="dtmf"
        numDigits="1" timeout="${timeout}"${inside ? `>${inside}</Gather>` : '/>'}
    </Response>`);

/** An account with these lines, and how long their fronts have waited; notes what it is asked. */
class Lines implements WaitingQueues {
  readonly asked: string[] = [];

  constructor(
    private readonly waiting: Readonly<Record<string, number>> | undefined,
    private readonly fronts: Readonly<Record<string, number>> | undefined = {},
  ) {}

  async list() {
    this.asked.push('list');
    if (!this.waiting) return undefined;
    const entries = Object.entries(this.waiting);
    return new Map(
      entries.map(([name, waiting]): [string, WaitingQueue] => [name, { sid: `QU-${name}`, waiting }]),
    );
  }

  async frontSecondsWaited(sids: readonly string[]) {
    this.asked.push(...sids);
    if (!this.fronts) return undefined;
    const entries = Object.entries(this.fronts).map(([name, seconds]) => [`QU-${name}`, seconds] as const);
    return new Map(entries.filter(([sid]) => sids.includes(sid)));
  }
}

describe('the lines of an agent', () => {
  test('are every lane of every queue, the priority lane of each first', () => {
    expect(lanesOf(session)).toEqual(nobody);
  });

  test.each<[string, Partial<Record<'sales' | 'support', number>>, (number | undefined)[]]>([
    ['without any priority lane', {}, [undefined, undefined]],
    ['with its own priority lane', { sales: 300, support: 200 }, [undefined, 300, undefined, 200]],
    ['with the priority lane of another queue', { support: 200 }, [200, undefined, 200]],
  ])('come before a priority lane from some wait on, and none has to starve: %s', (_which, lanes, limits) => {
    const queues = (['sales', 'support'] as const).map((name) => {
      const normalLaneFirstAfterSeconds = lanes[name];
      return queue(
        name,
        normalLaneFirstAfterSeconds === undefined ? {} : { priority: { normalLaneFirstAfterSeconds } },
      );
    }) as [NamedQueue, NamedQueue];
    expect(
      lanesOf(agentSession({ queues })).map(({ normalLaneFirstAfterSeconds }) => normalLaneFirstAfterSeconds),
    ).toEqual(limits);
  });

  test('have the shortest of several limits where a queue has none', () => {
    const [sales, support] = [300, 200].map((normalLaneFirstAfterSeconds) => ({
      priority: { normalLaneFirstAfterSeconds },
    }));
    const queues = [
      queue('sales', sales),
      queue('support', support),
      { ...queue(), name: 'billing' },
    ] as const;
    expect(lanesOf(agentSession({ queues })).at(-1)).toEqual({
      ...{ queue: 'billing', lane: 'normal', waiting: 0, normalLaneFirstAfterSeconds: 200 },
    });
  });

  test.each<[string, Lines, string[]]>([
    ['nobody waits', new Lines({ sales: 0 }), ['list']],
    ['no line exists yet', new Lines({}), ['list']],
    ['callers wait in lines of others alone', new Lines({ billing: 9, 'support-priority': 2 }), ['list']],
    ['callers wait in one of them', new Lines({ sales: 3, support: 0, billing: 9 }), ['list', 'QU-sales']],
    [
      'callers wait in two of them',
      new Lines({ support: 1, sales: 3, billing: 9 }),
      ['list', 'QU-sales', 'QU-support'],
    ],
    [
      'callers wait in both lanes and elsewhere',
      new Lines({ support: 1, sales: 3, 'sales-priority': 2 }),
      ['list', 'QU-sales-priority', 'QU-sales', 'QU-support'],
    ],
    ['Twilio does not answer', new Lines(undefined), ['list']],
  ])(
    'are listed by one request, and only the first callers of busy queues are read: %s',
    async (_when, account, asked) => {
      await readLanes(session, account, webhookRequest());
      expect(account.asked).toEqual(asked);
    },
  );

  test.each<[string, Lines, (number | undefined)[]]>([
    [
      'are known for each busy line',
      new Lines({ sales: 3, support: 1 }, { sales: 61, support: 90 }),
      [undefined, 61, 90],
    ],
    [
      'are unknown for a line that has emptied since',
      new Lines({ sales: 3, support: 1 }, { support: 90 }),
      [undefined, undefined, 90],
    ],
    [
      'are unknown if Twilio does not answer',
      new Lines({ sales: 3, support: 1 }, undefined),
      [undefined, undefined, undefined],
    ],
  ])('have fronts whose waits %s', async (_sentence, account, seconds) => {
    const read = await readLanes(session, account, webhookRequest());
    expect(read?.map(({ frontSecondsWaited }) => frontSecondsWaited)).toEqual(seconds);
    expect(read?.map(({ waiting }) => waiting)).toEqual([0, 3, 1]);
  });

  test('are unknown if Twilio does not answer', async () => {
    expect(await readLanes(session, new Lines(undefined), webhookRequest())).toBeUndefined();
  });
});

describe('an idle agent', () => {
  const decide = (changes: Partial<IdleAgent>, given: readonly QueueLane[] | undefined, seconds = 0) =>
    decideIdle(agent(changes), given, { config: everything, now: later(seconds) });

  test('is read with the shift that the URL carries, and the key', () => {
    const request = webhookRequest({
      agent: 'agent-1',
      queue: 'sales,support',
      idle: String(nowSeconds - 60),
      Digits: '2',
    });
    expect(readIdleAgent({ ...request, config: everything })).toEqual(
      agent({ key: '2', session: { ...session, idleSince: nowSeconds - 60 } }),
    );
    expect(request.parameters.issues).toEqual([]);
  });

  test.each<[string, string | undefined, readonly QueueLane[], IdleStep['kind']]>([
    ['hears nothing while nobody is waiting', undefined, nobody, 'listen'],
    ['is given a caller as soon as one is waiting', undefined, lines(0, 1, 0), 'serve'],
    ['is given the next caller at once by 1', '1', lines(0, 1, 0), 'serve'],
    ['hears nothing after 1 while nobody is waiting', '1', nobody, 'listen'],
    ['pauses by 2', '2', nobody, 'pause'],
    ['pauses with 2 although a caller is waiting', '2', lines(0, 1, 0), 'pause'],
    ['logs off with 9', '9', nobody, 'log-off'],
    ['logs off with 9 although a caller is waiting', '9', lines(0, 1, 0), 'log-off'],
    ['is given a caller by any other key', '5', lines(0, 1, 0), 'serve'],
    ['is given a caller by 29, which no telephone sends', '29', lines(0, 1, 0), 'serve'],
  ])('%s', (_sentence, key, given, kind) => {
    expect(decide({ key }, given).kind).toBe(kind);
  });

  test.each<[string, readonly QueueLane[], 'sales' | 'support', QueueLane['lane']]>([
    ['the priority lane', lines(1, 5, 5), 'sales', 'priority'],
    ['the queue in which anybody waits', lines(0, 0, 2), 'support', 'normal'],
    ['the first queue, where all else is equal', lines(0, 1, 1), 'sales', 'normal'],
  ])('is given the caller of %s', (_which, given, name, lane) => {
    const step = decide({}, given);
    expect(step).toMatchObject({ kind: 'serve', queue: { name }, next: { queue: name, lane } });
  });

  test('starts a pause by 2', () => {
    expect(decide({ key: '2' }, nobody)).toEqual({ kind: 'pause', isNew: true, session });
  });

  test('hears nothing if only a queue that is not in the config has callers', () => {
    const gone: QueueLane = { queue: 'gone', lane: 'normal', waiting: 1 };
    expect(decide({}, [gone])).toEqual({ kind: 'listen', session });
  });

  test('is given a caller with the moment of the dial', () => {
    expect(decide({}, lines(0, 1, 0), 30)).toMatchObject({
      session: { ...session, dialedAt: nowSeconds + 30 },
    });
  });

  // A round that finds nobody: a dial of ten seconds or a pause of ten, and the requests in between.
  test.each([10, 11, 12])(
    'is given every line in its turn if Twilio does not answer, in rounds of %d s',
    (roundSeconds) => {
      const tried = Array.from({ length: 12 }, (_, round) => {
        const step = decide({}, undefined, round * roundSeconds);
        return step.kind === 'serve' ? `${step.next.queue} ${step.next.lane}` : step.kind;
      });
      expect(new Set(tried)).toEqual(new Set(['sales priority', 'sales normal', 'support normal']));
    },
  );

  test.each<[string, IdleStep['kind'], number, string | undefined, readonly QueueLane[] | undefined]>([
    ['stays for two hours without a conversation', 'listen', 7199, undefined, nobody],
    ['is asked to dial in again after that', 'end-session', 7200, undefined, nobody],
    ['is asked to dial in again after that, even after a key', 'end-session', 7200, '2', nobody],
    [
      'is asked to dial in again after that, though somebody waits',
      'end-session',
      7200,
      undefined,
      lines(1, 1, 1),
    ],
    [
      'is asked to dial in again after that, if Twilio does not answer',
      'end-session',
      7200,
      undefined,
      undefined,
    ],
  ])('%s', (_sentence, kind, seconds, key, given) => {
    expect(decide({ key }, given, seconds).kind).toBe(kind);
  });

  test.each<[number, IdleStep['kind']]>([
    [899, 'listen'],
    [900, 'end-session'],
  ])('may wait as long as the config says: after %d s of 900 without a conversation: %s', (seconds, kind) => {
    const quarter = { ...everything, agentLine: { ...config.agentLine, maxIdleSeconds: 900 } };
    const request = { config: quarter, now: later(seconds) };
    expect(decideIdle(agent(), nobody, request).kind).toBe(kind);
    expect(decidePaused(agent(), request).kind).toBe(kind === 'listen' ? 'pause' : kind);
  });

  // Half an hour before Twilio's four hours.
  test.each<[number, IdleStep]>([
    [12_599, { kind: 'listen', session: { ...session, idleSince: nowSeconds + 12_000 } }],
    [12_600, { kind: 'end-session', why: 'four-hours' }],
  ])('is given nobody in the last half hour of the call: after %d s', (seconds, step) => {
    const longOn = { ...session, idleSince: nowSeconds + 12_000 };
    expect(decide({ session: longOn }, nobody, seconds)).toEqual(step);
    if (step.kind === 'end-session') {
      expect(decide({ session: longOn }, lines(1, 1, 1), seconds)).toEqual(step);
      expect(decidePaused(agent({ session: longOn }), { config: everything, now: later(seconds) })).toEqual(
        step,
      );
    }
  });
});

describe('an agent who has paused', () => {
  const decide = (key: string | undefined, seconds: number) =>
    decidePaused(agent({ key }), { config: everything, now: later(seconds) });

  test.each<[string, string | undefined, IdleStep]>([
    [
      'stays paused without a key, and hears nothing of it',
      undefined,
      { kind: 'pause', isNew: false, session },
    ],
    [
      'is back with any key, and the time without a conversation starts over',
      '5',
      { kind: 'listen', session: { ...session, idleSince: nowSeconds + 600 } },
    ],
    [
      'is back by the key that paused',
      '2',
      { kind: 'listen', session: { ...session, idleSince: nowSeconds + 600 } },
    ],
  ])('%s', (_sentence, key, step) => {
    expect(decide(key, 600)).toEqual(step);
  });

  test('logs off with 9', () => {
    expect(decide('9', 600)).toEqual({ kind: 'log-off' });
  });

  test('is asked to dial in again after as long as an idle one', () => {
    expect([decide(undefined, 7199).kind, decide(undefined, 7200).kind]).toEqual(['pause', 'end-session']);
  });
});

describe('what an agent of several lines hears', () => {
  const hears = (step: IdleStep) => sayIdle(step, webhookRequest()).toString();
  const bye = (words: string) => document(`<Response>${said(words, 'agents')}<Hangup/></Response>`);

  test.each<[string, IdleStep, string]>([
    ['quiet, for ten seconds', { kind: 'listen', session }, listen('/agent/idle', 10, '')],
    [
      'that the pause has started',
      { kind: 'pause', isNew: true, session },
      listen(
        '/agent/paused',
        300,
        said('You are paused. Press any key to take calls again, or 9 to log off.', 'agents'),
      ),
    ],
    [
      'nothing of a pause that lasts',
      { kind: 'pause', isNew: false, session },
      listen('/agent/paused', 300, ''),
    ],
    ['goodbye after logging off', { kind: 'log-off' }, bye('You are logged off. Goodbye.')],
    [
      'why it is over after too long without a conversation',
      { kind: 'end-session', why: 'idle' },
      bye('Nobody has called for a long time. Please dial in again when you are back. Goodbye.'),
    ],
    [
      'why it is over near the end of four hours',
      { kind: 'end-session', why: 'four-hours' },
      bye('Your call is about to reach its four hour limit. Please dial in again. Goodbye.'),
    ],
  ])('is %s', (_what, step, xml) => {
    expect(hears(step)).toBe(xml);
  });

  const serve = (changes: Partial<QueueLane>): IdleStep => ({
    kind: 'serve',
    queue: queue('sales'),
    next: { queue: 'sales', lane: 'normal', waiting: 1, ...changes },
    queueSizeUnknown: false,
    isHurried: false,
    session,
  });

  const gather = (seconds: number, words: string) =>
    `<Gather action="/agent/idle?${sessionQuery}${again}" finishOnKey="" input="dtmf" numDigits="1" timeout="${seconds}">${said(words, 'agents')}</Gather>`;

  test('is the next caller, and then a short dial of that lane', () => {
    expect(hears(serve({ lane: 'priority', waiting: 4, frontSecondsWaited: 150 }))).toBe(
      document(`
        <Response>
          ${gather(2, 'Sales. Waiting for two minutes. Three more waiting.')}
          <Dial action="/agent/next?${sessionQuery}&amp;served=sales${again}" hangupOnStar="true" timeout="5">
            <Queue url="/agent/connect?queue=sales&amp;agent=agent-1${again}">sales-priority</Queue>
          </Dial>
        </Response>`),
    );
  });

  test('is the next caller, and a key for only a second if the agent pressed 1', () => {
    const step = decideIdle(agent({ key: '1' }), lines(0, 1, 0), { config: everything, now });
    expect(step).toMatchObject({ kind: 'serve', isHurried: true });
    expect(hears(step)).toContain(`<Response>${gather(1, 'Sales.')}<Dial `);
  });

  test.each<[string, Partial<QueueLane>, string]>([
    ['without a wait of under a minute', { frontSecondsWaited: 59 }, 'Sales.'],
    ['with a wait of a minute', { frontSecondsWaited: 60 }, 'Sales. Waiting for one minute.'],
    ['with a wait of almost two', { frontSecondsWaited: 119 }, 'Sales. Waiting for one minute.'],
    ['without a wait that nobody has asked for', {}, 'Sales.'],
    ['with the one caller behind', { waiting: 2 }, 'Sales. One more waiting.'],
  ])('is the next caller, %s', (_how, line, words) => {
    expect(hears(serve(line))).toContain(`<Response>${gather(2, words)}<Dial `);
  });

  test('is nothing before a dial in the dark, which is remembered', () => {
    const step = decideIdle(agent(), undefined, { config: everything, now });
    expect(step).toMatchObject({ kind: 'serve', queueSizeUnknown: true });
    expect(hears(step)).toMatch(/<Response><Gather [^>]* timeout="2"\/><Dial action="[^"]*&amp;blind=1#/);
    expect(hears(serve({}))).not.toContain('blind');
  });

  test('is a conversation that is recorded if the queue wants it', () => {
    const step = serve({});
    if (step.kind !== 'serve') throw new Error('It serves.');
    expect(hears({ ...step, queue: queue('sales', { recording: { notice: 'Recorded.' } }) })).toContain(
      'record="record-from-answer-dual"',
    );
  });
});

describe('the log of an agent of several lines', () => {
  const line = { event: 'agent-idle', call: 'CA1', agent: 'agent-1' };

  test.each<[IdleStep, object[]]>([
    [{ kind: 'listen', session }, []],
    [{ kind: 'pause', isNew: false, session }, []],
    [{ kind: 'pause', isNew: true, session }, [{ ...line, step: 'pause', queue: null }]],
    [{ kind: 'log-off' }, [{ ...line, step: 'log-off', queue: null }]],
    [{ kind: 'end-session', why: 'idle' }, [{ ...line, step: 'send-home', queue: null }]],
    [
      {
        kind: 'serve',
        queue: queue('sales'),
        next: { queue: 'sales', lane: 'priority', waiting: 1 },
        queueSizeUnknown: false,
        isHurried: false,
        session,
      },
      [{ ...line, step: 'serve', queue: 'sales' }],
    ],
  ])('has a line for a step, and none for quiet rounds: %#', (step, logged) => {
    expect(idleLogged(step, agent())).toEqual(logged);
  });
});
