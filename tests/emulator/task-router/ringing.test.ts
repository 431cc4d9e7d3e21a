import fc from 'fast-check';
import { isSigned } from '../../../emulator/web/signature';
import { runs } from '../../thorough';
import { answersTo, urlOf } from '../application';
import { callInstruction, Line, type LineOptions, shown } from './line';

const adasPhone = '+14155550101';
const bobsPhone = '+14155550102';

const dequeueInstruction = () => ({
  instruction: 'dequeue',
  timeout: 20,
  status_callback_url: urlOf('/status'),
  status_callback_events: 'initiated,ringing,answered,completed',
});

/** A caller waits, and Ada's phone rings. */
async function ringing(options: LineOptions = {}) {
  const line = new Line({ instruction: callInstruction, ...options });
  const ada = line.agent('Ada', adasPhone);
  const caller = line.caller();
  await line.seconds(3);
  return { line, ada, caller };
}

/** The same, after Ada has pressed the key and is connected. */
async function talking(options: LineOptions = {}) {
  const { line, ada, caller } = await ringing(options);
  const phone = line.phone(adasPhone);
  phone.answer();
  await line.seconds(2);
  phone.press('1');
  await line.seconds(10);
  return { line, ada, caller, phone };
}

const statuses = (line: Line) => line.reservations.map(({ reservationStatus }) => reservationStatus);

/** Nobody is on the line, nothing takes up anybody's capacity, and nothing waits for an answer. */
function expectNothingLeft(line: Line): void {
  const { calls } = line.app.twilio;
  expect([...calls.values()].filter(({ isOver }) => !isOver)).toEqual([]);
  const counts = [...line.workspace.workers].flatMap(({ channels }) =>
    [...channels.values()].map(({ reserved }) => reserved),
  );
  expect(counts.filter((count) => Object.values(count).some((number) => number !== 0))).toEqual([]);
}

