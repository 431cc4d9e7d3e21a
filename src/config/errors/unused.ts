import type { NamedQueue, Plan, QueuesConfig } from '../queue-config';
import { type ConfigProblem, pathOf } from './config-problem';

/** Settings that never take effect. They may be meant for later, so this is only a warning. */
export function unusedWarnings(config: QueuesConfig): ConfigProblem[] {
  return Object.entries(config.queues).flatMap(([name, queue]) => {
    const path = pathOf('queues', name);
    return [
      ...unreachedQueue(path, name, config),
      ...messagesNeverHeard(path, { ...queue, name }),
      ...laneNeverFirst(path, { ...queue, name }),
      ...nobodySignedOff(path, name, config),
    ];
  });
}

/** The first queue gets every call that is not for another queue or a menu, so it can always be reached. */
function unreachedQueue(path: string, name: string, { queues, menus = {} }: QueuesConfig): ConfigProblem[] {
  const { numbers = [], priority } = queues[name] ?? {};
  const isDialed = numbers.length + (priority?.numbers ?? []).length > 0;
  const isChosen = Object.values(menus).some(
    ({ choices, fallbackQueue }) => fallbackQueue === name || Object.values(choices).includes(name),
  );
  const isMovedTo = Object.values(queues).some(({ plans }) =>
    Object.values(plans).some((plan: Plan) => plan.some((step) => 'queue' in step && step.queue === name)),
  );
  if (Object.keys(queues)[0] === name || isDialed || isChosen || isMovedTo) return [];
  const fix = `List its numbers here, give it a key in a menu, or point a number at it: npm run wire -- +15551230000=${name}.`;
  return [{ path, found: 'no number, menu or plan in this file leads here', fix }];
}

function messagesNeverHeard(path: string, { announcements, maxWaitSeconds }: NamedQueue): ConfigProblem[] {
  return (announcements.messages ?? []).flatMap(({ startSeconds }, index) => {
    if (startSeconds < maxWaitSeconds) return [];
    const here = `${path}.announcements.messages[${index}].startSeconds`;
    const found = `nobody hears this message: it starts after ${startSeconds} seconds, but callers wait at most ${maxWaitSeconds}`;
    return [{ path: here, found, fix: `Write less than ${maxWaitSeconds}, or remove the message.` }];
  });
}

/** Agents with several queues are set offline only if all of these have the setting. */
function nobodySignedOff(path: string, name: string, { queues, agents }: QueuesConfig): ConfigProblem[] {
  const signsOff = (queue: string) => queues[queue]?.ringing?.signOffAtClosing === true;
  const own = agents.filter((agent) => agent.queues.includes(name));
  if (!signsOff(name) || own.length === 0 || own.some((agent) => agent.queues.every(signsOff))) return [];
  const found = 'it sets no agent offline, because each also serves a queue without it';
  const fix = 'Write signOffAtClosing: true in those queues too, or remove it here.';
  return [{ path: `${path}.ringing.signOffAtClosing`, found, fix }];
}

function laneNeverFirst(path: string, { priority, maxWaitSeconds }: NamedQueue): ConfigProblem[] {
  if (!priority || priority.normalLaneFirstAfterSeconds < maxWaitSeconds) return [];
  const { normalLaneFirstAfterSeconds: seconds } = priority;
  const found = `the normal lane never goes first: that takes ${seconds} seconds, but callers wait at most ${maxWaitSeconds}`;
  const fix = `Write less than ${maxWaitSeconds}, unless priority callers should always go first.`;
  return [{ path: `${path}.priority.normalLaneFirstAfterSeconds`, found, fix }];
}
