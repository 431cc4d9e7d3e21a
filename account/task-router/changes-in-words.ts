import { counted } from '../../wording/phrases';
import type { TaskRouterChange } from './plan';

/** One change in words. */
export function changeInWords(change: TaskRouterChange): string {
  switch (change.kind) {
    case 'create-workspace':
      return `create the workspace ${change.name}`;
    case 'create-activity':
      return `create the activity ${change.activity.name}`;
    case 'change-workspace':
      return `set the events and activities of the workspace ${change.name}`;
    case 'create-worker':
      return `create the worker ${change.worker.name}, who is offline at first`;
    case 'change-worker':
      return `change the phone or the queues of the worker ${change.worker.name}`;
    case 'create-task-queue':
      return `create the task queue ${change.taskQueue.name}`;
    case 'change-task-queue':
      return `change which agents are in the task queue ${change.taskQueue.name}`;
    case 'create-workflow':
      return `create the workflow ${change.workflow.name}`;
    case 'change-workflow':
      return `change the workflow ${change.workflow.name}`;
    case 'create-line':
      return `set the line of ${change.queueName} to a size of ${counted(change.maxSize, 'caller')}`;
    case 'resize-line':
      return `set the line of ${change.queueName} to a size of ${counted(change.after, 'caller')} instead of ${change.before}`;
    case 'retire-worker':
      return `connect no further callers to the worker ${change.found.name}`;
    case 'delete-worker':
      return `delete the worker ${change.found.name}`;
    case 'delete-line':
      return `delete the line of ${change.queueName}`;
    case 'delete-workflow':
      return `delete the workflow ${change.found.name}`;
    case 'delete-task-queue':
      return `delete the task queue ${change.found.name}`;
    case 'delete-workspace':
      return `delete the workspace ${change.name} with everything in it`;
    default:
      return change satisfies never;
  }
}
