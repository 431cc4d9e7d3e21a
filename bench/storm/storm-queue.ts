import { type AssumptionName, type Assumptions, assumptions, Clock } from '../../emulator/index';
import { LocalQueue, type LocalQueueOptions } from '../../simulation/local-queue';
import type { Randomness } from '../day/randomness';

/** The queue on a local Twilio for one storm: late webhooks, any speed of speech, any answers to open questions. */
export const openStormQueue = (
  functions: Pick<LocalQueueOptions, 'project' | 'environment'>,
  seed: number,
  randomness: Randomness,
): Promise<LocalQueue> =>
  LocalQueue.open({
    ...functions,
    clock: new Clock({ startsAt: new Date('2026-01-05T15:00:00Z') }),
    assumptions: anyAssumptions(randomness),
    settings: {
      maxConcurrentCalls: 5000,
      webhookJitterMillis: 300,
      webhookJitterSeed: seed,
      speechSpeed: 12 + 6 * randomness.uniform(),
    },
    timelineCapacity: 2000,
  });

/** A random answer to each question that Twilio leaves open. */
function anyAssumptions(randomness: Randomness): Partial<Assumptions> {
  const names = Object.keys(assumptions) as AssumptionName[];
  return Object.fromEntries(
    names.map((name) => [name, assumptions[name].answers[randomness.happens(0.3) ? 1 : 0]]),
  );
}
