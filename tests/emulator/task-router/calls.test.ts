import { callOf } from '../../../emulator/task-router/voice-tasks';
import type { Task } from '../../../emulator/task-router/workspace-records';
import { answersTo } from './assumed';
import { Floor, type FloorOptions, made } from './floor';

const assignmentUrl = 'https://shop.test/assignment';
const fallbackUrl = 'https://shop.test/assignment-fallback';
const ring = { instruction: 'call', from: '+15550100001', url: 'https://shop.test/ring', timeout: 20 };

/** A line with one queue, whose application answers assignments with an instruction. */
function line(answer: object | 'nothing', options: FloorOptions = {}, fields = {}) {
  const floor = new Floor(options);
  const queue = floor.queue('Everyone');
  const workflowSid = floor.workflow(
    { default_filter: { queue } },
    { assignmentCallbackUrl: assignmentUrl, taskReservationTimeout: 60, ...fields },
  );
  floor.application.on(assignmentUrl, answer);
  const ada = floor.agent('Ada', { contact_uri: '+15550200001' });
  return { floor, workflowSid, ada };
}

/** The agent dials the reservation, is connected to the caller, and both hang up after a minute. */
async function talk(floor: Floor, task: Task, postWorkActivitySid?: string) {
  const { sid } = floor.pending(task);
  const dialed = made(floor.taskRouter.dialReservation(sid, postWorkActivitySid));
  floor.voice.joinCaller(dialed.callerCallSid, 'CA-agent', sid);
  made(floor.taskRouter.bridged(sid));
  await floor.seconds(60);
  floor.voice.hangUp(sid);
  return dialed;
}

describe('a caller who is enqueued', () => {
  test('becomes a voice task with what the call and <Task> say', () => {
    const { floor, workflowSid } = line('nothing');
    const task = floor.caller(workflowSid, '{"tier": "gold"}', { priority: 3, timeout: 300 });
    expect(task).toMatchObject({
      priority: 3,
      timeoutSeconds: 300,
      attributeValues: { tier: 'gold', from: '+15550000001', to: '+15550100001', call_sid: callOf(task) },
    });
    expect(floor.last('task.created')?.parameters.TaskChannelUniqueName).toBe('voice');
  });

  test.each(answersTo('callAttributeClash'))(
    'an attribute that Twilio sets, too: %s',
    (answer, assumptions) => {
      const { floor, workflowSid } = line('nothing', { assumptions });
      const task = floor.caller(workflowSid, '{"from": "web"}');
      expect(task.attributeValues.from).toBe(answer === 'twilio-wins' ? '+15550000001' : 'web');
    },
  );

  test.each([["{'tier': 'gold'}"], ['[1]'], ['"gold"'], ['{']])('is refused with the body %s', (taskBody) => {
    const { floor, workflowSid } = line('nothing');
    expect(
      floor.taskRouter.enqueue({
        callSid: floor.voice.newCall(),
        workflowSid,
        taskBody,
        priority: undefined,
        timeout: undefined,
        callAttributes: {},
      }),
    ).toMatchObject({ kind: 'refused', refusal: { code: 14222 } });
  });
});

