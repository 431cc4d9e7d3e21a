import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import { isAnonymous } from '../rules/anonymous';
import { within } from './within';

/** After this, the message is sent without the number. */
const longestReadMillis = 800;

/** The number of the caller of this call; undefined if it is hidden or cannot be read in time. */
export async function callersNumber(
  context: Pick<Context, 'getTwilioClient'>,
  call: string,
): Promise<string | undefined> {
  try {
    const read = context.getTwilioClient({ timeout: longestReadMillis }).calls(call).fetch();
    const { from } = await within(longestReadMillis, read);
    return isAnonymous(from) ? undefined : from;
  } catch {
    return undefined;
  }
}
