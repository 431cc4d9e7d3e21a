import type { EnvironmentName } from '../account/deployment';

/** Builds and uploads, with the variables of the environment's file. */
export const deployCommand = (environment: EnvironmentName) =>
  environment === 'production' ? 'npm run deploy -- --production' : 'npm run deploy';

/** Leads a number to a queue, a menu or the agents' line. */
export const wireCommand = (environment: EnvironmentName, number: string, lead: string) =>
  `npm run wire -- ${environment === 'production' ? '--production ' : ''}${number}=${lead}`;

/** Takes a variable away, which a deploy never does. https://www.twilio.com/docs/labs/serverless-toolkit */
export const unsetCommand = (environment: EnvironmentName, name: string) =>
  `npx twilio-run env unset --key ${name} ${environmentOption(environment)}`;

/** Shows what functions wrote lately. */
export const logsCommand = (environment: EnvironmentName) =>
  `npx twilio-run logs ${environmentOption(environment)}`;

const environmentOption = (environment: EnvironmentName) =>
  environment === 'production' ? '--production' : `--environment ${environment}`;
