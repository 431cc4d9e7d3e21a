import {
  type Arrival,
  type ArrivalStep,
  arrivalLogged,
  decideArrival,
  readArrival,
  readMenuChoice,
  sayArrival,
  sayArrivalDespiteTrouble,
} from '../../src/caller/arrival';
import type { Menu, PriorityLane, QueuesConfig } from '../../src/config/queue-config';
import { english } from '../../src/languages/english';
import type { CallerState } from '../../src/state/caller-state';
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

const menuNumber = '+15550100009';
const caller = '+15550123456';

const mainMenu: Menu = {
  language: english,
  voice: 'Polly.Amy-Neural',
  numbers: ['+15550100008', menuNumber],
  prompt: 'For sales press 1, for support press star.',
  choices: { '1': 'sales', '*': 'support' },
  fallbackQueue: 'support',
};

const withMenu: QueuesConfig = {
  ...configWith({ sales: { anonymousCallers: 'reject', openingHours: closingNow() } }),
  menus: { main: mainMenu },
  blockedCallers: ['+15550106666'],
};

/** What happens to a call to the example with all of that, at a moment. */
const arrive = (given: Record<string, unknown>, moment = now) => {
  const request = webhookRequest(given, { config: withMenu, now: moment });
  return decideArrival(readArrival(request), request);
};

const choose = (given: Record<string, unknown>, moment = now) => {
  const asked = { menu: 'main', To: menuNumber, From: caller, ...given };
  const request = webhookRequest(asked, { config: withMenu, now: moment });
  const arrival = readMenuChoice(request);
  return { arrival, step: decideArrival(arrival, request), issues: request.parameters.issues };
};

/** What a caller of a queue hears at first who is put in line. */
const welcomed = (state: CallerState, request = webhookRequest()) =>
  sayArrival({ kind: 'enqueue' }, arrivalWith(state), request).toString();

/** A call whose caller would get in line with this state. */
const arrivalWith = (state: CallerState): Arrival => ({
  ...readArrival(webhookRequest({ From: caller })),
  state,
});

/** What happens to a caller who finds the queue of this state closed. */
function closedFor(state: CallerState): ArrivalStep {
  const queueClosed = { ...state, queue: { ...state.queue, openingHours: closingNow() } };
  return decideArrival(arrivalWith(queueClosed), webhookRequest());
}

describe('a call that is read', () => {
  const read = (given: Record<string, unknown>) => readArrival(webhookRequest({ From: caller, ...given }));

  test.each<[string | undefined, number]>([
    ['in-progress', nowSeconds],
    ['ringing', 0],
    [undefined, 0],
  ])('is another visit only if it was answered before: %p', (CallStatus, visit) => {
    expect(read({ CallStatus }).state.visit).toBe(visit);
  });

  test.each<[string | undefined, boolean]>([
    ['1', true],
    [undefined, false],
  ])('is there again after trouble only if the URL says so: %p', (again, isAgain) => {
    expect(read({ again }).isAgain).toBe(isAgain);
  });

  test('keeps its visit in a menu', () => {
    expect(choose({ visit: '7' }).arrival.state.visit).toBe(7);
    expect(choose({}).arrival.state.visit).toBe(0);
  });

  test('goes to the first queue from a menu that a deployment has dropped', () => {
    const arrival = readMenuChoice(webhookRequest({ menu: 'main', Digits: '1' }));
    expect(arrival.state.queue.name).toBe('support');
  });

  const vip = '+15550107777';
  const sales = '+15550100002';

  test.each<[string, Partial<PriorityLane>, string, string, CallerState['lane']]>([
    ['is one of several listed callers', { callers: [caller, vip] }, vip, sales, 'priority'],
    ['is not listed', { callers: [vip] }, caller, sales, 'normal'],
    ['dialed one of several numbers', { numbers: ['+15550100003', sales] }, caller, sales, 'priority'],
    ['dialed another number', { numbers: ['+15550100003'] }, caller, sales, 'normal'],
    ['finds a lane for nobody yet', {}, caller, sales, 'normal'],
  ])('is in this lane if the caller %s: %#', (_who, priority, From, To, lane) => {
    const config = configWith({ sales: { priority: { normalLaneFirstAfterSeconds: 300, ...priority } } });
    expect(readArrival(webhookRequest({ From, To }, { config })).state.lane).toBe(lane);
  });

  test('is rejected from any of several blocked numbers', () => {
    const config = { ...withMenu, blockedCallers: ['+15550106666', caller] as const };
    const request = webhookRequest({ From: caller }, { config });
    expect(decideArrival(readArrival(request), request)).toEqual({ kind: 'reject', why: 'blocked' });
  });

  test('of a closed queue whose file is missing hears an apology', () => {
    const plans = { ...queue().plans, closed: [{ play: 'closed.wav' }] as const };
    const config = configWith({ support: { plans, openingHours: closingNow() } });
    const request = webhookRequest({ From: caller }, { config });
    const soundsOf = (facts: Parameters<typeof decideArrival>[2]) => {
      const step = decideArrival(readArrival(request), request, facts);
      return step.kind === 'closed' ? step.plan.sounds : [];
    };
    expect(soundsOf({})).toMatchObject([{ play: 'closed.wav' }]);
    expect(soundsOf({ missingFiles: new Set(['closed.wav']) })).toMatchObject([{ say: expect.any(String) }]);
  });
});

