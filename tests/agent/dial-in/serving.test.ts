import fc from 'fast-check';
import { sayAgentsApology } from '../../../src/agent/apology';
import { decideNextStep, freeAgentLogged, readFreeAgent } from '../../../src/agent/dial-in/free';
import { informationOf } from '../../../src/agent/dial-in/queue-information';
import {
  type AgentNews,
  type FreeAgent,
  type QueueInformation,
  type ServingStep,
  sayServing,
} from '../../../src/agent/dial-in/serving';
import { strategyFor } from '../../../src/agent/dial-in/strategy';
import type { WaitingQueue, WaitingQueues } from '../../../src/agent/dial-in/waiting-queues';
import type { Queue } from '../../../src/config/queue-config';
import type { AgentSession } from '../../../src/state/agent-session';
import {
  again,
  agentSession,
  document,
  later,
  now,
  nowSeconds,
  queue,
  said,
  webhookRequest,
} from '../../example-config';

const session = agentSession();
const none: QueueInformation = { kind: 'none' };

/** What happens to an agent who has just been let in. */
const firstStep = (started: AgentSession, information: QueueInformation = none) =>
  strategyFor(started).firstStep(started, information, nowSeconds);

/** A session that has just started, in a URL. */
const sessionQuery =
  'agent=agent-1&amp;queue=sales&amp;started=1767625200&amp;dialled=1767625200&amp;idle=1767625200';

const agent = (changes: Partial<FreeAgent> = {}): FreeAgent => ({
  call: 'CA1',
  session,
  queue: queue('sales'),
  queueSizeWasUnknown: false,
  dialStatus: 'no-answer',
  hasTalked: false,
  secondsTalked: undefined,
  ...changes,
});

const dial = (changes: Partial<Extract<ServingStep, { kind: 'dial' }>> = {}): ServingStep => ({
  kind: 'dial',
  isSignIn: false,
  information: none,
  pauseSeconds: 0,
  timeoutSeconds: 600,
  session,
  ...changes,
});

describe('an agent who is let in', () => {
  test.each<[string, number | undefined, QueueInformation, string]>([
    [
      'nobody',
      0,
      { kind: 'nobody' },
      'Nobody is waiting. Stay on the line, and the next caller will be connected.',
    ],
    ['one caller', 1, { kind: 'waiting', callers: 1 }, 'One caller is waiting. Connecting you now.'],
    ['two callers', 2, { kind: 'waiting', callers: 2 }, 'Two callers are waiting. Here is the first.'],
    ['many callers', 37, { kind: 'waiting', callers: 37 }, '37 callers are waiting. Here is the first.'],
    ['nobody knows how many', undefined, { kind: 'unknown' }, 'Stay on the line for the next caller.'],
  ])('while %s wait hears so, and is connected', (_many, count, information, words) => {
    expect(informationOf(count)).toEqual(information);
    const xml = sayServing(firstStep(session, information), webhookRequest()).toString();
    const keys = 'Press star to end a conversation.';
    const sentences = ['You are signed in as agent 1.', keys, words];
    expect(xml).toContain(`<Response>${sentences.map((text) => said(text, 'agents')).join('')}<Dial `);
  });

  test.each([
    ['agent', 'You are signed in.'],
    ['front-desk_2', 'You are signed in as front desk 2.'],
    ['-front--desk_', 'You are signed in as front desk.'],
  ])('with the id %s hears: %s', (id, words) => {
    const xml = sayServing(firstStep(agentSession({ agent: id })), webhookRequest()).toString();
    expect(xml).toContain(`<Response>${said(words, 'agents')}`);
  });

  test('dials the queue at once, for as long as Twilio lets a dial ring', () => {
    expect(firstStep(session)).toEqual(dial({ isSignIn: true }));
  });

  test('is connected so that * ends only the conversation, and the next step is requested afterward', () => {
    expect(sayServing(dial({ information: { kind: 'nobody' } }), webhookRequest()).toString()).toBe(
      document(`
        <Response>
          ${said('Nobody is waiting. Stay on the line, and the next caller will be connected.', 'agents')}
          <Dial action="/agent/next?${sessionQuery}&amp;served=sales${again}"
            hangupOnStar="true" timeout="600">
            <Queue url="/agent/connect?queue=sales&amp;agent=agent-1${again}">sales</Queue>
          </Dial>
        </Response>`),
    );
  });

  test('is not connected if our code fails', () => {
    expect(sayAgentsApology(webhookRequest()).toString()).toBe(
      document(`
        <Response>
          ${said('Sorry, something went wrong. Please dial in again. Goodbye.', 'agents')}
          <Hangup/>
        </Response>`),
    );
  });
});