describe('an agent who is rung', () => {
  // https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks#call-worker
  // https://www.twilio.com/docs/taskrouter/twiml-queue-calls
  test('hears about the caller, presses a key, talks, wraps up, and the task is completed', async () => {
    const { line, ada, caller } = await ringing({
      task: '<Task priority="3" timeout="300">{"tier":"gold"}</Task>',
    });
    expect(line.task).toMatchObject({ priority: 3, timeoutSeconds: 300, assignmentStatus: 'reserved' });
    const phone = line.phone(adasPhone);
    expect(phone.isRung).toBe(true);
    phone.answer();
    await line.seconds(2);
    phone.press('1');
    await line.seconds(60);
    expect(line.task.assignmentStatus).toBe('assigned');
    expect(line.app.events('bridged')).toMatchObject([
      { call: caller.callSid, agentCall: phone.callSid, queue: line.workflowSid },
    ]);
    caller.hangUp();
    await line.seconds(5);
    expect(line.task).toMatchObject({ assignmentStatus: 'completed' });
    expect(line.activityOf(ada)).toBe('Wrap-Up');
    expect(statuses(line)).toEqual(['completed']);
    expect(caller.heard).toEqual(['Please wait.', 'Here comes somebody.']);
    expect(phone.heard).toEqual(['A caller waits.', 'completed']);
    expect(line.app.asked('/left')).toMatchObject([{ QueueResult: 'bridged' }]);
    expect(line.app.asked('/after')).toMatchObject([{ DialCallStatus: 'completed', DialBridged: 'true' }]);
    expect(line.told).toEqual([
      'workflow.entered',
      'task-queue.entered',
      'task.created',
      'workflow.target-matched',
      'reservation.created',
      'task.updated',
      'reservation.accepted',
      'task.completed',
      'reservation.completed',
    ]);
    expectNothingLeft(line);
  });

  test('is selected by the attributes that Twilio adds to a call', async () => {
    const { line, caller } = await ringing({ task: '<Task>{"tier":"gold"}</Task>' });
    const [asked] = line.app.asked('/assignment');
    const attributes = JSON.parse(asked?.TaskAttributes ?? '');
    expect(attributes).toMatchObject({ tier: 'gold', call_sid: caller.callSid, call_status: 'in-progress' });
    expect(Object.keys(attributes).sort()).toEqual([
      ...['account_sid', 'api_version', 'call_sid', 'call_status', 'called', 'called_city', 'called_country'],
      ...[
        'called_state',
        'called_zip',
        'caller',
        'caller_city',
        'caller_country',
        'caller_state',
        'caller_zip',
      ],
      ...[
        'direction',
        'from',
        'from_city',
        'from_country',
        'from_state',
        'from_zip',
        'tier',
        'to',
        'to_city',
      ],
      ...['to_country', 'to_state', 'to_zip'],
    ]);
  });

  test('at a client works as at a number', async () => {
    const line = new Line({ instruction: callInstruction });
    line.agent('Ada', 'client:ada');
    line.caller();
    await line.seconds(3);
    line.phone('client:ada').answer();
    await line.seconds(2);
    line.phone('client:ada').press('1');
    await line.seconds(5);
    expect(line.task.assignmentStatus).toBe('assigned');
  });

  test('may hang up first: the rest is the same', async () => {
    const { line, ada, phone } = await talking();
    phone.hangUp();
    await line.seconds(5);
    expect(line.task.assignmentStatus).toBe('completed');
    expect(line.activityOf(ada)).toBe('Wrap-Up');
    expect(line.app.asked('/left')).toMatchObject([{ QueueResult: 'bridged' }]);
    expectNothingLeft(line);
  });

  test('is skipped if a voicemail answers, which presses nothing', async () => {
    const { line, ada, caller } = await ringing();
    line.app.twilio.setExternalNumber(adasPhone, { kind: 'voicemail', afterSeconds: 1 });
    line.phone(adasPhone).answer();
    await line.seconds(70);
    expect(caller.isOnTheLine).toBe(true);
    expect(line.activityOf(ada)).toBe('Missed');
    expect(statuses(line)).toEqual(['timeout']);
    expect(line.app.events('bridged')).toEqual([]);
  });

  test('who presses too late hears so', async () => {
    const { line, caller } = await ringing();
    const phone = line.phone(adasPhone);
    phone.answer();
    await line.seconds(1);
    caller.hangUp();
    await line.seconds(1);
    phone.press('1');
    await line.seconds(3);
    expect(line.app.asked('/after')).toMatchObject([{ DialCallStatus: 'failed', DialBridged: 'false' }]);
    expect(line.app.faults).toContain(14215);
    expect(statuses(line)).toEqual(['canceled']);
    expectNothingLeft(line);
  });

  test.each(answersTo('acceptedAt'))('has accepted when %s', async ({ answer, given }) => {
    const { line } = await ringing({
      assumptions: given,
      answers: { '/last-words': '<Pause length="5"/>' },
    });
    const phone = line.phone(adasPhone);
    phone.answer();
    await line.seconds(2);
    phone.press('1');
    await line.seconds(2);
    expect(statuses(line)).toEqual([answer === 'dial' ? 'accepted' : 'pending']);
    await line.seconds(5);
    expect(statuses(line)).toEqual(['accepted']);
  });

  test.each([
    ['dial', 'completed'],
    ['bridge', 'canceled'],
  ] as const)(
    'who hangs up during the last words, accepted at the %s, ends the task',
    async (acceptedAt, ended) => {
      const { line, caller } = await ringing({
        assumptions: { acceptedAt },
        answers: { '/last-words': '<Pause length="5"/>' },
      });
      const phone = line.phone(adasPhone);
      phone.answer();
      await line.seconds(2);
      phone.press('1');
      await line.seconds(2);
      phone.hangUp();
      await line.seconds(5);
      expect(line.task.assignmentStatus).toBe(ended);
      expect(caller.isOnTheLine).toBe(false);
      expectNothingLeft(line);
    },
  );

  test('and does not answer: the reservation times out, and the next agent is rung', async () => {
    const line = new Line({ instruction: callInstruction, workflow: { taskReservationTimeout: 30 } });
    const ada = line.agent('Ada', adasPhone);
    const caller = line.caller();
    await line.seconds(1);
    line.agent('Bob', bobsPhone);
    await line.seconds(35);
    expect(line.activityOf(ada)).toBe('Missed');
    expect(line.phone(bobsPhone).isRung).toBe(true);
    line.phone(bobsPhone).answer();
    await line.seconds(2);
    line.phone(bobsPhone).press('1');
    await line.seconds(10);
    expect(statuses(line)).toEqual(['timeout', 'accepted']);
    expect(line.app.events('bridged')).toMatchObject([{ call: caller.callSid }]);
  });

  test.each(answersTo('instructionFails'))(
    'and is busy: the reservation is as $answer',
    async ({ answer, given }) => {
      const line = new Line({ instruction: callInstruction, assumptions: given });
      line.app.twilio.setExternalNumber(adasPhone, { kind: 'busy' });
      line.agent('Ada', adasPhone);
      line.caller();
      await line.seconds(2);
      expect(statuses(line)[0]).toBe(answer === 'canceled' ? 'canceled' : 'pending');
    },
  );

  // https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks
  test.each(answersTo('statusCallbackSignature'))(
    'has a status callback: by GET, and signed: $answer',
    async ({ answer, given }) => {
      const { line } = await ringing({
        assumptions: given,
        answers: { '/status': '' },
      });
      line.phone(adasPhone).decline();
      await line.seconds(1);
      const event = line.app.events('webhook').find(({ url }) => url.includes('/status'));
      expect(event).toMatchObject({
        method: 'GET',
        parameters: { CallStatus: 'busy', To: adasPhone, From: shown },
      });
      // The function is protected: without a signature it refuses.
      expect(event?.status).toBe(answer === 'yes' ? 200 : 403);
    },
  );
});

