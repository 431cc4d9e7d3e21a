import { domainSuffixes, type EnvironmentName } from './environment';

type OwnCommand = 'deploy' | 'taskrouter' | 'agents' | 'rollback' | 'wire' | 'doctor' | 'explain-call';

/** One of this project's commands for an environment, ready to type. */
export function ownCommand(name: OwnCommand, environment: EnvironmentName, ...words: string[]): string {
  const all = environment === 'production' ? ['--production', ...words] : words;
  return ['npm run', name, ...(all.length > 0 ? ['--', ...all] : [])].join(' ');
}

/** The environment that a Twilio CLI command is for. */
interface ServerlessPlace {
  readonly serviceSid: string;
  readonly environment: EnvironmentName;
}

/** The command to remove a variable, which a deploy never does. https://www.twilio.com/docs/labs/serverless-toolkit */
export const unsetCommand = (place: ServerlessPlace, name: string) =>
  `${serverless('env:unset', place)} --key ${name}`;

/** The command to show recent log lines. */
export const logsCommand = (place: ServerlessPlace) => serverless('logs', place);

function serverless(command: string, { serviceSid, environment }: ServerlessPlace): string {
  const suffix = domainSuffixes[environment];
  const option = suffix === undefined ? '--production' : `--environment ${suffix}`;
  return `twilio serverless:${command} --service-sid ${serviceSid} ${option}`;
}
