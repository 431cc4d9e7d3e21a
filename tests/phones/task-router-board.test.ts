import {
  emptyTaskRouterBoard,
  type TaskRouterBoard,
  taskInWords,
  taskRouterBoardAfter,
  workerInWords,
  workerName,
} from '../../phones/task-router-board';
import { callInstruction, Line } from '../emulator/task-router/line';

const ada = '+14155550101';
const ben = '+14155550102';

/** A line whose agents TaskRouter calls, and what the page shows of it. */
function watchedLine() {
  const line = new Line({ instruction: callInstruction });
  const board = (): TaskRouterBoard =>
    line.app.twilio.timeline
      .events()
      .reduce(
        (before, event) =>
          event.kind === 'task-router' ? taskRouterBoardAfter(before, event, event.at.toISOString()) : before,
        emptyTaskRouterBoard,
      );
  /** The lines of the panel, one for each worker and task. */
  const panel = (): string[] => {
    const { workers, tasks } = board();
    return [
      ...workers.map(
        (worker) => `${worker.name}: ${workerInWords(worker)}${worker.isAvailable ? '' : ' (away)'}`,
      ),
      ...tasks.map((task) => {
        const worker = workers.find(({ reservation }) => reservation?.task === task.sid);
        return `task: ${taskInWords(task, worker)}`;
      }),
    ];
  };
  /** The board has what the workspace has, no matter what the events were. */
  const expectToBeTrue = () => {
    const { workers, tasks } = board();
    const { workspace } = line;
    expect(workers.map(({ name, activity }) => [name, activity])).toEqual(
      [...workspace.workers].map((worker) => [worker.friendlyName, line.activityOf(worker)]),
    );
    const open = [...workspace.tasks].filter(
      ({ assignmentStatus }) => !['completed', 'canceled'].includes(assignmentStatus),
    );
    expect(tasks.map(({ sid, status }) => [sid, status])).toEqual(
      open.map(({ sid, assignmentStatus }) => [sid, assignmentStatus]),
    );
  };
  return { line, panel, expectToBeTrue };
}

describe('the panel of agents called by TaskRouter', () => {
  test('shows the waiting caller, the ringing phone, the missed call and the conversation', async () => {
    const { line, panel, expectToBeTrue } = watchedLine();
    const caller = line.caller();
    await line.seconds(5);
    expect(panel()).toEqual(['task: Waits in Everyone']);
    line.agent('ada', ada);
    await line.seconds(5);
    expect(panel()).toEqual(['ada: Phone rings', 'task: Reserved for ada']);
    expectToBeTrue();
    await line.seconds(90);
    expect(panel()).toEqual(['ada: Missed (away)', 'task: Waits in Everyone']);
    expectToBeTrue();
    line.agent('ben', ben);
    await line.seconds(10);
    line.phone(ben).answer();
    await line.seconds(6);
    line.phone(ben).press('1');
    await line.seconds(10);
    expect(panel()).toEqual(['ada: Missed (away)', 'ben: On a call', 'task: With ben']);
    expectToBeTrue();
    caller.hangUp();
    await line.seconds(10);
    expect(panel()).toEqual(['ada: Missed (away)', 'ben: Wrap-Up (away)']);
    expectToBeTrue();
  });

  test('removes the task of a caller who hangs up while the agent’s phone rings', async () => {
    const { line, panel, expectToBeTrue } = watchedLine();
    line.agent('ada', ada);
    const caller = line.caller();
    await line.seconds(5);
    caller.hangUp();
    await line.seconds(2);
    expect(panel()).toEqual(['ada: Available']);
    expectToBeTrue();
  });

  test('says whose agents they are if two workspaces have agents of one name, until one workspace is gone', () => {
    const worker = (workspace: string) => ({
      kind: 'task-router' as const,
      eventType: 'worker.created',
      description: '',
      parameters: {
        WorkspaceName: workspace,
        WorkerSid: `WK of ${workspace}`,
        WorkerName: 'ada',
        WorkerActivityName: 'Offline',
      },
    });
    const deleted = { ...worker('call-queue@staging'), eventType: 'workspace.deleted' };
    const boardAfter = (...events: readonly ReturnType<typeof worker>[]) =>
      events.reduce((board, event) => taskRouterBoardAfter(board, event, ''), emptyTaskRouterBoard);
    const names = (board: TaskRouterBoard) => board.workers.map((one) => workerName(one, board));
    const both = [worker('call-queue'), worker('call-queue@staging')];
    expect(names(boardAfter(...both))).toEqual(['ada (call-queue)', 'ada (call-queue@staging)']);
    expect(names(boardAfter(...both, deleted))).toEqual(['ada']);
  });

  test('does not change the board for events that it does not show', () => {
    const event = {
      kind: 'task-router',
      eventType: 'workflow.entered',
      description: '',
      parameters: {},
    } as const;
    expect(taskRouterBoardAfter(emptyTaskRouterBoard, event, '')).toBe(emptyTaskRouterBoard);
  });
});