// https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks#dequeue-call
describe('the instruction dequeue', () => {
  const dequeue = (line: LineOptions = {}) => ringing({ instruction: dequeueInstruction, ...line });

  test('connects the caller to the worker who answers, from the number that the caller dialed', async () => {
    const { line, caller, ada } = await dequeue({
      instruction: (_, { wrapUp }) => ({ ...dequeueInstruction(), post_work_activity_sid: wrapUp.sid }),
    });
    const phone = line.phone(adasPhone);
    expect(line.task.attributeValues.worker_call_sid).toBe(phone.callSid);
    phone.answer();
    await line.seconds(20);
    expect(line.task.assignmentStatus).toBe('assigned');
    expect(line.app.events('bridged')).toMatchObject([{ call: caller.callSid, agentCall: phone.callSid }]);
    const [call] = line.app.events('call').filter((event) => event.call === phone.callSid);
    expect(call).toMatchObject({ from: '+1555/voice', direction: 'outbound-api' });
    caller.hangUp();
    await line.seconds(5);
    expect(line.task.assignmentStatus).toBe('completed');
    expect(line.activityOf(ada)).toBe('Wrap-Up');
    expect(line.app.asked('/left')).toMatchObject([{ QueueResult: 'bridged' }]);
    expectNothingLeft(line);
  });

  test('connects even a voicemail: nobody has to press a key', async () => {
    const { line } = await dequeue();
    line.phone(adasPhone).answer();
    await line.seconds(2);
    expect(statuses(line)).toEqual(['accepted']);
  });

  test('ends the call of a worker who answers when the caller is gone', async () => {
    const { line, caller } = await dequeue();
    caller.hangUp();
    await line.seconds(1);
    const phone = line.phone(adasPhone);
    phone.answer();
    await line.seconds(1);
    expect(phone.isOnTheLine).toBe(false);
    expect(statuses(line)).toEqual(['canceled']);
    expectNothingLeft(line);
  });

  test('refuses an invalid number, and raises an alert', async () => {
    const line = new Line({ instruction: () => ({ instruction: 'dequeue', from: '+14155550999' }) });
    line.agent('Ada', adasPhone);
    line.caller();
    await line.seconds(2);
    expect(line.app.faults).toEqual([40133]);
  });
});

