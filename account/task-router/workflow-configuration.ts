import { isDeepStrictEqual } from 'node:util';
import type { WantedWorkflow } from './wanted';

/** A workflow in Twilio's format. https://www.twilio.com/docs/taskrouter/workflow-configuration */
export function configurationText(
  { filters }: WantedWorkflow,
  taskQueueSid: (name: string) => string,
): string {
  return JSON.stringify({
    task_routing: {
      filters: filters.map(({ name, expression, targets }) => ({
        filter_friendly_name: name,
        expression,
        targets: targets.map(({ taskQueue, priority, timeoutSeconds }) => ({
          queue: taskQueueSid(taskQueue),
          ...(priority !== undefined && { priority }),
          ...(timeoutSeconds !== undefined && { timeout: timeoutSeconds }),
        })),
      })),
    },
  });
}

/** Whether two configurations mean the same, even if Twilio has reformatted one. */
export const isSameConfiguration = (one: string, other: string) =>
  isDeepStrictEqual(meaningOf(one), meaningOf(other));

function meaningOf(text: string): unknown {
  try {
    return plain(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Removes empty values, and turns numeric texts into numbers: Twilio’s samples have both forms. */
function plain(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(plain);
  if (typeof json === 'string' && /^\d+$/.test(json)) return Number(json);
  if (typeof json !== 'object' || json === null) return json;
  const entries = Object.entries(json).filter(([, value]) => value !== null && value !== '');
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}
