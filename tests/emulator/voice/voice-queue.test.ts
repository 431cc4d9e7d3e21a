import { type Application, application } from '../application';

const answers = {
  '/voice': '<Enqueue waitUrl="/wait" action="/left">support</Enqueue>',
  '/wait': '<Say>Please wait</Say><Pause length="9"/>',
  '/left': ({ form }: { form: URLSearchParams }) => `<Say>${form.get('QueueResult')}</Say>`,
  '/agent': '<Pause length="600"/>',
};

/** Takes the caller with this CallSid for an agent, as TaskRouter takes the caller of a reservation. */
function take(app: Application, callSid: string, agentSid: string) {
  const queue = app.twilio.queueNamed('support');
  const member = queue?.members.find(({ call }) => call.sid === callSid);
  const agent = app.twilio.calls.get(agentSid);
  if (!queue || !member || !agent) throw new Error('The caller or the agent is not there.');
  const again = () => queue.take(member, { agent, connectUrl: undefined, connectMethod: 'POST' });
  return { connection: again(), again };
}

// A <Queue> with a reservationSid takes the caller of that reservation, who need not be the first in line.
// https://www.twilio.com/docs/voice/twiml/queue
describe('an agent who takes one particular caller', () => {
  test('is connected to that caller, and the others keep their order', async () => {
    const app = application(answers);
    const [first, second, third] = [app.call(), app.call(), app.call()];
    const agent = app.call('/agent');
    await app.seconds(20);
    take(app, second.callSid, agent.callSid);
    await app.seconds(1);
    expect(app.events('bridged')).toMatchObject([{ call: second.callSid, agentCall: agent.callSid }]);
    const waiting = app.twilio.queueNamed('support')?.members.map(({ call }) => call.sid);
    expect(waiting).toEqual([first.callSid, third.callSid]);
  });

  test('cannot take a caller who is with somebody else', async () => {
    const app = application(answers);
    const caller = app.call();
    const agent = app.call('/agent');
    await app.seconds(5);
    const { connection, again } = take(app, caller.callSid, agent.callSid);
    expect(connection?.secondsWaited).toBe(5);
    expect(again()).toBeUndefined();
  });

  test('cannot take a caller who has just hung up', async () => {
    const app = application(answers);
    const caller = app.call();
    const agent = app.call('/agent');
    await app.seconds(5);
    caller.hangUp();
    expect(take(app, caller.callSid, agent.callSid).connection).toBeUndefined();
    await app.seconds(1);
    expect(app.asked('/left')).toMatchObject([{ QueueResult: 'hangup' }]);
  });
});