describe('the assignment callback', () => {
  test('has the documented parameters and a timeout of five seconds', async () => {
    const { floor, workflowSid, ada } = line('nothing');
    const task = floor.caller(workflowSid, '{"tier": "gold"}');
    await floor.settle();
    const [sent] = floor.application.to(assignmentUrl);
    expect(sent).toEqual({
      url: assignmentUrl,
      patienceSeconds: 5,
      allowsConnectionOverrides: false,
      parameters: {
        Timestamp: String(Math.floor(floor.clock.now().getTime() / 1000)),
        AccountSid: 'AC0',
        WorkspaceSid: floor.workspace.sid,
        WorkflowSid: workflowSid,
        TaskQueueSid: task.taskQueueSid,
        WorkerSid: ada.sid,
        WorkerAttributes: '{"contact_uri":"+15550200001"}',
        TaskSid: task.sid,
        TaskAttributes: task.attributes,
        TaskAge: '0',
        TaskPriority: '0',
        ReservationSid: floor.pending(task).sid,
      },
    });
  });

  test.each(answersTo('assignmentRetries'))(
    'connection overrides work on it: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = line('nothing', { assumptions });
      floor.caller(workflowSid);
      await floor.settle();
      expect(floor.application.to(assignmentUrl)[0]?.allowsConnectionOverrides).toBe(answer === 'yes');
    },
  );

  test('that is empty leaves the reservation to REST', async () => {
    const { floor, workflowSid } = line('nothing');
    const task = floor.caller(workflowSid);
    await floor.seconds(30);
    expect(task.assignmentStatus).toBe('reserved');
    expect(floor.alerts).toEqual([]);
  });

  const failed = { kind: 'failed', why: 'no answer' };
  const answered = (status: number, contentType: string, body: string) => ({
    kind: 'answered',
    status,
    contentType,
    body,
  });

  test.each<[string, object, number]>([
    ['no answer in time', failed, 11200],
    ['500', answered(500, 'application/json', '{}'), 11200],
    ['204', answered(204, 'application/json', ''), 11200],
    ['text in place of JSON', answered(200, 'text/html', '{"instruction": "accept"}'), 40000],
  ])('that fails with %s goes to the fallback URL', async (_, answer, code) => {
    const { floor, workflowSid } = line(answer, {}, { fallbackAssignmentCallbackUrl: fallbackUrl });
    floor.application.on(fallbackUrl, { instruction: 'accept' });
    const task = floor.caller(workflowSid);
    await floor.seconds(6);
    expect(task.assignmentStatus).toBe('assigned');
    expect(floor.alerts.map((alert) => alert.code)).toEqual([code]);
  });

  test('that fails twice cancels the reservation, and the task is offered again', async () => {
    const { floor, workflowSid } = line(failed, {}, { fallbackAssignmentCallbackUrl: fallbackUrl });
    floor.application.on(fallbackUrl, failed);
    const task = floor.caller(workflowSid);
    await floor.seconds(11);
    expect(floor.reservations(task).map(({ reservationStatus }) => reservationStatus)).toEqual([
      'canceled',
      'pending',
    ]);
  });

  test.each<[string, object, number]>([
    ['without an instruction', {}, 40005],
    ['with an unknown one', { instruction: 'dance' }, 55555],
    ['with broken JSON', answered(200, 'application/json', '{\\"instruction\\"'), 40001],
    ['with a conference', { instruction: 'conference' }, 20001],
    ['with a reject to no activity', { instruction: 'reject', activity_sid: 'WAx' }, 40100],
    ['with a call without from', { instruction: 'call', url: ring.url }, 40111],
    ['with a call without url', { instruction: 'call', from: '+1555' }, 40112],
    ['with a call to a relative url', { ...ring, url: '/ring' }, 40112],
    ['with a call to nowhere', { ...ring, to: '???' }, 40110],
    ['with a bad status callback', { ...ring, status_callback_url: 'status' }, 40158],
    ['with a dequeue to nowhere', { instruction: 'dequeue', to: '' }, 40131],
    ['with a dequeue to no activity', { instruction: 'dequeue', post_work_activity_sid: 'WAx' }, 40130],
    [
      'with a dequeue and unknown events',
      { instruction: 'dequeue', status_callback_events: 'answered,sung' },
      40134,
    ],
    ['with a dequeue and a bad status callback', { instruction: 'dequeue', status_callback_url: '' }, 40157],
    ['with a redirect without url', { instruction: 'redirect', call_sid: `CA${'0'.repeat(32)}` }, 40120],
    ['with a redirect of no call', { instruction: 'redirect', url: ring.url }, 40121],
    [
      'with a redirect of a call that is gone',
      { instruction: 'redirect', url: ring.url, call_sid: `CA${'9'.repeat(32)}` },
      40122,
    ],
  ])('%s raises an alert and leaves the reservation pending', async (_, answer, code) => {
    const { floor, workflowSid } = line(answer);
    const task = floor.caller(workflowSid);
    await floor.seconds(1);
    expect(floor.alerts.map((alert) => alert.code)).toEqual([code]);
    expect(task.assignmentStatus).toBe('reserved');
  });

  test('can only call the worker for a task without a caller', async () => {
    const { floor, workflowSid } = line({ instruction: 'dequeue' });
    floor.task(workflowSid);
    await floor.seconds(1);
    expect(floor.alerts.map((alert) => alert.code)).toEqual([40140]);
  });
});

