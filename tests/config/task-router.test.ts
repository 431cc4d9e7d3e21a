import {
  readTaskRouterSettings,
  type TaskRouterSettings,
  taskRouterVariableLength,
  taskRouterVariableValue,
} from '../../src/config/task-router';

const sid = (prefix: string, digit: string) => `${prefix}${digit.repeat(32)}`;

const settings = (queues: readonly string[]): TaskRouterSettings => ({
  workspaceSid: sid('WS', '0'),
  activitySids: {
    available: sid('WA', '1'),
    onCall: sid('WA', '6'),
    missed: sid('WA', '2'),
    wrapUp: sid('WA', '3'),
    onBreak: sid('WA', '4'),
    offline: sid('WA', '5'),
  },
  workflowSids: new Map(queues.map((name) => [name, sid('WW', 'f')])),
  timerWorkflowSid: sid('WW', 'e'),
});

test.each([[[]], [['support']], [['support', 'customer-care_2', 'a']]])(
  'the functions read back what was written for the queues %j',
  (queues) => {
    const TASKROUTER = taskRouterVariableValue(settings(queues));
    expect(readTaskRouterSettings({ TASKROUTER })).toEqual(settings(queues));
  },
);

test('eight queues with names of usual length fit the 450 bytes of a variable', () => {
  const names = Array.from({ length: 8 }, (_, index) => `support${index}`);
  expect(taskRouterVariableValue(settings(names)).length).toBeLessThanOrEqual(450);
  expect(taskRouterVariableLength(names)).toBe(taskRouterVariableValue(settings(names)).length);
});

test.each([
  undefined,
  '',
  'support',
  taskRouterVariableValue(settings(['support'])).slice(0, -1),
  taskRouterVariableValue(settings([])).slice(1),
  `${taskRouterVariableValue(settings([]))},support`,
])('a value that is missing or damaged says nothing: %s', (TASKROUTER) => {
  expect(readTaskRouterSettings({ TASKROUTER })).toBeUndefined();
});