describe('an agent whose dial of the queue is over', () => {
  test.each<[string, string | undefined, boolean]>([
    ['has talked', 'completed', true],
    ['has talked', 'answered', true],
    ['had no conversation', 'no-answer', false],
    ['had no conversation', 'busy', false],
    ['had no conversation', 'failed', false],
    ['had no conversation', 'canceled', false],
    ['had no conversation, as far as we know', 'teleported', false],
    ['had no conversation, as far as we know', undefined, false],
  ])('%s when Twilio says %p', (_sentence, DialCallStatus, hasTalked) => {
    expect(readFreeAgent(webhookRequest({ DialCallStatus })).hasTalked).toBe(hasTalked);
  });

  test.each<[Record<string, string>, boolean]>([
    [{}, false],
    [{ blind: '1' }, true],
  ])('knows whether the queue was dialed in the dark: %j', (given, queueSizeWasUnknown) => {
    expect(readFreeAgent(webhookRequest(given))).toMatchObject({ queueSizeWasUnknown });
  });

  test.each<[string, number | undefined]>([
    ['25200', 25_200],
    ['25201', undefined],
  ])('has talked for seven hours at most: %s s', (DialCallDuration, secondsTalked) => {
    expect(readFreeAgent(webhookRequest({ DialCallDuration })).secondsTalked).toBe(secondsTalked);
  });

  test('is read with the shift that the URL carries', () => {
    const request = webhookRequest({
      agent: 'agent-1',
      queue: 'sales',
      started: String(nowSeconds - 900),
      dialled: String(nowSeconds - 300),
      idle: String(nowSeconds - 400),
      served: 'sales',
      DialCallStatus: 'completed',
      DialCallDuration: '280',
    });
    expect(readFreeAgent(request)).toEqual({
      call: 'CA1',
      session: agentSession({
        startedAt: nowSeconds - 900,
        dialedAt: nowSeconds - 300,
        idleSince: nowSeconds - 400,
      }),
      queue: queue('sales'),
      queueSizeWasUnknown: false,
      dialStatus: 'completed',
      hasTalked: true,
      secondsTalked: 280,
    });
    expect(request.parameters.issues).toEqual([]);
  });

  test.each<[string, Partial<FreeAgent>, number, number]>([
    ['goes on at once after a conversation of any length', { hasTalked: true }, 1, 0],
    ['goes on at once after a round of ten seconds', {}, 10, 0],
    ['pauses for ten seconds after a round of nine', {}, 9, 10],
    ['pauses for ten seconds after a round of none, as of a queue that does not exist yet', {}, 0, 10],
    ['pauses for ten seconds if the URL says that the round starts later', {}, -5, 10],
  ])('%s', (_sentence, changes, secondsLater, pauseSeconds) => {
    const step = decideNextStep(agent(changes), none, later(secondsLater));
    const dialedAt = nowSeconds + secondsLater + pauseSeconds;
    const idleSince = changes.hasTalked ? nowSeconds + secondsLater : nowSeconds;
    expect(step).toEqual(dial({ pauseSeconds, session: agentSession({ dialedAt, idleSince }) }));
  });

  test('hears nothing before the pause, and is connected after it', () => {
    expect(sayServing(dial({ pauseSeconds: 4 }), webhookRequest()).toString()).toMatch(
      /<Response><Pause length="4"\/><Dial /,
    );
  });

  test('hears no pause if none is needed', () => {
    expect(sayServing(dial(), webhookRequest()).toString()).toMatch(/<Response><Dial /);
  });
});

