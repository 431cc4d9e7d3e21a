import { decideArrival, readArrival, sayArrival } from '../../src/caller/arrival';
import type { LineSources } from '../../src/caller/caller-sources';
import { decideLeaving, type LeavingStep, readLeavingCaller, wayOutOf } from '../../src/caller/leaving';
import { readWaitingCaller, waitingEndpoint } from '../../src/caller/waiting';
import { decideWaiting } from '../../src/caller/waiting-step';
import type { QueuesConfig } from '../../src/config/queue-config';
import { noAgentsReason } from '../../src/config/task-router';
import type { CallersTask, FoundTask } from '../../src/rules/callers-task';
import { later, now, nowSeconds, webhookRequest } from '../example-config';
import rung from '../stories/rung.config';

const config: QueuesConfig = rung;
const workflowSid = `WW${'1'.repeat(32)}`;
const taskRouter = { workspaceSid: `WS${'1'.repeat(32)}`, workflowSids: new Map([['support', workflowSid]]) };
const asked = (given: Readonly<Record<string, string>>, known: object = { taskRouter }) =>
  webhookRequest({ To: '+15550500001', From: '+15550000001', ...given }, { config, ...known });

describe('a caller of a queue whose agents are rung', () => {
  const arrive = (request: ReturnType<typeof asked>, isStaffed?: boolean) => {
    const arrival = readArrival(request);
    const step = decideArrival(arrival, request, isStaffed === undefined ? {} : { isStaffed });
    return { step, xml: sayArrival(step, arrival, request).toString() };
  };

  test('waits in the workflow, with a task that says nothing personal', () => {
    const { xml } = arrive(asked({}));
    expect(xml).toContain(`workflowSid="${workflowSid}"`);
    expect(xml).toContain(
      `<Task timeout="720">{"queue":"support","tier":"ordinary","returned":false,"waited":0,"state":{"queue":"support","joined":"${nowSeconds}","rung":"1"}}</Task>`,
    );
    expect(xml).toContain('rung=1');
  });

  test('waits in a plain line as long as nobody has set up a workflow', () => {
    const { xml } = arrive(asked({}, {}));
    expect(xml).toContain('>support</Enqueue>');
    expect(xml).not.toContain('rung=1');
  });

  test('hears the plan for that if no agent is available', () => {
    expect(arrive(asked({}), false)).toMatchObject({ step: { kind: 'noAgents' } });
  });

  test.each([
    ['is taken out of a plain line, where nobody looks', { queue: 'support' }, 'leave'],
    ['stays in the workflow', { queue: 'support', rung: '1' }, 'wait'],
  ])('%s', (_sentence, url, kind) => {
    const read = readWaitingCaller(asked({ ...url, QueueTime: '40', QueuePosition: '1' }));
    expect(decideWaiting(read, now).kind).toBe(kind);
  });

  test('leaves the workflow if no agent is available', () => {
    const read = readWaitingCaller(
      asked({ queue: 'support', rung: '1', QueueTime: '40', QueuePosition: '1' }),
    );
    expect(decideWaiting(read, now, new Set(), false)).toEqual({ kind: 'leave' });
  });
});

describe('the document of a caller for whom TaskRouter looks for agents', () => {
  /** Which questions to TaskRouter it asks, and whether the caller may be served. */
  async function askedFor(url: Readonly<Record<string, string>>, task: FoundTask) {
    const questions: string[] = [];
    const request = asked({ queue: 'support', rung: '1', QueuePosition: '1', CallSid: 'CA1', ...url });
    const sources: LineSources = {
      missingFiles: async () => new Set(),
      hasAgents: async () => questions.push('agents') > 0,
      hasAgentsOnSecondLook: async () => questions.push('second look') === 0,
      waitingTaskOf: async () => {
        questions.push('tasks');
        return task;
      },
    };
    const facts = await waitingEndpoint.gatherFacts?.(waitingEndpoint.read(request), sources, request);
    return [...questions, facts?.mayBeServed];
  }

  const known = { sid: 'WT1', endsAs: 'canceled', reason: '', changedAt: nowSeconds - 40 } as const;
  const late = { QueueTime: '40', CurrentQueueSize: '3' };

  test.each<[string, Readonly<Record<string, string>>, FoundTask, unknown[]]>([
    ['the first reads the agents', { QueueTime: '0' }, undefined, ['agents', true]],
    ['in a long line it reads the agents', { ...late, CurrentQueueSize: '321' }, undefined, ['agents', true]],
    ['a later one reads the tasks', late, known, ['tasks', 'second look', false]],
    ['a caller without a task leaves, and nothing more is asked', late, 'none', ['tasks', false]],
    ['a caller stays if the tasks cannot be read', late, undefined, ['tasks', true]],
  ])('%s', async (_sentence, url, line, expected) => {
    expect(await askedFor(url, line)).toEqual(expected);
  });
});

