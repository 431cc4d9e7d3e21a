import type { Account } from '../../../account/credentials/account';
import { type Checkout, readCheckout } from '../../../account/doctor/checkout';
import { type ExaminationOptions, examine } from '../../../account/doctor/examination';
import type { Facts } from '../../../account/doctor/facts';
import { type Report, reportOn } from '../../../account/doctor/report';
import { ensureQueues } from '../../../account/ensure-queues';
import { webhooksFor } from '../../../account/numbers/number-purpose';
import type { PhoneNumberSetup } from '../../../emulator/index';
import { builtProject } from '../../../simulation/local-queue';
import type { QueuesConfig } from '../../../src/config/queue-config';
import {
  agentsNumber,
  type DeployedQueue,
  type DeployedQueueOptions,
  deployedQueue,
  supportNumber,
} from '../../deployment/deployed-queue';

/** What this folder would deploy; read once, because every test holds an account against it. */
export const checkout = readCheckout(builtProject.config, builtProject.functionsFolder);

/** A deployed queue with everything as it should be: both numbers wired, the queue made, a PIN set. */
export async function healthyAccount(options: DeployedQueueOptions = {}): Promise<DeployedQueue> {
  const queue = await deployedQueue(options);
  setNumber(queue, supportNumber, {});
  setNumber(queue, agentsNumber, {});
  await ensureQueues(queue.client, (options.built ?? builtProject).config, options.environment ?? 'staging');
  return queue;
}

/** Wires one of the two numbers, except for what is changed. */
export function setNumber(
  queue: Pick<DeployedQueue, 'twilio' | 'deployment'>,
  phoneNumber: string,
  changed: Partial<PhoneNumberSetup>,
): void {
  queue.twilio.setNumber({ phoneNumber, ...wiredSettings(queue, phoneNumber), ...changed });
}

export function wiredSettings(
  { deployment: { domain } }: Pick<DeployedQueue, 'deployment'>,
  phoneNumber: string,
) {
  const purpose =
    phoneNumber === agentsNumber
      ? ({ kind: 'agents', queues: [] } as const)
      : ({ kind: 'queue', queue: 'support' } as const);
  return webhooksFor(purpose, domain);
}

/** What differs from an examination of staging by its own account, against this folder. */
export interface Examined extends Partial<Omit<ExaminationOptions, 'checkout'>> {
  readonly account?: Partial<Account>;
  readonly config?: QueuesConfig;
  readonly checkout?: Partial<Checkout>;
}

/** Everything that an examination reads. */
export function factsOf(queue: Pick<DeployedQueue, 'account'>, given: Examined = {}): Promise<Facts> {
  const { account, config = checkout.config, checkout: other, ...options } = given;
  return examine(
    { ...queue.account, ...account },
    { environment: 'staging', ...options, checkout: { ...checkout, config, ...other } },
  );
}

export const examined = async (
  queue: Pick<DeployedQueue, 'account'>,
  given: Examined = {},
): Promise<Report> => reportOn(await factsOf(queue, given));

/** What was found: the state of each check that is not fine, and its id. */
export const foundIn = (report: Report): string[] =>
  report.checks.flatMap(({ id, state }) =>
    state === 'fine' || state === 'skipped' ? [] : [`${state} ${id}`],
  );
