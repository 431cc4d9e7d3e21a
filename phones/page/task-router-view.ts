import type { Phone } from '../call-board';
import {
  callersTasks,
  type TaskRouterBoard,
  taskInWords,
  workerInWords,
  workerName,
} from '../task-router-board';
import { clockTime } from '../words';
import { byId, element, setText } from './element';

/** How many tasks are listed; the others are counted. */
const tasksShown = 24;

/** The agents whose phones ring, and where each task is. Each list is hidden while it is empty. */
export class TaskRouterView {
  private readonly workers = byId('workers', HTMLElement);
  private readonly tasks = byId('tasks', HTMLElement);
  private readonly moreTasks = byId('more-tasks', HTMLElement);
  private drawn: TaskRouterBoard | undefined;
  /** The running times, each with its start. */
  private times: readonly { readonly time: HTMLElement; readonly since: number }[] = [];

  update(board: TaskRouterBoard, phoneOf: ReadonlyMap<string, Phone>): void {
    if (board === this.drawn) return;
    this.drawn = board;
    const times: { time: HTMLElement; since: number }[] = [];
    const timeSince = (since: string) => {
      const time = element('time');
      times.push({ time, since: Date.parse(since) });
      return time;
    };
    byId('workers-box', HTMLElement).hidden = board.workers.length === 0;
    setText(byId('workers-count', HTMLElement), availableInWords(board));
    this.workers.replaceChildren(
      ...board.workers.map((worker) =>
        element(
          'li',
          { class: 'worker', 'data-state': stateOf(worker) },
          element('span', { class: 'name' }, workerName(worker, board)),
          element('span', { class: 'word' }, workerInWords(worker)),
          timeSince(worker.since),
        ),
      ),
    );
    const tasks = callersTasks(board);
    byId('tasks-box', HTMLElement).hidden = tasks.length === 0;
    this.tasks.replaceChildren(
      ...tasks.slice(0, tasksShown).map((task) => {
        const worker = board.workers.find(({ reservation }) => reservation?.task === task.sid);
        const name = task.call === undefined ? undefined : phoneOf.get(task.call)?.name;
        return element(
          'li',
          { class: 'worker', 'data-state': task.status },
          element('span', { class: 'name' }, name ?? `…${task.sid.slice(-6)}`),
          element('span', { class: 'word' }, `${taskInWords(task, worker)} · priority ${task.priority}`),
          timeSince(task.since),
        );
      }),
    );
    const others = tasks.length - tasksShown;
    setText(this.moreTasks, others > 0 ? `and ${others} more tasks` : '');
    this.times = times;
  }

  /** Updates the running times. */
  tick(nowMillis: number): void {
    for (const { time, since } of this.times) setText(time, clockTime((nowMillis - since) / 1000));
  }
}

function stateOf({ isAvailable, reservation }: TaskRouterBoard['workers'][number]): string {
  if (reservation) return reservation.isAccepted ? 'assigned' : 'reserved';
  return isAvailable ? 'available' : 'unavailable';
}

function availableInWords({ workers }: TaskRouterBoard): string {
  const available = workers.filter(({ isAvailable, reservation }) => isAvailable && !reservation).length;
  return workers.length === 0 ? '' : `${available} of ${workers.length} free`;
}
