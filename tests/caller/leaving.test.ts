import fc from 'fast-check';
import {
  decideLeaving,
  type LeavingCaller,
  leavingLogged,
  queueResults,
  readLeavingCaller,
  sayLeaving,
  type WayOut,
  wayOutOf,
} from '../../src/caller/leaving';
import type { PeriodicMessage, PlanReason } from '../../src/config/queue-config';
import { listName } from '../../src/rules/message-turns';
import {
  again,
  callerState,
  closingNow,
  configWith,
  document,
  later,
  now,
  nowSeconds,
  queue,
  said,
  webhookRequest,
} from '../example-config';

const caller = (changes: Partial<LeavingCaller> = {}): LeavingCaller => ({
  call: 'CA1',
  state: callerState({ joinedAt: nowSeconds - 100 }),
  result: 'bridged',
  secondsWaited: 60,
  secondsTalked: 37,
  isOnTheLine: true,
  ourNumber: undefined,
  ...changes,
});

const plan = (reason: PlanReason): WayOut => ({ kind: 'plan', reason });

/** Back in line now, when the two lines of apology (67 characters, 4 s) are over. */
const backInLine = (
  returns = 1,
  words = 'Sorry, we lost the connection to the agent. You are back in line.',
): WayOut => ({
  kind: 'backInLine',
  words,
  state: callerState({ joinedAt: nowSeconds + 4, secondsWaitedBefore: 60, returns }),
});

const trouble = 'Sorry, we are having some trouble. We are putting you in line now.';
const despiteTrouble = backInLine(1, trouble);

/** What the caller hears. */
const heard = (left: LeavingCaller) =>
  sayLeaving(decideLeaving(left, webhookRequest()), left, webhookRequest()).toString();

/** What is logged of it. */
const logged = (left: LeavingCaller) => leavingLogged(decideLeaving(left, webhookRequest()), left);

const goodbye = (...words: readonly string[]) =>
  document(`
    <Response>
      ${words.map((text) => said(text)).join('')}
      <Hangup/>
    </Response>`);

const inLineDespiteTrouble = document(`
  <Response>
    ${said(trouble)}
    <Enqueue waitUrl="/wait?queue=support&amp;joined=1767625204&amp;waited=60&amp;returns=1${again}"
      action="/action?queue=support&amp;joined=1767625204&amp;waited=60&amp;returns=1${again}">support</Enqueue>
  </Response>`);

/** Each of the nine results, what it leads to for a caller who waited 60 s and talked long enough if at all, and what is heard. */
const answers: Record<(typeof queueResults)[number], [WayOut, string]> = {
  bridged: [{ kind: 'served' }, goodbye('Thank you for calling. Goodbye.')],
  'bridging-in-process': [
    backInLine(),
    document(`
      <Response>
        ${said('Sorry, we lost the connection to the agent. You are back in line.')}
        <Enqueue waitUrl="/wait?queue=support&amp;joined=1767625204&amp;waited=60&amp;returns=1${again}"
          action="/action?queue=support&amp;joined=1767625204&amp;waited=60&amp;returns=1${again}">support</Enqueue>
      </Response>`),
  ],
  error: [despiteTrouble, inLineDespiteTrouble],
  hangup: [{ kind: 'abandoned' }, goodbye()],
  leave: [plan('keyPressed'), goodbye('You pressed star.', 'Goodbye.')],
  redirected: [plan('error'), goodbye('Something broke.')],
  'redirected-from-bridged': [{ kind: 'served' }, goodbye('Thank you for calling. Goodbye.')],
  'queue-full': [plan('full'), goodbye('The line is full.')],
  'system-error': [despiteTrouble, inLineDespiteTrouble],
};