// https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks#redirect-call
test('the instruction redirect sends the caller elsewhere and accepts', async () => {
  const { line, caller } = await ringing({
    instruction: (parameters) => ({
      instruction: 'redirect',
      call_sid: JSON.parse(parameters.get('TaskAttributes') ?? '{}').call_sid,
      url: urlOf('/voicemail'),
      accept: true,
    }),
  });
  expect(caller.heard).toEqual(['Please wait.', 'Leave a message.']);
  expect(line.task.assignmentStatus).toBe('assigned');
  expect(line.app.asked('/left')).toMatchObject([{ QueueResult: 'redirected' }]);
});

test('the instruction reject sends the worker to an activity, and the task to the next', async () => {
  const line = new Line({
    instruction: (parameters, { wrapUp }) =>
      parameters.get('WorkerAttributes')?.includes(adasPhone)
        ? { instruction: 'reject', activity_sid: wrapUp.sid }
        : callInstruction(parameters),
  });
  const ada = line.agent('Ada', adasPhone);
  line.caller();
  await line.seconds(1);
  line.agent('Bob', bobsPhone);
  await line.seconds(2);
  expect(line.activityOf(ada)).toBe('Wrap-Up');
  expect(line.phone(bobsPhone).isRung).toBe(true);
});

// https://www.twilio.com/docs/taskrouter/api/task-queue: MaxReservedWorkers
test('if two agents are rung at once, the first to press gets the caller', async () => {
  const line = new Line({ instruction: callInstruction, queue: { maxReservedWorkers: 2 } });
  line.agent('Ada', adasPhone);
  line.agent('Bob', bobsPhone);
  line.caller();
  await line.seconds(5);
  const [ada, bob] = [line.phone(adasPhone), line.phone(bobsPhone)];
  for (const phone of [ada, bob]) phone.answer();
  await line.seconds(2);
  bob.press('1');
  await line.seconds(2);
  ada.press('1');
  await line.seconds(5);
  expect(statuses(line)).toEqual(['rescinded', 'accepted']);
  expect(line.app.events('bridged')).toMatchObject([{ agentCall: bob.callSid }]);
  expect(line.app.faults).toContain(14215);
});

describe('a task that ends while its caller waits', () => {
  test.each(answersTo('taskEndsCall'))(
    'by its own timeout: the caller $answer',
    async ({ answer, given }) => {
      const line = new Line({ task: '<Task timeout="20">{}</Task>', assumptions: given });
      const caller = line.caller();
      await line.seconds(25);
      expect(line.task).toMatchObject({ assignmentStatus: 'canceled', reason: 'Task TTL Exceeded' });
      expect(caller.isOnTheLine).toBe(answer === 'stays-in-queue');
      expect(line.app.asked('/left')).toHaveLength(answer === 'stays-in-queue' ? 0 : 1);
    },
  );

  test('by the end of the workflow', async () => {
    const line = new Line({ targets: [{ timeout: 10 }, { timeout: 10 }] });
    line.caller();
    await line.seconds(25);
    expect(line.task.assignmentStatus).toBe('canceled');
    expect(line.told).toContain('workflow.timeout');
  });
});

