import type { QueuesConfig } from '../src/config/queue-config';

/** A number that callers may be connected to, and the place of the config that says so. */
export interface ExternalNumber {
  readonly number: string;
  readonly place: string;
}

/** The phones of agents who are rung, as far as they are numbers. */
export const agentsPhones = ({ agents }: QueuesConfig): ExternalNumber[] =>
  agents.flatMap(({ contactUri }, index) =>
    contactUri?.startsWith('+') ? [{ number: contactUri, place: `agents[${index}].contactUri` }] : [],
  );

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
