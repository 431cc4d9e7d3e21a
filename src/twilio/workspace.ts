import type { Context } from '@twilio-labs/serverless-runtime-types/types';

/** https://www.twilio.com/docs/taskrouter/api */
export const workspaceOf = (
  context: Pick<Context, 'getTwilioClient'>,
  workspaceSid: string,
  longestMillis: number,
) => context.getTwilioClient({ timeout: longestMillis }).taskrouter.v1.workspaces(workspaceSid);
