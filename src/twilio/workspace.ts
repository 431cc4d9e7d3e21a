import type { Context } from '@twilio-labs/serverless-runtime-types/types';

/** All of a list in one request, which is what a webhook has time for. The rest of a longer list is not read. */
export const onePage = { limit: 1000, pageSize: 1000 };

/** https://www.twilio.com/docs/taskrouter/api */
export const workspaceOf = (
  context: Pick<Context, 'getTwilioClient'>,
  workspaceSid: string,
  longestMillis: number,
) => context.getTwilioClient({ timeout: longestMillis }).taskrouter.v1.workspaces(workspaceSid);
