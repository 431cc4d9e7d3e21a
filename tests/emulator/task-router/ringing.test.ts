import { callInstruction, Line, type LineOptions } from './line';

const adasPhone = '+14155550101';

/** A caller waits, and Ada's phone rings. */
async function ringing(options: LineOptions = {}) {
  const line = new Line({ instruction: callInstruction, ...options });
  const ada = line.agent('Ada', adasPhone);
  const caller = line.caller();
  await line.seconds(3);
  return { line, ada, caller };
}

describe('an agent who is rung', () => {
  // https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks#call-worker
  // https://www.twilio.com/docs/taskrouter/twiml-queue-calls
  test('hears who waits, presses a key, talks, wraps up, and the task is completed', async () => {
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
    expect(line.reservations).toMatchObject([{ reservationStatus: 'completed' }]);
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
  });

  test('is asked for by a signed request with the parameters of the page', async () => {
    const { line, caller } = await ringing({ task: '<Task>{"tier":"gold"}</Task>' });
    const [asked] = line.app.asked('/assignment');
    expect(JSON.parse(asked?.TaskAttributes ?? '')).toMatchObject({
      tier: 'gold',
      call_sid: caller.callSid,
      from: '+15550000001',
      caller_country: 'US',
      api_version: '2010-04-01',
      call_status: 'in-progress',
    });
    expect(line.app.requestsTo('/assignment')[0]?.headers).toHaveProperty('x-twilio-signature');
  });
});
