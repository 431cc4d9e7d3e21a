import type { QueuesConfig } from '../src/config/queue-config';

/** A number that callers may be connected to, and the place of the config that says so. */
export interface ExternalNumber {
  readonly number: string;
  readonly place: string;
}

/** Every number outside that a plan rings, or the fallback dials. */
export function externalNumbers({ queues, fallback }: QueuesConfig): ExternalNumber[] {
  const rung = Object.entries(queues).flatMap(([name, { plans }]) =>
    Object.entries(plans).flatMap(([reason, plan]) =>
      plan.flatMap((step, index) =>
        'ring' in step
          ? [{ number: step.ring.number, place: `queues.${name}.plans.${reason}[${index}].ring` }]
          : [],
      ),
    ),
  );
  return fallback.dialNumber
    ? [...rung, { number: fallback.dialNumber, place: 'fallback.dialNumber' }]
    : rung;
}
