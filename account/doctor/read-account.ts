import type { Account } from '../credentials/account';
import type { EnvironmentName } from '../environment';
import { listNumbers } from '../numbers/phone-numbers';
import type { Checkout } from './checkout';
import { readDialingPermissions } from './dialing-permissions';
import type { Facts } from './facts';
import { readTaskRouter } from './read-task-router';
import type { Reader } from './reader';

export type AccountFact = 'account' | 'customerProfiles' | 'numbers' | 'dialed' | 'taskRouter';

/** Reads what does not depend on a deployment. */
export async function readAccount(
  { client, credentials }: Account,
  { config }: Checkout,
  environment: EnvironmentName,
  reader: Reader,
): Promise<Pick<Facts, AccountFact>> {
  const [account, customerProfiles, numbers, dialed, taskRouter] = await Promise.all([
    reader.read(async () => {
      const { status, type } = await client.api.v2010.accounts(credentials.accountSid).fetch();
      return { status: `${status}`, type: `${type}` };
    }),
    reader.read(async () => {
      const profiles = await client.trusthub.v1.customerProfiles.list({ pageSize: 1000 });
      return profiles.map(({ status, policySid }) => ({ status: `${status}`, policySid }));
    }),
    reader.read(() => listNumbers(client)),
    reader.read(() => readDialingPermissions(client, config)),
    readTaskRouter(client, { config, environment }, reader),
  ]);
  return { account, customerProfiles, numbers, dialed, taskRouter };
}