describe('a caller who is gone', () => {
  /** How long after the start, and what has happened by then. */
  const moments: readonly [string, number, 'canceled' | 'completed'][] = [
    ['before anybody is looked for', 0, 'canceled'],
    ['while the phone rings', 4, 'canceled'],
    ['while the agent hears how many are waiting', 7, 'canceled'],
    ['during the last words', 9, 'completed'],
    ['during the conversation', 20, 'completed'],
  ];

  async function gone(line: Line, at: number, go: () => Promise<unknown> | undefined): Promise<void> {
    const steps = [
      { at: 6, step: () => line.phone(adasPhone).answer() },
      { at: 8, step: () => line.phone(adasPhone).press('1') },
      { at, step: go },
    ].sort((one, other) => one.at - other.at);
    let now = 0;
    for (const { at: moment, step } of steps) {
      if (moment > at) continue;
      await line.seconds(moment - now);
      now = moment;
      await step();
    }
    await line.seconds(90);
  }

  test.each(moments)('%s ends the task, by hanging up', async (_, at, status) => {
    const line = new Line({
      instruction: callInstruction,
      answers: { '/last-words': '<Pause length="3"/>' },
    });
    line.agent('Ada', adasPhone);
    const caller = line.caller();
    await gone(line, at, () => {
      caller.hangUp();
      return undefined;
    });
    expect([...line.workspace.tasks].map(({ assignmentStatus }) => assignmentStatus)).toEqual([status]);
    expectNothingLeft(line);
  });

  test.each(answersTo('redirectEndsTask'))(
    'by a redirect while the phone rings: the task is as $answer',
    async ({ answer, given }) => {
      const { line, caller } = await ringing({ assumptions: given });
      line.app.twilio.calls.get(caller.callSid)?.interrupt({
        kind: 'redirect',
        request: { url: new URL(urlOf('/voicemail')), method: 'POST', parameters: {}, requestedBy: 'rest' },
      });
      await line.seconds(1);
      expect(line.task.assignmentStatus).toBe(answer === 'canceled' ? 'canceled' : 'reserved');
    },
  );

  test.each(answersTo('leaveCancelsTask'))(
    'by <Leave>: the task is canceled: $answer',
    async ({ answer, given }) => {
      const line = new Line({ assumptions: given, answers: { '/wait': '<Pause length="5"/><Leave/>' } });
      const caller = line.caller();
      await line.seconds(7);
      expect(line.task.assignmentStatus).toBe(answer === 'yes' ? 'canceled' : 'pending');
      expect(caller.heard).toEqual(['leave']);
    },
  );
});

describe('the assignment callback of the account', () => {
  test('is a signed POST', async () => {
    const { line } = await ringing();
    const [asked] = line.app.requestsTo('/assignment');
    const { account } = line.app.twilio;
    const request = {
      method: 'POST',
      url: new URL(asked?.url ?? ''),
      headers: asked?.headers ?? {},
      form: new URLSearchParams(asked?.parameters),
    } as const;
    expect(isSigned(request, account.authToken)).toBe(true);
  });

  test.each([
    ['5xx', { kind: 'status', status: 500 }, 1],
    ['no answer within five seconds', { kind: 'delayed', millis: 6000 }, 5],
    ['no connection', { kind: 'lost' }, 5],
  ] as const)(
    'that fails with %s is sent to the fallback URL',
    async (_, disturbance, secondsUntilFallback) => {
      const line = new Line({
        instruction: callInstruction,
        workflow: { fallbackAssignmentCallbackUrl: urlOf('/assignment?fallback=1') },
      });
      line.app.twilio.disturb({ ...disturbance, path: '/assignment' });
      line.agent('Ada', adasPhone);
      line.caller();
      await line.seconds(secondsUntilFallback + 2);
      expect(line.app.asked('/assignment').filter(({ fallback }) => fallback)).toHaveLength(1);
      expect(line.phone(adasPhone).isRung).toBe(true);
    },
  );
});

// https://www.twilio.com/docs/taskrouter/api/event/reference
describe('the event callback of the account', () => {
  test('is a signed POST that nobody waits for', async () => {
    const { line } = await ringing();
    expect(line.app.requestsTo('/events')[0]).toMatchObject({
      method: 'POST',
      headers: { 'x-twilio-signature': expect.any(String) },
    });
    expect(line.app.events('task-router').map(({ eventType }) => eventType)).toContain('reservation.created');
  });

  test('is retried as its fragment says', async () => {
    const line = new Line({ task: '<Task/>' });
    line.workspace.settings.eventCallbackUrl = urlOf('/events#rc=2&rp=5xx');
    line.workspace.settings.eventsFilter = 'task.created';
    line.app.twilio.disturb({ kind: 'status', status: 503, path: '/events', times: 2 });
    line.caller();
    await line.seconds(5);
    const events = line.app.events('webhook').filter(({ url }) => url.includes('/events#'));
    expect(events).toMatchObject([{ attempts: 3, status: 200, parameters: { EventType: 'task.created' } }]);
  });
});