describe('a call that reaches us', () => {
  test.each<[string, Record<string, unknown>, 'support' | 'sales', string[]]>([
    ['goes to the queue that the URL names', { queue: 'sales', To: '+15550100001' }, 'sales', []],
    ['goes to the queue of the dialed number', { To: '+15550100002' }, 'sales', []],
    ['goes to the first queue from a number of none', { To: '+15550100001' }, 'support', []],
    ['goes to the first queue if nothing is known', {}, 'support', []],
    [
      'goes to the first queue if the URL names an unknown one',
      { queue: 'x' },
      'support',
      ['queue: not in the config'],
    ],
    [
      'goes to the queue of the dialed number if the URL names an unknown one',
      { queue: 'x', To: '+15550100002' },
      'sales',
      ['queue: not in the config'],
    ],
    [
      'goes to the first queue if the URL names what every object has',
      { queue: 'constructor' },
      'support',
      ['queue: not in the config'],
    ],
    [
      'goes to the first of two queues in the URL',
      { queue: ['sales', 'support'] },
      'sales',
      ['queue: repeated'],
    ],
  ])('%s', (_sentence, given, name, issues) => {
    const request = webhookRequest({ ...given, From: caller });
    expect(readArrival(request).state.queue).toEqual(queue(name));
    expect(request.parameters.issues).toEqual(issues);
  });

  test('starts to wait when the greeting of two seconds is over', () => {
    expect(readArrival(webhookRequest({ From: caller }))).toEqual({
      call: 'CA1',
      from: caller,
      menu: undefined,
      ourNumber: undefined,
      isAgain: false,
      state: callerState({ joinedAt: nowSeconds + 2 }),
    });
  });

  test('is answered without a CallSid too, and its absence is noted', () => {
    const request = webhookRequest({ CallSid: undefined, From: caller });
    expect(readArrival(request).call).toBe('unknown');
    expect(request.parameters.issues).toEqual(['CallSid: missing']);
  });

  test('hears the greeting and is put in line, with every way out leading to /action', () => {
    expect(welcomed(callerState())).toBe(
      document(`
        <Response>
          ${said('Welcome. Please hold the line.')}
          <Enqueue waitUrl="/wait?queue=support&amp;joined=1767625200${again}"
            action="/action?queue=support&amp;joined=1767625200${again}">support</Enqueue>
        </Response>`),
    );
  });

  test('hears an apology when our first answer failed, and is put in line all the same', () => {
    expect(sayArrivalDespiteTrouble(arrivalWith(callerState()), webhookRequest()).toString()).toBe(
      document(`
        <Response>
          ${said('Sorry, we are having some trouble. We are putting you in line now.')}
          <Enqueue waitUrl="/wait?queue=support&amp;joined=1767625200${again}"
            action="/action?queue=support&amp;joined=1767625200${again}">support</Enqueue>
        </Response>`),
    );
  });
});

