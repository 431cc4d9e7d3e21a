import type { Account } from '../credentials/account';
import { type Patience, whyNotServed } from '../deploy/served';
import { type Deployment, requireDeployment } from '../deployment';
import type { EnvironmentName } from '../environment';
import { ownCommand } from '../typed-commands';
import { type DeployHistory, historyInWords, planRollback, timeInWords } from './history';

/** An environment of an account, and where to print. */
export interface RollbackSite {
  readonly account: Account;
  readonly environment: EnvironmentName;
  /** Writes to standard output, for pipes and files. */
  readonly print: (line: string) => void;
  /** Writes to standard error, for the person. */
  readonly printMessage: (line: string) => void;
  /** How long to wait for an activated build to answer. */
  readonly patience?: Patience;
}

/** Prints which builds were live, and when. */
export async function listHistory(site: RollbackSite): Promise<void> {
  const { history } = await read(site);
  for (const line of historyInWords(history)) site.print(line);
}

/** Makes an earlier build live again, and changes nothing else. Throws an error if there is none. */
export async function rollBack(site: RollbackSite, wanted: string | undefined): Promise<void> {
  const { environment, printMessage } = site;
  const { deployment, history } = await read(site);
  const { liveBuildSid } = history;
  const plan = planRollback(history, wanted);
  switch (plan.kind) {
    case 'already-live':
      printMessage(`Build ${liveBuildSid} is already live in ${environment}: nothing was changed.`);
      return;
    case 'nothing-before':
      throw new Error(`No build was live in ${environment} before ${liveBuildSid}: nothing was changed.`);
    case 'not-usable':
      throw new Error(notUsable(plan.buildSid, plan.earlier, environment));
    case 'activate':
      printMessage(`Live in ${environment} is ${inWords(liveBuildSid, history)}.`);
      await activate(site, deployment, plan.buildSid);
      printMessage(`Live now is ${inWords(plan.buildSid, history)}, at ${deployment.domain}.`);
      printMessage(
        `Variables are unchanged. To undo this: ${ownCommand('rollback', environment, liveBuildSid)}`,
      );
      return;
    default:
      return plan satisfies never;
  }
}

async function read({ account, environment }: RollbackSite) {
  const { client } = account;
  const deployment = await requireDeployment(client, environment);
  const service = client.serverless.v1.services(deployment.serviceSid);
  const deployments = await service
    .environments(deployment.environmentSid)
    .deployments.list({ pageSize: 100 });
  const builds = await service.builds.list({ pageSize: 100 });
  const history: DeployHistory = {
    activations: deployments.map(({ buildSid, dateCreated }) => ({
      buildSid: buildSid || undefined,
      at: dateCreated,
    })),
    liveBuildSid: deployment.buildSid ?? '',
    usableBuilds: new Set(builds.filter(({ status }) => status === 'completed').map(({ sid }) => sid)),
  };
  return { deployment, history };
}

/** "You can deploy a Build to any of your Environments." https://www.twilio.com/docs/serverless/api/resource/environment */
async function activate(
  { account, environment: name, patience }: RollbackSite,
  { serviceSid, environmentSid, domain }: Deployment,
  buildSid: string,
): Promise<void> {
  const { client, askWeb } = account;
  const environment = client.serverless.v1.services(serviceSid).environments(environmentSid);
  await environment.deployments.create({ buildSid });
  const now = await environment.fetch();
  if (now.buildSid !== buildSid) {
    throw new Error(
      `Build ${buildSid} was activated, but ${now.buildSid} is live: somebody else is deploying at the same time.`,
    );
  }
  const why = await whyNotServed(askWeb, domain, patience);
  if (why) throw new Error(`Build ${buildSid} is live, but ${why}. Run ${ownCommand('doctor', name)}.`);
}

function inWords(buildSid: string, { activations }: DeployHistory): string {
  const [first] = activations
    .filter((one) => one.buildSid === buildSid)
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
  return first ? `build ${buildSid}, first live on ${timeInWords(first.at)}` : `build ${buildSid}`;
}

function notUsable(buildSid: string, earlier: string | undefined, environment: EnvironmentName): string {
  const why = `Build ${buildSid} cannot be activated: it was deleted, or never finished. Nothing was changed.`;
  return earlier
    ? `${why}\nThe newest earlier build that still exists: ${ownCommand('rollback', environment, earlier)}`
    : `${why}\n${ownCommand('rollback', environment, '--list')} lists the builds.`;
}