describe('a caller who left the line, or never got in', () => {
  test.each(queueResults)('with the result %s: what happens', (result) => {
    expect(wayOutOf(caller({ result }), now)).toEqual(answers[result][0]);
  });

  test.each(queueResults)('with the result %s: what is heard', (result) => {
    const left = caller({ result });
    expect(heard(left)).toBe(answers[result][1]);
  });

  test('with no result hears that something broke', () => {
    const left = caller({ result: undefined });
    expect(wayOutOf(left, now)).toEqual(plan('error'));
    expect(heard(left)).toBe(goodbye('Something broke.'));
  });

  test.each(['error', 'system-error'] as const)(
    'with the result %s a second time hears the plan',
    (result) => {
      const left = caller({ result, state: callerState({ returns: 1 }) });
      expect(wayOutOf(left, now)).toEqual(plan('error'));
    },
  );

  test.each(['error', 'system-error'] as const)('with the result %s, and hung up, gave up', (result) => {
    expect(wayOutOf(caller({ result, isOnTheLine: false }), now)).toEqual({ kind: 'abandoned' });
  });

  test('after too long a wait hears so', () => {
    expect(heard(caller({ result: 'leave', secondsWaited: 1800 }))).toBe(goodbye('It took too long.'));
  });

  test('always hears something or goes back in line, unless nobody is on the line', () => {
    const lefts = fc.record({
      QueueResult: fc.oneof(fc.constantFrom(...queueResults), fc.string()),
      QueueTime: fc.option(fc.nat({ max: 5000 }).map(String), { nil: undefined }),
      joined: fc.option(fc.integer({ min: nowSeconds - 5000, max: nowSeconds }).map(String), {
        nil: undefined,
      }),
      returns: fc.option(fc.nat({ max: 4 }).map(String), { nil: undefined }),
    });
    fc.assert(
      fc.property(lefts, (given) => {
        const left = readLeavingCaller(webhookRequest(given));
        const xml = heard(left);
        expect(xml).toMatch(
          given.QueueResult === 'hangup' ? /<Response><Hangup\/>/ : /<Say.*(<Enqueue|<Hangup)/,
        );
      }),
    );
  });
});

describe('a caller who was connected to an agent', () => {
  test.each<[string, number | undefined, WayOut]>([
    ['and talked for nine seconds goes back in line', 9, backInLine()],
    ['and talked for ten seconds was served', 10, { kind: 'served' }],
    ['and was lost before a word goes back in line', -2, backInLine()],
    ['was served if Twilio says so and the URL has no joining time', undefined, { kind: 'served' }],
  ])('%s', (_sentence, secondsTalked, step) => {
    expect(wayOutOf(caller({ secondsTalked }), now)).toEqual(step);
  });

  test.each<[string, number, WayOut]>([
    ['goes back in line after the first loss', 0, backInLine(1)],
    ['goes back in line after the second loss', 1, backInLine(2)],
    ['hears that something broke after the third', 2, plan('error')],
    ['hears so after an absurd number of losses too', 99, plan('error')],
  ])('and lost at once %s', (_sentence, returns, step) => {
    const left = caller({ secondsTalked: 0, state: callerState({ returns }) });
    expect(wayOutOf(left, now)).toEqual(step);
    expect(wayOutOf({ ...left, result: 'bridging-in-process' }, now)).toEqual(step);
  });

  test.each<[string, Partial<LeavingCaller>, WayOut]>([
    ['has given up, after too short a conversation', { secondsTalked: 9 }, { kind: 'abandoned' }],
    ['was served, after a conversation', { secondsTalked: 10 }, { kind: 'served' }],
    ['has given up, before the agent was there', { result: 'bridging-in-process' }, { kind: 'abandoned' }],
  ])('and hung up %s is not put back in line', (_sentence, changes, step) => {
    expect(wayOutOf(caller({ isOnTheLine: false, ...changes }), now)).toEqual(step);
  });

  test('and goes back in line hears the words of the queue', () => {
    const ofSales = callerState({ queue: queue('sales') });
    const left = caller({ state: ofSales });
    const step = decideLeaving({ ...left, secondsTalked: 0 }, webhookRequest());
    const xml = sayLeaving(step, left, webhookRequest()).toString();
    expect(xml).toContain(`${said('Back to sales.', 'sales')}<Enqueue`);
  });
});

