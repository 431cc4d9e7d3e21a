import { inProcessRuntime } from '../../emulator/index';
import { filesOf, localDomain, type Project } from '../../simulation/local-queue';
import { localPin, type Stage } from './stage';

/** Another deployment takes the place of the first, as soon as nothing is answered. */
export function deployNext(
  { twilio }: Stage,
  project: Project,
  variables: Readonly<Record<string, string>> = {},
): void {
  const { account, clock, timeline, rest } = twilio;
  const environment = { AGENT_PIN: localPin, ...variables };
  const deployedAt = (url: URL) => twilio.deployedAt(url);
  const files = filesOf(project);
  const runtime = inProcessRuntime({
    ...{ account, clock, timeline, rest, domain: localDomain, environment, deployedAt },
  });
  twilio.deploy({ domain: localDomain, files: () => files, runtime });
}