describe('a caller who has left the line', () => {
  const task = (reason: string, endsAs?: 'canceled'): CallersTask => ({
    sid: 'WT1',
    endsAs,
    reason,
    changedAt: nowSeconds,
  });
  const left = (url: Readonly<Record<string, string>> = { rung: '1' }, seconds = 40, result = 'leave') =>
    readLeavingCaller(
      asked({
        ...{ queue: 'support', joined: String(nowSeconds - seconds), QueueResult: result },
        ...{ QueueTime: String(seconds), ...url },
      }),
    );

  test.each([
    ['for whom no agent was there', left(), { taskRouter, task: task(noAgentsReason) }, 'noAgents'],
    ['who pressed the key', left(), { taskRouter, task: task('left queue') }, 'keyPressed'],
    ['whose task is not known', left(), { taskRouter }, 'keyPressed'],
    [
      'who has waited too long',
      left({ rung: '1' }, 600),
      { taskRouter, task: task(noAgentsReason) },
      'waitedTooLong',
    ],
    [
      'taken out because no agent was there',
      left({ rung: '1' }, 40, 'redirected'),
      { taskRouter, task: task(noAgentsReason) },
      'noAgents',
    ],
    [
      'taken out by somebody else',
      left({ rung: '1' }, 40, 'redirected'),
      { taskRouter, task: task('redirected') },
      'error',
    ],
    ['for whom no agent can be rung any longer', left(), {}, 'noAgents'],
    ['who waited in a plain line without a workflow', left({}), {}, 'noAgents'],
  ])('%s hears the plan for that', (_who, caller, known, reason) => {
    expect(wayOutOf(caller, later(0), known)).toEqual({ kind: 'plan', reason });
  });

  test('who waited in a plain line moves to the workflow, once there is one', () => {
    expect(wayOutOf(left({}), now, { taskRouter })).toMatchObject({ kind: 'backInLine' });
  });

  test.each<[string, FoundTask, object, LeavingStep['kind']]>([
    ['whose task is gone', 'none', {}, 'backInLine'],
    [
      'whose task is gone and who was in line for 19 s after a longer wait',
      'none',
      { waited: '300' },
      'plan',
    ],
    ['whose task goes on', task('left queue', 'canceled'), {}, 'plan'],
  ])('%s, by a key: %#', (_who, found, url, kind) => {
    const seconds = 'waited' in url ? 19 : 40;
    const caller = left({ rung: '1', ...url }, seconds);
    expect(decideLeaving(caller, asked({}), new Set(), found).kind).toBe(kind);
  });

  test('who goes back because the task is gone hears that there was trouble, and keeps the time', () => {
    expect(wayOutOf(left(), now, { taskRouter, task: 'none' })).toMatchObject({
      words: 'Sorry, we are having some trouble. We are putting you in line now.',
      state: { secondsWaitedBefore: 40, returns: 1 },
    });
  });

  test.each<[string, object, string]>([
    ['for whom no agent was there', { taskRouter }, 'noAgents'],
    ['for whom no agent can be rung any more', {}, 'noAgents'],
  ])('%s hears the plan for that, with all that is known', (_who, known, reason) => {
    const step = decideLeaving(left(), asked({}, known), new Set(), task(noAgentsReason));
    expect(step).toMatchObject({ kind: 'plan', reason, plan: { stop: { kind: 'end' } } });
  });

  test('who hung up has no plan', () => {
    const caller = left({ rung: '1' }, 40, 'hangup');
    expect(decideLeaving(caller, asked({}))).toEqual({ kind: 'abandoned' });
  });
});