describe('a caller who left by <Leave>', () => {
  test.each<[string, number, PlanReason]>([
    ['one second before the longest wait pressed the key', 1799, 'keyPressed'],
    ['at the longest wait has waited too long', 1800, 'waitedTooLong'],
    ['after the longest wait has waited too long', 1890, 'waitedTooLong'],
  ])('%s', (_sentence, secondsWaited, reason) => {
    expect(wayOutOf(caller({ result: 'leave', secondsWaited }), now)).toEqual(plan(reason));
  });
});

describe('a caller who left by <Leave> at closing time', () => {
  const leave = (atClosing: 'run-closed-plan' | 'keep-waiting', seconds: number, secondsWaited = 60) =>
    wayOutOf(
      caller({
        result: 'leave',
        secondsWaited,
        state: callerState({ queue: queue('support', { openingHours: closingNow({ atClosing }) }) }),
      }),
      later(seconds),
    );

  test.each<[string, Parameters<typeof leave>, PlanReason]>([
    ['pressed the key one second before', ['run-closed-plan', -1], 'keyPressed'],
    ['was sent away when it came', ['run-closed-plan', 0], 'closed'],
    ['was sent away when it came, too long a wait or not', ['run-closed-plan', 0, 1800], 'closed'],
    ['had waited too long one second before', ['run-closed-plan', -1, 1800], 'waitedTooLong'],
    ['pressed the key, if waiting callers are still served', ['keep-waiting', 0], 'keyPressed'],
    ['had waited too long, if waiting callers are still served', ['keep-waiting', 0, 1800], 'waitedTooLong'],
  ])('%s', (_sentence, left, reason) => {
    expect(leave(...left)).toEqual(plan(reason));
  });
});

describe('a caller who was served', () => {
  const survey = { question: 'How was it?', thanks: 'Thank you for telling.' };
  const surveyed = callerState({ queue: queue('support', { survey }) });

  test('gets the survey, if the queue has one', () => {
    const left = caller({ state: surveyed });
    expect(heard(left)).toBe(
      document(`
        <Response>
          <Gather action="/action/survey?queue=support${again}" actionOnEmptyResult="true" finishOnKey=""
            input="dtmf" numDigits="1" timeout="6">
            ${said('How was it?')}
          </Gather>
        </Response>`),
    );
  });

  test.each(['leave', 'hangup'] as const)('is the only one: not one whose result is %s', (result) => {
    expect(heard(caller({ state: surveyed, result }))).not.toContain('Gather');
  });
});