// Twilio ends a call after 4 hours (14,400 s); half an hour before (12,600 s) the last caller must have been joined.
// A dial may ring 5 s longer than it says, and 5 s are the shortest it may ring.
describe('an agent near the end of Twilio’s four hours', () => {
  test.each<[string, number, ServingStep['kind'], number | undefined]>([
    ['dials for the usual time', 11_995, 'dial', 600],
    ['dials for a second less', 11_996, 'dial', 599],
    ['dials for the shortest time there is', 12_590, 'dial', 5],
    ['is asked to dial in again', 12_591, 'end-session', undefined],
    ['is asked to dial in again, even this late', 14_399, 'end-session', undefined],
  ])('%s after %d s', (_sentence, secondsLater, kind, timeoutSeconds) => {
    const step = decideNextStep(agent({ hasTalked: true }), none, later(secondsLater));
    expect(step.kind).toBe(kind);
    if (step.kind === 'dial') expect(step.timeoutSeconds).toBe(timeoutSeconds);
  });

  test.each<[string, number, ServingStep['kind']]>([
    ['still dials', 12_580, 'dial'],
    ['is asked to dial in again', 12_581, 'end-session'],
  ])('who must pause ten seconds first %s after %d s', (_sentence, secondsLater, kind) => {
    const justDialed = agentSession({ dialedAt: nowSeconds + secondsLater });
    expect(decideNextStep(agent({ session: justDialed }), none, later(secondsLater)).kind).toBe(kind);
  });

  test('hears why, and goodbye', () => {
    expect(sayServing({ kind: 'end-session' }, webhookRequest()).toString()).toBe(
      document(`
        <Response>
          ${said('Your call is about to reach its four hour limit. Please dial in again. Goodbye.', 'agents')}
          <Hangup/>
        </Response>`),
    );
  });
});

describe('any agent at any time', () => {
  const rounds = fc.record({
    startedAgo: fc.nat({ max: 15_000 }),
    dialedAgo: fc.integer({ min: -20, max: 15_000 }),
    hasTalked: fc.boolean(),
  });
  const next = ({
    startedAgo,
    dialedAgo,
    hasTalked,
  }: {
    startedAgo: number;
    dialedAgo: number;
    hasTalked: boolean;
  }) =>
    decideNextStep(
      agent({
        hasTalked,
        session: agentSession({ startedAt: nowSeconds - startedAgo, dialedAt: nowSeconds - dialedAgo }),
      }),
      none,
      now,
    );

  test('has no round under ten seconds, except after a conversation', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const step = next(round);
        if (step.kind !== 'dial') return;
        const roundSeconds = Math.max(0, round.dialedAgo) + step.pauseSeconds;
        expect(round.hasTalked || roundSeconds >= 10).toBe(true);
      }),
    );
  });

  test('gets no caller in the last half hour, counting the five seconds that Twilio adds', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const step = next(round);
        if (step.kind !== 'dial') return;
        const lastJoinSeconds = round.startedAgo + step.pauseSeconds + step.timeoutSeconds + 5;
        expect(lastJoinSeconds).toBeLessThanOrEqual(12_600);
      }),
    );
  });

  test('dials for a time that Twilio accepts', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const step = next(round);
        if (step.kind !== 'dial') return;
        expect(step.timeoutSeconds).toBeGreaterThanOrEqual(5);
        expect(step.timeoutSeconds).toBeLessThanOrEqual(600);
      }),
    );
  });
});

/** The queue of the shift with something more to it than a plain line. */
const withMore = (changes: Partial<Queue>) => [queue('sales', changes)] as const;