describe('where a call goes', () => {
  const toSales = { To: '+15550100002', From: caller };

  test.each<[string, Record<string, unknown>, number, ArrivalStep['kind']]>([
    ['in line, one second before the queue closes', toSales, -1, 'enqueue'],
    ['to the closed plan, from the second on in which it closes', toSales, 0, 'closed'],
    ['in line at any time, in a queue without hours', { From: caller }, 0, 'enqueue'],
    ['to the menu of a shared number', { To: menuNumber, From: caller }, -1, 'menu'],
    ['to the menu by night too: which queue is meant is not known yet', { To: menuNumber }, 0, 'menu'],
    [
      'past the menu to the queue that the URL names',
      { To: menuNumber, From: caller, queue: 'support' },
      0,
      'enqueue',
    ],
    ['nowhere for a blocked caller', { From: '+15550106666' }, -1, 'reject'],
    [
      'nowhere for a blocked caller of a shared number',
      { From: '+15550106666', To: menuNumber },
      0,
      'reject',
    ],
    ['nowhere for a blocked caller of a closed queue', { ...toSales, From: '+15550106666' }, 0, 'reject'],
    [
      'nowhere for a hidden caller of a closed queue that rejects them',
      { ...toSales, From: '' },
      0,
      'reject',
    ],
  ])('%s', (_sentence, given, seconds, kind) => {
    expect(arrive(given, later(seconds)).kind).toBe(kind);
  });

  test.each(['blocked', 'anonymous'] as const)('%s: rejected before it is ever answered', (why) => {
    expect(sayArrival({ kind: 'reject', why }, arrivalWith(callerState()), webhookRequest()).toString()).toBe(
      document('<Response><Reject/></Response>'),
    );
  });
});

describe('a caller who hides the number', () => {
  test.each([
    ['anonymous'],
    ['Anonymous'],
    ['ANONYMOUS'],
    ['Restricted'],
    ['unknown'],
    ['Unavailable'],
    ['Private'],
    ['+266696687'],
    ['+86282452253'],
    ['+464'],
    ['+7378742833'],
    ['+2562533'],
    ['+8656696'],
    ['266696687'],
    ['7378742833'],
    ['86282452253'],
    ['2562533'],
    ['8656696'],
    ['Blocked'],
    ['PRIVATE'],
    ['withheld'],
    ['+anonymous'],
    ['sip:anonymous@anonymous.invalid'],
    ['sip:7378742833@carrier.example'],
    ['sips:+266696687@10.0.0.1:5061;transport=tls'],
    ['"Anonymous" <sip:anonymous@carrier.example>'],
    ['sip:c8oqz84zk7z@privacy.anonymous.invalid'],
    ['sip:carrier.example'],
    [''],
    [undefined],
  ])('as %p is rejected by the queue that wants it so, and welcome elsewhere', (From) => {
    expect(arrive({ To: '+15550100002', From }, later(-1))).toEqual({ kind: 'reject', why: 'anonymous' });
    expect(arrive({ From }, later(-1))).toEqual({ kind: 'enqueue' });
  });

  test.each([
    ...['+2666966871', '+26669668', 'anonymous@example.com', caller],
    ...['sip:ana@example.com', 'sip:+15550123456@example.com', 'sip:nonanonymous@example.com', 'client:ana'],
  ])('is not meant by %s', (From) => {
    expect(arrive({ To: '+15550100002', From }, later(-1)).kind).toBe('enqueue');
  });
});