describe('accept and reject', () => {
  test('accept assigns the task', async () => {
    const { floor, workflowSid } = line({ instruction: 'accept' });
    const task = floor.caller(workflowSid);
    await floor.settle();
    expect(task.assignmentStatus).toBe('assigned');
  });

  test('reject moves the agent, so that another is next', async () => {
    const { floor, workflowSid, ada } = line('nothing');
    floor.application.on(assignmentUrl, ({ parameters }: { parameters: Readonly<Record<string, string>> }) =>
      parameters.WorkerSid === ada.sid
        ? { instruction: 'reject', activity_sid: floor.activity('Unavailable').sid }
        : { instruction: 'accept' },
    );
    await floor.seconds(1);
    floor.agent('Bob');
    const task = floor.caller(workflowSid);
    await floor.seconds(1);
    expect(floor.who(task)).toEqual(['Bob']);
    expect(floor.activityOf(ada)).toBe('Unavailable');
  });
});

describe('a call to the agent, who presses a key', () => {
  test('rings with the document, and accepts by <Dial><Queue reservationSid>', async () => {
    const { floor, workflowSid, ada } = line({ ...ring, status_callback_url: 'https://shop.test/status' });
    const task = floor.caller(workflowSid);
    await floor.settle();
    expect(floor.voice.phone.call).toEqual({
      to: '+15550200001',
      from: '+15550100001',
      url: 'https://shop.test/ring',
      timeoutSeconds: 20,
      recordsFromAnswer: false,
      statusCallback: {
        url: 'https://shop.test/status',
        method: 'GET',
        events: ['completed'],
        parameters: {},
        isSigned: false,
      },
    });
    expect(task.attributeValues.worker_call_sid).toBe(floor.voice.phone.callSid);
    await floor.seconds(10);
    floor.voice.phone.answer();
    expect(task.assignmentStatus).toBe('reserved');
    await talk(floor, task, floor.activity('Unavailable').sid);
    expect(task).toMatchObject({ assignmentStatus: 'completed', reason: 'All reservations were completed' });
    expect(floor.activityOf(ada)).toBe('Unavailable');
  });

  test('may be accepted at once', async () => {
    const { floor, workflowSid } = line({ ...ring, accept: true });
    const task = floor.caller(workflowSid);
    await floor.settle();
    expect(task.assignmentStatus).toBe('assigned');
    // https://www.twilio.com/docs/api/errors/14215: then <Dial><Queue> cannot accept it again.
    const { sid } = floor.reservations(task)[0] ?? { sid: '' };
    expect(floor.taskRouter.dialReservation(sid)).toMatchObject({ refusal: { code: 14215 } });
  });

  test('a bare name is a client', async () => {
    const { floor, workflowSid } = line({ ...ring, to: 'joey' });
    floor.caller(workflowSid);
    await floor.settle();
    expect(floor.voice.phone.call.to).toBe('client:joey');
  });

  test('that cannot be placed raises an alert', async () => {
    const { floor, workflowSid } = line(ring);
    floor.voice.refusesCalls = 'the caller ID is not yours';
    const task = floor.caller(workflowSid);
    await floor.settle();
    expect(floor.alerts).toMatchObject([
      { code: 40113, message: 'The call failed: the caller ID is not yours' },
    ]);
    expect(task.attributeValues).not.toHaveProperty('worker_call_sid');
  });

  test.each(answersTo('instructionFails'))(
    'nobody answers: the reservation %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = line(ring, { assumptions });
      const task = floor.caller(workflowSid);
      await floor.seconds(21);
      expect(floor.reservations(task)[0]?.reservationStatus).toBe(
        answer === 'canceled' ? 'canceled' : 'pending',
      );
    },
  );

  test.each(answersTo('workerCallSidTime'))(
    'the task knows the call while it rings: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = line(ring, { assumptions });
      const task = floor.caller(workflowSid);
      await floor.settle();
      expect(Object.hasOwn(task.attributeValues, 'worker_call_sid')).toBe(answer === 'yes');
      floor.voice.phone.answer();
      expect(task.attributeValues.worker_call_sid).toBe(floor.voice.phone.callSid);
    },
  );

  test.each(answersTo('statusCallbackSignature'))(
    'its status callback is signed: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = line(
        { ...ring, status_callback_url: 'https://shop.test/status' },
        { assumptions },
      );
      floor.caller(workflowSid);
      await floor.settle();
      expect(floor.voice.phone.call.statusCallback?.isSigned).toBe(answer === 'yes');
    },
  );

  test.each(answersTo('acceptedAt'))('the reservation is accepted at the %s', async (answer, assumptions) => {
    const { floor, workflowSid } = line(ring, { assumptions });
    const task = floor.caller(workflowSid);
    await floor.settle();
    const { sid } = floor.pending(task);
    made(floor.taskRouter.dialReservation(sid));
    expect(task.assignmentStatus).toBe(answer === 'dial' ? 'assigned' : 'reserved');
    made(floor.taskRouter.bridged(sid));
    expect(task.assignmentStatus).toBe('assigned');
  });

  test.each(answersTo('reservedQueueUrl'))(
    'the url of <Queue reservationSid> is requested: %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = line(ring, { assumptions });
      const task = floor.caller(workflowSid);
      await floor.settle();
      expect((await talk(floor, task)).requestsUrl).toBe(answer === 'yes');
    },
  );
});