describe('an agent of several queues or lanes, or of a queue with words before a conversation or time after it', () => {
  const listen = (changes: Partial<Extract<ServingStep, { kind: 'listen' }>> = {}): ServingStep => ({
    kind: 'listen',
    news: none,
    seconds: 1,
    session,
    ...changes,
  });

  test.each<[string, FreeAgent['session']['queues'], ServingStep['kind']]>([
    ['dials a single plain queue', [queue('sales')], 'dial'],
    ['dials a single queue that is recorded', withMore({ recording: { notice: 'Recorded.' } }), 'dial'],
    ['dials a single queue without time after a conversation', withMore({ wrapUpSeconds: 0 }), 'dial'],
    ['dials a single queue without words before a conversation', withMore({ whisper: false }), 'dial'],
    ['looks at two queues in turn', [queue('sales'), queue('support')], 'listen'],
    ['looks at two lanes in turn', withMore({ priority: { normalLaneFirstAfterSeconds: 60 } }), 'listen'],
    ['hears about each caller first', withMore({ whisper: true }), 'listen'],
    ['has time after each conversation', withMore({ wrapUpSeconds: 1 }), 'listen'],
  ])('%s', (_sentence, queues, kind) => {
    const given = agentSession({ queues });
    expect(firstStep(given).kind).toBe(kind);
    expect(decideNextStep(agent({ session: given }), none, later(60)).kind).toBe(kind);
  });

  const queues = [queue('sales'), queue('support')] as const;
  const gone: AgentNews = { kind: 'caller-gone' };

  test.each<[string, Partial<FreeAgent>, number, ServingStep]>([
    [
      'may press a key for a second after a conversation, and then goes on',
      { hasTalked: true },
      9,
      listen({ session: agentSession({ queues, idleSince: nowSeconds + 9 }) }),
    ],
    [
      'hears that the caller is gone, and looks on',
      {},
      10,
      listen({ news: gone, session: agentSession({ queues }) }),
    ],
    [
      'hears nothing of others after a dial in the dark',
      { queueSizeWasUnknown: true },
      10,
      listen({ session: agentSession({ queues }) }),
    ],
    [
      'hears so and looks on only after ten seconds after a round of less',
      {},
      9,
      listen({ news: gone, seconds: 10, session: agentSession({ queues }) }),
    ],
  ])('%s', (_sentence, changes, seconds, step) => {
    expect(
      decideNextStep(agent({ session: agentSession({ queues }), ...changes }), none, later(seconds)),
    ).toEqual(step);
  });

  test.each<[string, Partial<FreeAgent>, ServingStep]>([
    [
      'has the wrap-up time of the served queue',
      { hasTalked: true, queue: queue('support', { wrapUpSeconds: 30 }) },
      { kind: 'wrap-up', seconds: 30, session: agentSession({ queues, idleSince: nowSeconds + 60 }) },
    ],
    [
      'has none after a queue that gives none',
      { hasTalked: true, queue: queue('sales') },
      listen({ session: agentSession({ queues, idleSince: nowSeconds + 60 }) }),
    ],
    [
      'has none without a conversation',
      { hasTalked: false, queue: queue('support', { wrapUpSeconds: 30 }) },
      listen({ news: gone, session: agentSession({ queues }) }),
    ],
  ])('%s', (_sentence, changes, step) => {
    expect(decideNextStep(agent({ session: agentSession({ queues }), ...changes }), none, later(60))).toEqual(
      step,
    );
  });

  const heard = (step: ServingStep) => sayServing(step, webhookRequest()).toString();

  const gather = (seconds: number, words: readonly string[]) => {
    const inside = words.map((text) => said(text, 'agents')).join('');
    return document(`
      <Response>
        <Gather action="/agent/idle?${sessionQuery}${again}" actionOnEmptyResult="true" finishOnKey=""
          input="dtmf" numDigits="1" timeout="${seconds}"${inside ? `>${inside}</Gather>` : '/>'}
      </Response>`);
  };

  test('is heard for a second between two callers, without a word', () => {
    expect(heard(listen())).toBe(gather(1, []));
  });

  test('who was too late hears why, and can press a key at any time', () => {
    expect(heard(listen({ news: gone, seconds: 10 }))).toBe(
      gather(10, ['That caller is no longer waiting.']),
    );
  });

  test('who has signed in hears who they are, the keys, and how many are waiting, and can press a key at any time', () => {
    const given = agentSession({ queues });
    const step = firstStep(given, { kind: 'waiting', callers: 2 });
    expect(step).toEqual(
      listen({
        session: given,
        news: { kind: 'signed-in', information: { kind: 'waiting', callers: 2 } },
      }),
    );
    expect(heard({ ...step, session } as ServingStep)).toBe(
      gather(1, [
        'You are signed in as agent 1.',
        'Press 2 to pause, 9 to log off, and star to end a conversation.',
        'Two callers are waiting. Here is the first.',
      ]),
    );
  });

  test('hears how long the wrap-up is, and can press its keys at any time', () => {
    expect(sayServing({ kind: 'wrap-up', seconds: 30, session }, webhookRequest()).toString()).toBe(
      document(`
        <Response>
          <Gather action="/agent/idle?${sessionQuery}${again}" actionOnEmptyResult="true" finishOnKey=""
            input="dtmf" numDigits="1" timeout="30">
            ${said('You have 30 seconds for your notes. Press 1 to take the next caller now, 2 to pause, or 9 to log off.', 'agents')}
          </Gather>
        </Response>`),
    );
  });
});