describe('a caller of a shared number', () => {
  test('is asked for one key, and continues without one too', () => {
    expect(
      sayArrival(
        { kind: 'menu', name: 'main', menu: mainMenu },
        arrivalWith(callerState()),
        webhookRequest(),
      ).toString(),
    ).toBe(
      document(`
        <Response>
          <Gather action="/caller/menu?menu=main${again}" actionOnEmptyResult="true" finishOnKey=""
            input="dtmf" numDigits="1" timeout="5">
            ${said('For sales press 1, for support press star.', 'agents')}
          </Gather>
        </Response>`),
    );
  });

  test('is put in line of the usual queue if our first answer fails', () => {
    const toSales = { ...withMenu, menus: { main: { ...mainMenu, fallbackQueue: 'sales' } } };
    const request = webhookRequest({ To: menuNumber, From: caller }, { config: toSales });
    expect(sayArrivalDespiteTrouble(readArrival(request), request).toString()).toMatch(/>sales<\/Enqueue>/);
  });

  test.each<[string, Record<string, unknown>, string, string[]]>([
    ['gets to the queue of the key', { Digits: '1' }, 'sales', []],
    ['gets to the queue of the star key', { Digits: '*' }, 'support', []],
    ['gets to the usual queue by a key without a meaning', { Digits: '2' }, 'support', []],
    ['gets to the usual queue by two keys', { Digits: '11' }, 'support', []],
    ['gets to the usual queue without a key', {}, 'support', []],
    ['gets to the usual queue by what every object has', { Digits: 'constructor' }, 'support', []],
    [
      'gets to the first queue if the URL has lost the menu',
      { menu: undefined },
      'support',
      ['menu: missing'],
    ],
    ['gets to the first queue if there is no such menu', { menu: 'other', Digits: '1' }, 'support', []],
    ['gets to the first queue by a menu that every object has', { menu: 'toString' }, 'support', []],
  ])('%s', (_sentence, given, name, issues) => {
    const { arrival, issues: noted } = choose(given);
    expect(arrival.state.queue.name).toBe(name);
    expect(noted).toEqual(issues);
  });

  const salesClosed: ArrivalStep = {
    kind: 'closed',
    plan: {
      sounds: [{ queue: queue('sales', withMenu.queues.sales), say: 'Closed. Goodbye.' }],
      stop: { kind: 'end' },
    },
  };

  test.each<[string, Record<string, unknown>, number, ArrivalStep]>([
    ['is put in line', { Digits: '1' }, -1, { kind: 'enqueue' }],
    ['hears that the chosen queue is closed', { Digits: '1' }, 0, salesClosed],
    [
      'is rejected by the chosen queue for hiding the number',
      { Digits: '1', From: 'anonymous' },
      -1,
      { kind: 'reject', why: 'anonymous' },
    ],
    ['is welcome to hide the number elsewhere', { Digits: '*', From: 'anonymous' }, -1, { kind: 'enqueue' }],
    ['is never asked again', { Digits: '7' }, -1, { kind: 'enqueue' }],
  ])('who has chosen %s', (_sentence, given, seconds, step) => {
    expect(choose(given, later(seconds)).step).toEqual(step);
  });
});