describe('what Twilio sends about a caller who left', () => {
  const read = (given: Record<string, unknown>) => {
    const request = webhookRequest({ queue: 'support', ...given });
    return { ...readLeavingCaller(request), issues: request.parameters.issues };
  };

  // In line from second -104, in the queue for 60 s, then 3 s of last words; this request may be 4 s late.
  test('says how long the conversation surely was: since joining the line, without the wait and the last words', () => {
    expect(read({ QueueResult: 'bridged', QueueTime: '60', joined: String(nowSeconds - 104) })).toEqual({
      ...caller(),
      state: callerState({ joinedAt: nowSeconds - 104 }),
      issues: [],
    });
  });

  test('does not allow for a late request of a caller who hung up: nobody is sent away by it', () => {
    const given = { QueueResult: 'bridged', QueueTime: '60', joined: String(nowSeconds - 100) };
    expect(read({ ...given, CallStatus: 'completed' }).secondsTalked).toBe(37);
  });

  // The call came at second 0; the greeting takes 2 s, the wait 60 s, the last words 3 s, and the request came 4 s late.
  test.each([
    ['nine', 78, 9],
    ['ten', 79, 10],
  ])(
    'counts %s seconds of conversation, allowing for greeting, last words and a late request',
    (_number, secondsSinceCall, talked) => {
      const joined = String(nowSeconds - secondsSinceCall + 2);
      expect(read({ QueueResult: 'bridged', QueueTime: '60', joined }).secondsTalked).toBe(talked);
    },
  );

  test.each<[string, Record<string, unknown>, object]>([
    [
      'does not say how long the conversation was without a joining time',
      { QueueResult: 'bridged', QueueTime: '60' },
      { secondsTalked: undefined, secondsWaited: 60, issues: [] },
    ],
    [
      'does not say how long the conversation was if QueueTime is missing',
      { QueueResult: 'bridged', joined: String(nowSeconds - 100) },
      { secondsTalked: undefined, secondsWaited: 100 },
    ],
    [
      'adds the wait to what was waited before',
      { QueueResult: 'leave', QueueTime: '60', waited: '1750' },
      { secondsWaited: 1810 },
    ],
    [
      'counts no wait for a caller who found the line full, although the ticket was written a while ago',
      { QueueResult: 'queue-full', joined: String(nowSeconds - 5), waited: '60' },
      { secondsWaited: 60 },
    ],
    [
      'counts the time since the ticket if QueueTime is missing, so that too long a wait is known as one',
      { QueueResult: 'leave', joined: String(nowSeconds - 1800) },
      { secondsWaited: 1800 },
    ],
    [
      'counts no wait if QueueTime is missing and the ticket begins only in a moment',
      { QueueResult: 'leave', joined: String(nowSeconds + 5) },
      { secondsWaited: 0 },
    ],
    [
      'counts no wait if nothing is known of it',
      { QueueResult: 'leave' },
      { secondsWaited: 0, state: callerState({ joinedAt: undefined }) },
    ],
    ['says that the caller hung up', { CallStatus: 'completed' }, { isOnTheLine: false }],
    ['says that the caller is still there', { CallStatus: 'in-progress' }, { isOnTheLine: true }],
    ['may lack the result', {}, { result: undefined, issues: ['QueueResult: missing'] }],
    [
      'may have a result that nobody knows yet',
      { QueueResult: 'teleported' },
      { result: undefined, issues: ['QueueResult: not one we know'] },
    ],
    [
      'may have a result in other letters, which is unknown',
      { QueueResult: 'Bridged' },
      { result: undefined, issues: ['QueueResult: not one we know'] },
    ],
  ])('%s', (_sentence, given, expected) => {
    expect(read(given)).toMatchObject(expected);
  });
});

describe('a conversation that is recorded', () => {
  // With "Calls are recorded." the last words take 4 s to say.
  test('starts after the notice too', () => {
    const recorded = configWith({ support: { recording: { notice: 'Calls are recorded.' } } });
    const request = webhookRequest({
      QueueResult: 'bridged',
      QueueTime: '60',
      joined: String(nowSeconds - 100),
    });
    expect(readLeavingCaller({ ...request, config: recorded }).secondsTalked).toBe(32);
  });
});

describe('the log of a caller who left', () => {
  const line = { event: 'left', call: 'CA1', queue: 'support', secondsWaited: 60 };

  test('has the result, and the plan it led to', () => {
    expect(logged(caller({ result: 'leave' }))).toEqual([
      { ...line, stay: 0, result: 'leave', outcome: 'keyPressed' },
    ]);
  });

  test.each<[string, LeavingCaller['result'], string]>([
    ['was served', 'bridged', 'served'],
    ['hung up', 'hangup', 'abandoned'],
  ])('has one line for a caller who %s', (_sentence, result, outcome) => {
    expect(logged(caller({ result }))).toEqual([{ ...line, stay: 0, result, outcome }]);
  });

  test('has a result that we do not know as unknown, since it may be anything', () => {
    expect(logged(caller({ result: undefined }))).toEqual([
      { ...line, stay: 0, result: 'unknown', outcome: 'error' },
    ]);
  });

  test('has the next stay of a caller who is back in line', () => {
    expect(logged(caller({ secondsTalked: 0, state: callerState({ returns: 1 }) }))).toEqual([
      { ...line, stay: 1, result: 'bridged', outcome: 'backInLine' },
      { event: 'joined', call: 'CA1', queue: 'support', lane: 'normal', stay: 2 },
    ]);
  });

  test('has the next stay of a caller who is sent on to another queue, as another one', () => {
    const plans = { ...queue().plans, waitedTooLong: [{ say: 'One moment.' }, { queue: 'sales' }] as const };
    const moved = caller({
      result: 'leave',
      secondsWaited: 1800,
      state: callerState({ queue: queue('support', { plans }), returns: 1 }),
    });
    expect(logged(moved)).toEqual([
      { ...line, secondsWaited: 1800, stay: 1, result: 'leave', outcome: 'waitedTooLong' },
      { event: 'joined', call: 'CA1', queue: 'sales', lane: 'normal', stay: 2 },
    ]);
  });

  test('has no next stay of a caller whose plan asks for something else first', () => {
    const plans = { ...queue().plans, full: [{ voicemail: 'Leave word.' }, { queue: 'sales' }] as const };
    const full = caller({ result: 'queue-full', state: callerState({ queue: queue('support', { plans }) }) });
    expect(logged(full)).toHaveLength(1);
  });
});

