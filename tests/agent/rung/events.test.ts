import { type RouterEvent, readRouterEvent, taskRouterEventsEndpoint } from '../../../src/agent/rung/events';
import type { HttpRequest } from '../../../src/endpoint';
import type { AgentWorker, WorkerChange } from '../../../src/rules/reconcile-workers';
import { Parameters } from '../../../src/state/parameters';
import { domain, now as moment } from '../../example-config';
import config from '../../stories/rung.config';
import { atTaskRouter, back, OneAgent, sid } from './ada';

const read = (EventType: string, task: object, given: Record<string, string> = {}) =>
  readRouterEvent(
    { parameters: new Parameters({ EventType, TaskAttributes: JSON.stringify(task), ...given }) },
    config,
  );

const ring = { WorkerName: 'ada', WorkerSid: 'WK1', TaskSid: 'WT1', Timestamp: '1767625200' };
const ringIsOver = {
  kind: 'ring-is-over',
  worker: 'WK1',
  task: 'WT1',
  isRescinded: false,
  agentCall: 'CA2',
  contactUri: '+15557770011',
  at: 1767625200,
} as const;

test.each<[string, string, object, object, RouterEvent]>([
  ['a timer of an agent', 'task.canceled', { worker: 'WK1' }, {}, { kind: 'timer', worker: 'WK1' }],
  [
    'a timer of a queue',
    'task.canceled',
    { queue: 'support' },
    {},
    { kind: 'grace-is-over', queue: 'support' },
  ],
  [
    'nothing for a caller who left',
    'task.canceled',
    { queue: 'support', call_sid: 'CA1' },
    {},
    { kind: 'nothing' },
  ],
  ['nothing for a task of somebody else', 'task.canceled', {}, {}, { kind: 'nothing' }],
  ['a caller who is gone', 'reservation.canceled', { worker_call_sid: 'CA2' }, ring, ringIsOver],
  [
    'a colleague who was quicker',
    'reservation.rescinded',
    { worker_call_sid: 'CA2' },
    ring,
    { ...ringIsOver, isRescinded: true },
  ],
  [
    'a caller who is gone before the phone rang',
    'reservation.canceled',
    {},
    ring,
    { ...ringIsOver, agentCall: undefined },
  ],
  [
    'a caller who is gone, and a call of the agent that is not a text',
    'reservation.canceled',
    { worker_call_sid: 7 },
    ring,
    { ...ringIsOver, agentCall: undefined },
  ],
  [
    'a caller who is gone, and an agent who is not in the config',
    'reservation.canceled',
    { worker_call_sid: 'CA2' },
    { ...ring, WorkerName: 'gone' },
    { ...ringIsOver, contactUri: undefined },
  ],
  [
    'a caller who is gone, without the rest',
    'reservation.canceled',
    { worker_call_sid: 'CA2' },
    {},
    { ...ringIsOver, worker: '', task: '', contactUri: undefined, at: 0 },
  ],
  ['nothing for other events', 'reservation.accepted', { worker: 'WK1' }, ring, { kind: 'nothing' }],
])('an event of TaskRouter means %s', (_sentence, type, task, given, event) => {
  expect(read(type, task, { ...given })).toEqual(event);
});

test.each<[string, Partial<AgentWorker>, WorkerChange[]]>([
  ['and is in Missed is back', { activity: 'missed' }, [back]],
  ['and is available stays so', {}, []],
  ['and is on a break stays there', { activity: 'onBreak' }, []],
])('an agent whose caller a colleague took %s', async (_sentence, changes, expected) => {
  const atTwilio = new OneAgent(atTaskRouter(changes));
  const parameters = new Parameters({
    ...{ EventType: 'reservation.rescinded', TaskAttributes: '{}', WorkerName: 'ada', Timestamp: '1' },
    ...{ WorkerSid: sid('WK'), TaskSid: sid('WT') },
  });
  const request: HttpRequest = {
    ...{ parameters, now: moment, domain },
    ...{ header: () => undefined, log: () => undefined, report: () => undefined },
  };
  const services = { config, token: 'secret', agents: () => atTwilio, pause: async () => undefined };
  await taskRouterEventsEndpoint.answer(request, services);
  expect(atTwilio.changes).toEqual(expected);
});
