import {
  answerAssignment,
  businessNumber,
  decideAssignment,
  readAssignment,
} from '../../../src/agent/rung/assignment';
import type { Menu, QueuesConfig } from '../../../src/config/queue-config';
import { isOwnSignature } from '../../../src/state/own-signature';
import { Parameters } from '../../../src/state/parameters';
import { config as exampleConfig } from '../../example-config';
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
  ['dialed something that is not a text', { to: ['+15550500002'] }, '+15550500001'],
  ['dialed too few digits', { to: '+1234' }, '+15550500001'],
  ['dialed too many digits', { to: `+${'1'.repeat(16)}` }, '+15550500001'],
  ['dialed a number with more in front', { to: 'tel:+15550500002' }, '+15550500001'],
  ['dialed a number with more behind', { to: '+15550500002;ext=1' }, '+15550500001'],
])('a caller who %s is shown as a number of the business', (_how, task, from) => {
  expect(given({ agent: 'ada' }, task).instruction.from).toBe(from);
});

test('an agent who is no longer in the config is not rung, and is offline', () => {
  expect(given({ agent: 'gone' }).instruction).toEqual({
    instruction: 'reject',
    activity_sid: activitySids.offline,
  });
});

test('a caller who dialed another number of the business is shown as that', () => {
  expect(given({ agent: 'ada' }, { to: '+15550500005' }).instruction.from).toBe('+15550500005');
});

/** A business whose only queue has no number. */
const unlisted: QueuesConfig = { ...config, queues: { support: exampleConfig.queues.support } };

test('an agent is rung with the number of a menu if no queue has one', () => {
  const front: Menu = {
    ...{ ...unlisted.agentLine, numbers: ['+15550500009'], prompt: 'Press 1.', choices: {} },
    fallbackQueue: 'support',
  };
  expect(businessNumber({ ...unlisted, menus: { front } })).toBe('+15550500009');
});

test('no agent is rung by a business without a number', () => {
  const { assignment } = given({ agent: 'ada' }, { to: '' });
  expect(decideAssignment(assignment, unlisted)).toEqual({ kind: 'reject' });
});

test('an assignment has the caller, the queue, and TaskRouter’s SIDs', () => {
  expect(given({ agent: 'ada' }, { queue: 'sales' }).assignment).toMatchObject({
    ...{ call: 'CA1', queue: { name: 'sales' }, secondsWaited: 121 },
    ...{ worker: sid('WK'), task: sid('WT'), reservation: sid('WR') },
  });
});

test('an assignment without most of it is of the first queue', () => {
  const parameters = new Parameters({ WorkerAttributes: '{"agent":"ada"}', TaskAttributes: '{}' });
  expect(readAssignment({ parameters }, config)).toMatchObject({
    ...{ call: 'unknown', queue: { name: 'support' }, secondsWaited: undefined, ourNumber: undefined },
    ...{ worker: '', task: '', reservation: '' },
  });
});

test('a caller who has not waited before has waited as long as the task is old', () => {
  expect(given({ agent: 'ada' }, { waited: undefined }).assignment.secondsWaited).toBe(61);
});