describe('a caller whose queue was dropped while they waited', () => {
  const words = 'Thank you for waiting. We are moving you to another line now.';
  const read = (given: Record<string, string> = {}, changes: Parameters<typeof webhookRequest>[1] = {}) => {
    const asked = {
      queue: 'billing',
      QueueResult: 'leave',
      QueueTime: '40',
      joined: String(nowSeconds - 40),
    };
    return readLeavingCaller(webhookRequest({ ...asked, ...given }, changes));
  };

  test('gets in line where they belong now, hears so, and keeps the time waited', () => {
    const left = read({ waited: '60' });
    expect(wayOutOf(left, now)).toEqual({
      kind: 'backInLine',
      words,
      state: callerState({ joinedAt: nowSeconds + 4, secondsWaitedBefore: 100, moves: 1 }),
    });
    expect(heard(left)).toContain(`${said(words)}<Enqueue`);
    expect(heard(left)).toContain('>support</Enqueue>');
  });

  test('belongs where the dialed number leads', () => {
    const way = wayOutOf(read({ To: '+15550100002' }), now);
    expect(way).toMatchObject({ kind: 'backInLine', state: { queue: { name: 'sales' } } });
  });

  test('of whose queue only the priority lane was dropped gets into the normal one', () => {
    const way = wayOutOf(read({ queue: 'support', lane: 'priority' }), now);
    expect(way).toMatchObject({ kind: 'backInLine', state: { queue: { name: 'support' }, lane: 'normal' } });
  });

  test('hears the plan for that if the other queue is closed', () => {
    const closed = configWith({ support: { openingHours: closingNow() } });
    const left = read({}, { config: closed });
    expect(wayOutOf(left, later(1))).toEqual(plan('closed'));
  });

  test('is moved three times at most', () => {
    expect(wayOutOf(read({ moves: '2' }), now).kind).toBe('backInLine');
    expect(wayOutOf(read({ moves: '3' }), now)).toEqual(plan('error'));
  });

  test('is served or lost like any other', () => {
    expect(wayOutOf(read({ QueueResult: 'hangup' }), now)).toEqual({ kind: 'abandoned' });
    expect(wayOutOf(read({ QueueResult: 'bridged', joined: String(nowSeconds - 300) }), now)).toEqual({
      kind: 'served',
    });
  });

  test('has two lines in the log: out of one queue, into another', () => {
    expect(logged(read())).toEqual([
      expect.objectContaining({ event: 'left', outcome: 'backInLine', stay: 0 }),
      expect.objectContaining({ event: 'joined', queue: 'support', stay: 1 }),
    ]);
  });
});

test('what a caller has heard of the messages goes along to the next queue entry', () => {
  const message: PeriodicMessage = { say: ['One.', 'Two.', 'Three.'], startSeconds: 0, everySeconds: 300 };
  const withMessages = configWith({
    support: { announcements: { firstInLineEverySeconds: 120, messages: [message] } },
  });
  const asked = { queue: 'support', QueueResult: 'bridging-in-process', QueueTime: '180' };
  const way = wayOutOf(readLeavingCaller(webhookRequest(asked, { config: withMessages })), now);
  expect(way).toMatchObject({ state: { textsHeard: { [listName(message)]: 1 } } });
});
