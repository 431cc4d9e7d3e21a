import type { LocalTwilio } from '../../../emulator/local-twilio';
import type { Assumptions } from '../../../emulator/platform/assumptions';
import type { Person } from '../../../emulator/voice/person';
import {
  APPLICATION,
  callersInLine,
  clientOf,
  placeCall,
  queueSid,
  twilioWithApplication,
} from './application';

let twilio: LocalTwilio;
let callers: Person[];
/** The queue in which the three callers wait. */
let queue: ReturnType<ReturnType<typeof clientOf>['queues']>;
const sid = (index: number) => callers[index]?.callSid ?? '';
const desk = { url: `${APPLICATION}/desk` };

beforeEach(async () => {
  twilio = twilioWithApplication();
  callers = await callersInLine(twilio, 3);
  queue = clientOf(twilio).queues(queueSid(twilio));
});

// https://www.twilio.com/docs/voice/api/member-resource
describe('the members of a queue', () => {
  it('are listed from the front, with their waits', async () => {
    const members = await queue.members.list({ pageSize: 2 });
    expect(members).toMatchObject([
      { callSid: sid(0), position: 1, waitTime: 2, queueSid: queueSid(twilio) },
      { callSid: sid(1), position: 2, waitTime: 1 },
      { callSid: sid(2), position: 3, waitTime: 0 },
    ]);
  });

  it('are found by their call', async () => {
    const member = await queue.members(sid(1)).fetch();
    expect(member).toMatchObject({ callSid: sid(1), position: 2, waitTime: 1 });
  });

  it('are found at the front', async () => {
    expect(await queue.members('Front').fetch()).toMatchObject({ callSid: sid(0), position: 1 });
  });

  it('move up when somebody hangs up', async () => {
    callers[0]?.hangUp();
    await twilio.clock.advance(0);
    expect(await queue.members('Front').fetch()).toMatchObject({ callSid: sid(1), position: 1 });
    await expect(queue.members(sid(0)).fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('are gone as soon as they are dequeued', async () => {
    const dequeued = [];
    for (let count = 0; count < 3; count += 1) dequeued.push(await queue.members('Front').update(desk));
    expect(dequeued.map(({ callSid }) => callSid)).toEqual([sid(0), sid(1), sid(2)]);
    expect(await queue.members.list()).toEqual([]);
  });

  it('are each dequeued only once by concurrent requests', async () => {
    const requests = [1, 2, 3, 4].map(() => queue.members('Front').update(desk));
    const ends = await Promise.allSettled(requests);
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
  });

  it('are dequeued from the middle', async () => {
    expect(await queue.members(sid(1)).update(desk)).toMatchObject({ callSid: sid(1), position: 2 });
    expect((await queue.members.list()).map(({ callSid }) => callSid)).toEqual([sid(0), sid(2)]);
  });
});

describe('a member is not dequeued', () => {
  // https://www.twilio.com/docs/api/errors/22002
  it('twice', async () => {
    await queue.members(sid(0)).update(desk);
    await expect(queue.members(sid(0)).update(desk)).rejects.toMatchObject({ status: 400, code: 22002 });
  });

  it('while an agent is being connected to the call', async () => {
    twilio.setNumber({ phoneNumber: '+15550198', voiceUrl: `${APPLICATION}/agent` });
    twilio.placeCall({ from: '+15550123', to: '+15550198' });
    await twilio.clock.advance(1000);
    await expect(queue.members(sid(0)).update(desk)).rejects.toMatchObject({ status: 400, code: 22002 });
    expect(callers[0]?.heard).not.toContain('From the desk.');
  });

  it('when the queue is empty', async () => {
    for (const caller of callers) caller.hangUp();
    await expect(queue.members('Front').update(desk)).rejects.toMatchObject({ status: 404, code: 20404 });
    await expect(queue.members('Front').fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('when there is no such call', async () => {
    const nobody = `CA${'f'.repeat(32)}`;
    await expect(queue.members(nobody).update(desk)).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  // https://www.twilio.com/docs/api/errors/21205
  it.each(['', '/desk', 'ftp://application.example/desk'])('to "%s", which is not a URL', async (url) => {
    await expect(queue.members('Front').update({ url })).rejects.toMatchObject({ status: 400, code: 21205 });
    expect(await queue.members.list()).toHaveLength(3);
  });

  it('with an invalid method', async () => {
    const update = queue.members('Front').update({ ...desk, method: 'PUT' });
    await expect(update).rejects.toMatchObject({ status: 400, code: 20001 });
  });
});

describe('a caller who is dequeued by a request', () => {
  const inLine = async (redirectedRuns: Assumptions['redirectedRuns']) => {
    const local = twilioWithApplication({ assumptions: { redirectedRuns } });
    const caller = placeCall(local, '+14155550100');
    await local.clock.advance(10_000);
    return { local, caller, client: clientOf(local) };
  };

  // The Enqueue page says that the action is requested at once, the REST page that the Url is.
  it.each([
    ['rest-document', 'From the desk.'],
    ['action-document', 'From the action.'],
    ['both-documents', 'From the action.'],
  ] as const)('from the front hears, with the %s, "%s"', async (redirectedRuns, words) => {
    const { local, caller, client } = await inLine(redirectedRuns);
    await client.queues(queueSid(local)).members('Front').update(desk);
    await local.clock.advance(1000);
    expect(caller.heard).toEqual(['Please wait.', words]);
  });

  it.each([
    ['rest-document', 'From the desk.'],
    ['action-document', 'From the action.'],
    ['both-documents', 'From the action.'],
  ] as const)('as a call hears, with the %s, "%s"', async (redirectedRuns, words) => {
    const { local, caller, client } = await inLine(redirectedRuns);
    await client.calls(caller.callSid).update(desk);
    await local.clock.advance(1000);
    expect(caller.heard).toEqual(['Please wait.', words]);
  });

  it.each(['rest-document', 'action-document', 'both-documents'] as const)(
    'left the queue as redirected, and the application gets the action (%s)',
    async (redirectedRuns) => {
      const { local, caller, client } = await inLine(redirectedRuns);
      await client.queues(queueSid(local)).members('Front').update(desk);
      await local.clock.advance(1000);
      const left = caller
        .events()
        .filter((event) => event.kind === 'webhook' && event.url === `${APPLICATION}/left`);
      const parameters = { QueueResult: 'redirected', QueueTime: '9', QueueSid: queueSid(local) };
      expect(left).toMatchObject([{ parameters }]);
    },
  );

  it('is redirected with the requested method', async () => {
    const { local, caller, client } = await inLine('rest-document');
    await client
      .queues(queueSid(local))
      .members('Front')
      .update({ ...desk, method: 'GET' });
    await local.clock.advance(1000);
    const asked = caller.events().find((event) => event.kind === 'webhook' && event.url === desk.url);
    expect(asked).toMatchObject({ method: 'GET', status: 200 });
  });
});
