import { activityNames } from '../config/task-router';

/** The part of a worker at Twilio that decides whether more must be read. */
export interface SeenWorker {
  readonly activityName: string;
  readonly attributes: string;
  readonly dateStatusChanged: Date;
}

const { available, onCall, offline } = activityNames;
const isOneOf = (name: string, ...names: readonly string[]) => names.includes(name);
/** How long a state without a written end is trusted. */
const quietMillis = 10_000;

/** How long a conversation is surely still going on: the report of its end may have been lost. */
const surelyTalksMillis = 60_000;

/** Whether an agent is surely available and no change of another is overdue: then nothing more must be read. */
export function isSurelyStaffed(workers: readonly SeenWorker[], now: number): boolean {
  if (workers.some((worker) => isOverdue(worker, now))) return false;
  const inActivity = (name: string) => workers.filter(({ activityName }) => activityName === name);
  if (inActivity(available).length > 0) return true;
  const talking = inActivity(onCall);
  const surelyTalks = ({ dateStatusChanged }: SeenWorker) =>
    now < dateStatusChanged.getTime() + surelyTalksMillis;
  return talking.length > 0 && talking.every(surelyTalks);
}

function isOverdue({ activityName, attributes, dateStatusChanged }: SeenWorker, now: number): boolean {
  const moment = (name: string) => new RegExp(`"${name}":(\\d+)`).exec(attributes)?.[1];
  const shiftEnd = moment('shiftEndsAt');
  if (shiftEnd && now >= Number(shiftEnd) * 1000 && activityName !== offline) return true;
  const until = moment('until');
  const end = until ? Number(until) * 1000 : dateStatusChanged.getTime() + quietMillis;
  return now >= end && !isOneOf(activityName, available, onCall, offline);
}