describe('the priority lane', () => {
  const lane: PriorityLane = {
    numbers: ['+15550100007'],
    callers: ['+15550107777'],
    normalLaneFirstAfterSeconds: 300,
  };
  const withLane = configWith({ support: { numbers: ['+15550100001'], priority: lane } });
  const read = (given: Record<string, unknown>) =>
    readArrival(webhookRequest(given, { config: withLane })).state;

  test.each<[string, Record<string, unknown>, string, string]>([
    ['is for a listed caller', { From: '+15550107777', To: '+15550100001' }, 'support', 'priority'],
    ['is for anyone who dials its number', { From: caller, To: '+15550100007' }, 'support', 'priority'],
    [
      'is for a hidden caller who dials its number',
      { From: 'anonymous', To: '+15550100007' },
      'support',
      'priority',
    ],
    ['is for nobody else', { From: caller, To: '+15550100001' }, 'support', 'normal'],
    ['is not for a caller without a number', { To: '+15550100001' }, 'support', 'normal'],
    [
      'is not for a listed caller of another queue',
      { From: '+15550107777', To: '+15550100002' },
      'sales',
      'normal',
    ],
  ])('%s', (_sentence, given, name, which) => {
    const { queue, lane } = read(given);
    expect([queue.name, lane]).toEqual([name, which]);
  });

  test('is a separate line at Twilio, and every URL remembers it', () => {
    const inLane = read({ From: '+15550107777', To: '+15550100001' });
    const query = 'queue=support&amp;joined=1767625202&amp;lane=priority';
    expect(welcomed(inLane, webhookRequest({}, { config: withLane }))).toContain(
      document(`
        <Enqueue waitUrl="/wait?${query}${again}"
          action="/action?${query}${again}">support-priority</Enqueue>`).slice(38),
    );
  });
});

describe('a caller whose conversation will be recorded', () => {
  const recording = { notice: 'Calls are recorded.' };
  const recorded = configWith({ support: { recording } });
  const { state: first } = readArrival(webhookRequest({ From: caller }, { config: recorded }));

  test('hears so in the greeting, and the wait starts after it', () => {
    expect(welcomed(first, webhookRequest({}, { config: recorded }))).toContain(
      `<Response>${said('Welcome. Please hold the line. Calls are recorded.')}<Enqueue`,
    );
    expect(first.joinedAt).toBe(nowSeconds + 3);
  });

  test('hears so in the apology too, if our first answer failed', () => {
    expect(sayArrivalDespiteTrouble(arrivalWith(first), webhookRequest()).toString()).toContain(
      'We are putting you in line now. Calls are recorded.</Say><Enqueue',
    );
  });
});

describe('a caller of a closed queue', () => {
  test('hears its plan for that', () => {
    expect(
      sayArrival(closedFor(callerState()), arrivalWith(callerState()), webhookRequest()).toString(),
    ).toBe(document(`<Response>${said('Closed. Goodbye.')}<Hangup/></Response>`));
  });
});

describe('the log of an arrival', () => {
  const arrival = {
    ...readArrival(webhookRequest({ From: caller })),
    state: callerState({ lane: 'priority' }),
  };
  const line = { call: 'CA1', queue: 'support' };

  test.each<[ArrivalStep, object[]]>([
    [{ kind: 'enqueue' }, [{ ...line, event: 'joined', lane: 'priority', stay: 0 }]],
    [closedFor(callerState()), [{ ...line, event: 'refused', why: 'closed' }]],
    [{ kind: 'reject', why: 'blocked' }, [{ ...line, event: 'refused', why: 'blocked' }]],
    [{ kind: 'reject', why: 'anonymous' }, [{ ...line, event: 'refused', why: 'anonymous' }]],
  ])('is one line for each, without a number: %#', (step, lines) => {
    expect(arrivalLogged(step, arrival)).toEqual(lines);
  });

  test('has both for a caller who finds it closed and is put in another line', () => {
    const plans = { ...queue().plans, closed: [{ say: 'Closed.' }, { queue: 'sales' }] as const };
    const elsewhere = { ...arrival, state: callerState({ queue: queue('support', { plans }) }) };
    expect(arrivalLogged(closedFor(elsewhere.state), elsewhere)).toEqual([
      { ...line, event: 'refused', why: 'closed' },
      { event: 'joined', call: 'CA1', queue: 'sales', lane: 'normal', stay: 1 },
    ]);
  });

  test('is nothing yet for a caller who is asked for a key', () => {
    expect(arrivalLogged(arrive({ To: menuNumber, From: caller }), arrival)).toEqual([]);
  });
});