describe('a dequeue', () => {
  const dequeue = { instruction: 'dequeue', status_callback_url: 'https://shop.test/status' };

  test('connects agent and caller when the agent answers', async () => {
    const { floor, workflowSid, ada } = line({ ...dequeue, record: 'record-from-answer' });
    const task = floor.caller(workflowSid);
    await floor.settle();
    // https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks#dequeue-call: from is the number called
    expect(floor.voice.phone.call).toMatchObject({
      from: '+15550100001',
      url: undefined,
      timeoutSeconds: 60,
      recordsFromAnswer: true,
      statusCallback: { events: ['completed'], parameters: { taskCallSid: callOf(task) } },
    });
    floor.voice.phone.answer();
    expect(task.assignmentStatus).toBe('assigned');
    const { sid } = floor.reservations(task)[0] ?? { sid: '' };
    expect(floor.voice.conversations.get(sid)).toBe(callOf(task));
    floor.voice.hangUp(sid);
    expect(task.assignmentStatus).toBe('completed');
    expect(floor.activityOf(ada)).toBe('Available');
  });

  test('ends the call of an agent who answers after the caller has hung up', async () => {
    const { floor, workflowSid } = line(dequeue);
    const task = floor.caller(workflowSid);
    await floor.settle();
    floor.voice.callerGoes(callOf(task) ?? '', 'hung-up');
    floor.voice.phone.answer();
    expect(floor.voice.phone.state).toBe('ended');
    expect(task).toMatchObject({ assignmentStatus: 'canceled', reason: 'hangup' });
  });

  test.each(answersTo('postWorkActivity'))('the post-work activity is %s', async (answer, assumptions) => {
    const { floor, workflowSid, ada } = line('nothing', { assumptions });
    const post_work_activity_sid = floor.activity('Unavailable').sid;
    floor.application.on(assignmentUrl, { ...dequeue, post_work_activity_sid });
    const task = floor.caller(workflowSid);
    await floor.settle();
    floor.voice.phone.answer();
    floor.voice.hangUp(floor.reservations(task)[0]?.sid ?? '');
    expect(floor.activityOf(ada)).toBe(answer === 'applied' ? 'Unavailable' : 'Available');
  });

  test.each(answersTo('taskAfterConversation'))(
    'after the conversation the task is %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = line(dequeue, { assumptions });
      const task = floor.caller(workflowSid);
      const next = floor.caller(workflowSid);
      await floor.settle();
      floor.voice.phone.answer();
      floor.voice.hangUp(floor.reservations(task)[0]?.sid ?? '');
      await floor.settle();
      expect(task.assignmentStatus).toBe(answer);
      expect(next.assignmentStatus).toBe(answer === 'completed' ? 'reserved' : 'pending');
    },
  );
});