// https://www.twilio.com/docs/voice/twiml/enqueue#error
describe('an <Enqueue> into a workflow', () => {
  test.each([
    ['that does not exist', { '/voice': '<Enqueue workflowSid="WW0" action="/left"/>' }, 14220],
    ['with a task that is not JSON', { '/voice': undefined }, 14222],
  ])('%s has the result error', async (_, answers, code) => {
    const line = new Line({
      task: "<Task>{'single': 'quotes'}</Task>",
      answers: answers['/voice'] === undefined ? {} : { '/voice': answers['/voice'] },
    });
    line.caller();
    await line.seconds(2);
    expect(line.app.asked('/left')).toMatchObject([{ QueueResult: 'error' }]);
    expect(line.app.faults).toEqual([code]);
    expect([...line.workspace.tasks]).toEqual([]);
    expect([...line.app.twilio.queues.values()].flatMap(({ members }) => members)).toEqual([]);
  });

  test('has its own queue, named after the workflow, which can be full', async () => {
    const line = new Line();
    line.app.twilio.createQueue(line.workflowSid, 1);
    line.caller();
    line.caller();
    await line.seconds(2);
    expect(line.app.asked('/left')).toMatchObject([{ QueueResult: 'queue-full' }]);
    expect(line.app.twilio.queueNamed(line.workflowSid)?.members).toHaveLength(1);
    expect([...line.workspace.tasks]).toHaveLength(1);
  });

  test('waits with a position in the queue of the workflow', async () => {
    const line = new Line();
    line.caller();
    line.caller();
    await line.seconds(2);
    expect(line.app.asked('/wait').map(({ QueuePosition }) => QueuePosition)).toEqual(['1', '2']);
  });
});

// In any order of events, nobody is left on the line, and no capacity is lost.
test('any order of answering, pressing, hanging up and instructions ends well', async () => {
  const seconds = fc.integer({ min: 0, max: 40 });
  const story = fc.record({
    instruction: fc.constantFrom(callInstruction, dequeueInstruction),
    lastWords: fc.integer({ min: 0, max: 6 }),
    acceptedAt: fc.constantFrom('dial', 'bridge'),
    reservationTimeout: fc.integer({ min: 5, max: 40 }),
    doings: fc.array(
      fc.record({ at: seconds, what: fc.constantFrom('answer', 'press', 'hang up', 'caller', 'decline') }),
      { maxLength: 8 },
    ),
  });
  await fc.assert(
    fc.asyncProperty(story, async ({ instruction, lastWords, acceptedAt, reservationTimeout, doings }) => {
      const line = new Line({
        instruction,
        assumptions: { acceptedAt: acceptedAt as 'dial' | 'bridge' },
        workflow: { taskReservationTimeout: reservationTimeout },
        task: '<Task timeout="100">{}</Task>',
        answers: {
          '/last-words': `<Pause length="${lastWords}"/>`,
          '/wait': ({ form }) => (Number(form.get('QueueTime')) > 120 ? '<Leave/>' : '<Pause length="10"/>'),
        },
      });
      line.agent('Ada', adasPhone);
      line.agent('Bob', bobsPhone);
      const caller = line.caller();
      let now = 0;
      for (const { at, what } of [...doings].sort((one, other) => one.at - other.at)) {
        await line.seconds(at - now);
        now = at;
        const phone = line.app.twilio.personAt(at % 2 === 0 ? adasPhone : bobsPhone);
        if (what === 'answer') phone?.answer();
        if (what === 'press') phone?.press('1');
        if (what === 'hang up') phone?.hangUp();
        if (what === 'decline') phone?.decline();
        if (what === 'caller') caller.hangUp();
      }
      await line.seconds(200);
      caller.hangUp();
      await line.seconds(400);
      expect([...line.workspace.tasks]).toEqual([]);
      expectNothingLeft(line);
    }),
    runs(30),
  );
});
