import { activityNames } from '../config/task-router';

/** As much of a worker at Twilio as tells whether more must be known. */
export interface SeenWorker {
  readonly activityName: string;
  readonly attributes: string;
  readonly dateStatusChanged: Date;
}

const { available, onCall, offline } = activityNames;
const isOneOf = (name: string, ...names: readonly string[]) => names.includes(name);
/** For how long nobody is asked about a state that has no end written down. */
const quietMillis = 10_000;

/** For how long it is sure that a conversation goes on; the news of its end may have been lost. */
const surelyTalksMillis = 60_000;

/** Whether some agent is there for sure, and nothing is overdue for another: then nothing more must be found out. */
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