describe('a redirect', () => {
  test.each([true, false])('takes the caller out of the queue; accepted: %s', async (accept) => {
    const { floor, workflowSid } = line('nothing');
    floor.application.on(
      assignmentUrl,
      ({ parameters }: { parameters: Readonly<Record<string, string>> }) => ({
        instruction: 'redirect',
        url: 'https://shop.test/voicemail',
        call_sid: JSON.parse(parameters.TaskAttributes ?? '').call_sid,
        accept,
      }),
    );
    const task = floor.caller(workflowSid);
    await floor.settle();
    expect(floor.voice.redirected).toEqual([{ callSid: callOf(task), url: 'https://shop.test/voicemail' }]);
    expect(task.assignmentStatus).toBe(accept ? 'assigned' : 'reserved');
  });
});

describe('a caller who leaves', () => {
  test.each(['pending', 'reserved'])('by hanging up while the task is %s ends it', async (status) => {
    const { floor, workflowSid, ada } = line('nothing');
    if (status === 'pending') floor.move(ada, 'Offline');
    const task = floor.caller(workflowSid);
    await floor.settle();
    expect(task.assignmentStatus).toBe(status);
    floor.voice.callerGoes(callOf(task) ?? '', 'hung-up');
    expect(task).toMatchObject({ assignmentStatus: 'canceled', reason: 'hangup' });
    expect(floor.reservations(task).map(({ reservationStatus }) => reservationStatus)).toEqual(
      status === 'pending' ? [] : ['canceled'],
    );
  });

  test('between the agent’s key and the conversation leaves the agent free', async () => {
    const { floor, workflowSid } = line(ring);
    const task = floor.caller(workflowSid);
    await floor.settle();
    made(floor.taskRouter.dialReservation(floor.pending(task).sid));
    floor.voice.callerGoes(callOf(task) ?? '', 'hung-up');
    expect(task.assignmentStatus).toBe('completed');
    const next = floor.caller(workflowSid);
    await floor.settle();
    expect(floor.who(next)).toEqual(['Ada']);
  });

  test('is gone for an agent who presses the key later', async () => {
    const { floor, workflowSid } = line(ring);
    const task = floor.caller(workflowSid);
    await floor.settle();
    const { sid } = floor.pending(task);
    floor.voice.callerGoes(callOf(task) ?? '', 'hung-up');
    expect(floor.taskRouter.dialReservation(sid)).toMatchObject({ refusal: { code: 14215 } });
    expect(floor.taskRouter.dialReservation('WRnone')).toMatchObject({ kind: 'refused' });
  });

  test.each(answersTo('leaveCancelsTask'))('by <Leave> ends the task: %s', async (answer, assumptions) => {
    const { floor, workflowSid } = line('nothing', { assumptions });
    const task = floor.caller(workflowSid);
    floor.voice.callerGoes(callOf(task) ?? '', 'left');
    expect(task.assignmentStatus).toBe(answer === 'yes' ? 'canceled' : 'pending');
  });

  test.each(answersTo('redirectEndsTask'))(
    'by a redirect: the task is or %s',
    async (answer, assumptions) => {
      const { floor, workflowSid } = line('nothing', { assumptions });
      const task = floor.caller(workflowSid);
      await floor.settle();
      floor.voice.callerGoes(callOf(task) ?? '', 'redirected');
      expect(task.assignmentStatus).toBe(answer === 'canceled' ? 'canceled' : 'reserved');
    },
  );

  test.each(answersTo('taskEndsCall'))(
    'not at all when the task times out: the call %s',
    async (answer, assumptions) => {
      const { floor, workflowSid, ada } = line('nothing', { assumptions });
      floor.move(ada, 'Offline');
      const task = floor.caller(workflowSid, undefined, { timeout: 30 });
      const other = floor.caller(workflowSid);
      await floor.seconds(30);
      expect(task.assignmentStatus).toBe('canceled');
      expect(floor.voice.waiting.has(callOf(task) ?? '')).toBe(answer === 'stays-in-queue');
      expect(floor.voice.waiting.has(callOf(other) ?? '')).toBe(true);
    },
  );
});
