import { domainSuffixes, type EnvironmentName } from './environment';

type OwnCommand = 'deploy' | 'taskrouter' | 'agents' | 'rollback' | 'wire' | 'doctor' | 'explain-call';

/** One of this project's commands for an environment, as somebody types it who is told what to do next. */
export function ownCommand(name: OwnCommand, environment: EnvironmentName, ...words: string[]): string {
  const all = environment === 'production' ? ['--production', ...words] : words;
  return ['npm run', name, ...(all.length > 0 ? ['--', ...all] : [])].join(' ');
}

/** What is asked or changed with the Twilio CLI, because no command of ours does it. */
interface ServerlessPlace {
  readonly serviceSid: string;
  readonly environment: EnvironmentName;
}

/** Takes a variable away, which a deploy never does. https://www.twilio.com/docs/labs/serverless-toolkit */
export const unsetCommand = (place: ServerlessPlace, name: string) =>
  `${serverless('env:unset', place)} --key ${name}`;

/** Shows what functions wrote lately. */
export const logsCommand = (place: ServerlessPlace) => serverless('logs', place);

function serverless(command: string, { serviceSid, environment }: ServerlessPlace): string {
  const suffix = domainSuffixes[environment];
  const option = suffix === undefined ? '--production' : `--environment ${suffix}`;
  return `twilio serverless:${command} --service-sid ${serviceSid} ${option}`;
}
