import { answerAssignment, decideAssignment, readAssignment } from '../../../src/agent/rung/assignment';
import type { QueuesConfig } from '../../../src/config/queue-config';
import { isOwnSignature } from '../../../src/state/own-signature';
import { Parameters } from '../../../src/state/parameters';
import rung from '../../stories/rung.config';

const config: QueuesConfig = rung;
const sid = (prefix: string) => `${prefix}${'1'.repeat(32)}`;
const activitySids = {
  ...{ available: sid('WA'), onCall: sid('WA'), missed: sid('WA') },
  ...{ wrapUp: sid('WA'), onBreak: sid('WA'), offline: `WA${'2'.repeat(32)}` },
};
const taskRouter = {
  ...{ workspaceSid: sid('WS'), workflowSids: new Map(), timerWorkflowSid: sid('WW'), activitySids },
};

/** As TaskRouter asks: https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks */
const given = (worker: object, task: object = {}) => {
  const parameters = new Parameters({
    ...{ WorkerSid: sid('WK'), TaskSid: sid('WT'), ReservationSid: sid('WR'), TaskAge: '61' },
    WorkerAttributes: JSON.stringify({ contact_uri: '+15550000000', ...worker }),
    TaskAttributes: JSON.stringify({
      call_sid: 'CA1',
      queue: 'support',
      waited: 60,
      to: '+15550500001',
      ...task,
    }),
  });
  const assignment = readAssignment({ parameters }, config);
  const step = decideAssignment(assignment, config);
  const { body } = answerAssignment(
    step,
    assignment,
    { domain: 'q.example' },
    { taskRouter, token: 'secret' },
  );
  return { assignment, instruction: JSON.parse(String(body)) };
};

test('the agent’s phone of the config is rung with the number that the caller dialed', () => {
  const { instruction } = given({ agent: 'ada' });
  expect(instruction).toMatchObject({
    ...{ instruction: 'call', to: '+15557770011', from: '+15550500001', timeout: 20 },
    url: expect.stringMatching(/^https:\/\/q\.example\/agent\/ring\?agent=ada&queue=support&.*waited=121/),
  });
});

test('the end of the ringing is reported with what we have signed', () => {
  const { searchParams } = new URL(given({ agent: 'ada' }).instruction.status_callback_url);
  const { signature, ...query } = Object.fromEntries(searchParams);
  expect(isOwnSignature(signature, query, 'secret')).toBe(true);
  expect(isOwnSignature(signature, { ...query, agent: 'ben' }, 'secret')).toBe(false);
  expect(isOwnSignature(signature, query, 'another')).toBe(false);
  expect(isOwnSignature(signature, query, undefined)).toBe(false);
});

test.each<[string, object, string]>([
  ['came by a client', { to: 'client:shop' }, '+15550500001'],
  ['came without a number', { to: '' }, '+15550500001'],
])('a caller who %s is shown as a number of the business', (_how, task, from) => {
  expect(given({ agent: 'ada' }, task).instruction.from).toBe(from);
});

test('an agent who is no longer in the config is not rung, and is offline', () => {
  expect(given({ agent: 'gone' }).instruction).toEqual({
    instruction: 'reject',
    activity_sid: activitySids.offline,
  });
});