describe('the queue that was dialed', () => {
  const several = { agent: 'agent-1', queue: 'sales,support', DialCallStatus: 'completed' };

  test.each<[string, unknown, string]>([
    ['is the one that the URL says was served', 'support', 'support'],
    ['is the first of the shift if the URL does not say', undefined, 'sales'],
    ['is the first of the shift if the URL names one that does not exist', 'constructor', 'sales'],
  ])('%s', (_sentence, served, name) => {
    expect(readFreeAgent(webhookRequest({ ...several, served })).queue.name).toBe(name);
  });
});

describe('a conversation that is recorded', () => {
  test('is so on both channels, from the answer on, in the queues that want it', () => {
    const recorded = agentSession({ queues: withMore({ recording: { notice: 'Recorded.' } }) });
    const xml = sayServing(firstStep(recorded), webhookRequest()).toString();
    expect(xml).toContain(' hangupOnStar="true" timeout="600" record="record-from-answer-dual">');
    expect(sayServing(dial(), webhookRequest()).toString()).not.toContain('record=');
  });
});

describe('what an agent hears about the queue', () => {
  /** Queues as Twilio would list them. Counts how often anyone asks. */
  const linesOf = (listed: Record<string, number> | undefined) => {
    const asked: string[] = [];
    const lines: WaitingQueues = {
      list: async () => {
        asked.push('list');
        const entries = Object.entries(listed ?? {});
        return (
          listed &&
          new Map(entries.map(([name, waiting]): [string, WaitingQueue] => [name, { sid: name, waiting }]))
        );
      },
      frontSecondsWaited: async () => {
        asked.push('fronts');
        return new Map();
      },
    };
    return { lines, asked };
  };

  const atSignIn = (of: AgentSession, queues: WaitingQueues) =>
    strategyFor(of).informationAtSignIn(of, queues, webhookRequest());
  const afterConversation = (of: AgentSession, queues: WaitingQueues) =>
    strategyFor(of).informationAfterConversation(of, queues, webhookRequest());

  test.each<[string, Record<string, number> | undefined, QueueInformation]>([
    ['is how many wait in the queue', { support: 9, sales: 3 }, { kind: 'waiting', callers: 3 }],
    ['is that nobody is waiting', { sales: 0 }, { kind: 'nobody' }],
    ['is that nobody is waiting in a queue that nobody has used yet', { support: 9 }, { kind: 'nobody' }],
    ['is unknown if Twilio does not answer', undefined, { kind: 'unknown' }],
  ])('%s, which takes one call', async (_sentence, listed, information) => {
    for (const read of [atSignIn, afterConversation]) {
      const { lines, asked } = linesOf(listed);
      expect(await read(session, lines)).toEqual(information);
      expect(asked).toEqual(['list']);
    }
  });

  const priority = { normalLaneFirstAfterSeconds: 60 };
  const several = agentSession({ queues: [queue('sales', { priority }), queue('support')] });

  test('of several queues is how many wait in all their lanes, after signing in', async () => {
    const { lines, asked } = linesOf({ sales: 3, 'sales-priority': 1, support: 2, billing: 9 });
    expect(await atSignIn(several, lines)).toEqual({ kind: 'waiting', callers: 6 });
    expect(asked).toEqual(['list']);
  });

  test('of several queues is not read after a conversation: it comes with the next caller', async () => {
    const { lines, asked } = linesOf({ sales: 3 });
    expect(await afterConversation(several, lines)).toEqual(none);
    expect(asked).toEqual([]);
  });
});

describe('the log of an agent who is free', () => {
  test.each<[string, ServingStep, boolean]>([
    ['stays on', dial(), true],
    ['is asked to dial in again', { kind: 'end-session' }, false],
  ])('says how the dial ended, and that the agent %s', (_sentence, step, staysOn) => {
    expect(freeAgentLogged(step, agent())).toEqual({
      event: 'agent-free',
      call: 'CA1',
      agent: 'agent-1',
      queue: 'sales',
      dialStatus: 'no-answer',
      hasTalked: false,
      secondsTalked: null,
      staysOn,
    });
  });
});
