import type { QueuesConfig } from '../src/config/queue-config';

/** A number that callers may be connected to, and its place in the config. */
export interface ExternalNumber {
  readonly number: string;
  readonly place: string;
}

/** The phone numbers of rung agents; SIP addresses and clients are left out. */
export const agentsPhones = ({ agents }: QueuesConfig): ExternalNumber[] =>
  agents.flatMap(({ contactUri }, index) =>
    contactUri?.startsWith('+') ? [{ number: contactUri, place: `agents[${index}].contactUri` }] : [],
  );

/** Every outside number that a plan or the fallback dials. */
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
