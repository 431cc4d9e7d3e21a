import type { QueuesConfig } from '../../src/config/queue-config';
import type { Account } from '../credentials/account';
import { findDeployment, requireDeployment } from '../deployment';
import { listQueues } from '../ensure-queues';
import { type EnvironmentName, environmentNames } from '../environment';
import { taskRouterFaults } from '../task-router/due';
import { ownCommand } from '../typed-commands';
import { applyChanges, ChangeFailed } from './apply';
import { changesInWords } from './changes-in-words';
import { deploymentFaults } from './deployment-answers';
import type { WireHistory } from './history';
import { numberInWords, routeOf, type Surroundings, tableOfNumbers } from './number-route';
import { type FoundNumber, listNumbers } from './phone-numbers';
import { type Changes, type FoundAccount, type Plan, planWiring, requestedRoutesInWords } from './plan';
import { readRequestedRoutes } from './requested-routes';
import { planUndo } from './undo';

/** The account to wire, and how to talk to the person. */
export interface WireSite {
  readonly account: Account;
  readonly config: QueuesConfig;
  readonly environment: EnvironmentName;
  readonly history: WireHistory;
  readonly now: () => Date;
  /** Writes to standard output, for pipes and files. */
  readonly print: (text: string) => void;
  /** Writes to standard error, for the person. */
  readonly printMessage: (text: string) => void;
  /** Aborted when the person stops the command in the middle of the changes. */
  readonly stopSignal: () => AbortSignal;
  /** Asks whether to continue. Throws if there is nobody to ask. */
  readonly agree: () => Promise<boolean>;
}

/**
 * Points numbers at the deployment and gives the queues their sizes. If it throws, nothing was changed, or everything
 * was restored.
 */
export async function wire(texts: readonly string[], site: WireSite): Promise<void> {
  const { requested, faults } = readRequestedRoutes(texts, site.config);
  refuseFaults(faults);
  const { account, environment, printMessage } = site;
  printMessage(`Reading what is deployed to ${environment}, and the numbers and queues …`);
  const deployment = await requireDeployment(account.client, environment);
  const { domain } = deployment;
  const target = { environment, domain };
  const found = await findAccount(site);
  printMessage(`Checking that https://${domain} answers …`);
  const plan = planWiring(requested, found, target);
  const purposes = requested.map(({ purpose }) => purpose);
  refuseFaults([
    ...plan.faults,
    ...(await deploymentFaults(account.askWeb, target, purposes)),
    ...(await taskRouterFaults(account.client, site.config, environment, deployment)),
  ]);
  if (!(await showAndAgree(plan, found, site))) return;
  await changeOnRecord(plan.changes, site);
  printMessage(`${requestedRoutesInWords(requested).join('\n')}\nTo undo this: npm run wire -- --undo`);
}

/** Undoes the newest wiring of the account. */
export async function undo(force: boolean, site: WireSite): Promise<void> {
  const { account, history, printMessage } = site;
  const { accountSid } = account.credentials;
  const wiring = history.newest(accountSid);
  if (!wiring) {
    throw new Error(`There is nothing to undo: ${history.file} has no wiring of the account ${accountSid}.`);
  }
  printMessage(`Reading the numbers and queues that were wired at ${wiring.at} …`);
  const found = await findAccount(site);
  const plan = planUndo(wiring, found, force);
  refuseFaults(plan.faults);
  if (await showAndAgree(plan, found, site)) {
    await applyChanges(plan.changes, account.client, printMessage, site.stopSignal());
    printMessage('Everything is as it was before that change.');
  }
  history.removeNewest(accountSid);
}

/** Lists the account's numbers and where each points. */
export async function list(isJson: boolean, site: WireSite): Promise<void> {
  const { account, print, printMessage } = site;
  const surroundings = await findSurroundings(site);
  const numbers = await listNumbers(account.client);
  if (isJson) {
    const shown = numbers.map((number) => ({
      phoneNumber: number.phoneNumber,
      sid: number.sid,
      friendlyName: number.friendlyName,
      takes: number.takes,
      leadsTo: routeOf(number.settings, number.phoneNumber, surroundings),
      inWords: numberInWords(number, surroundings),
    }));
    print(JSON.stringify(shown, null, 2));
  } else if (numbers.length === 0) {
    printMessage('This account has no numbers. Buy them in the Console, at Phone Numbers.');
  } else {
    print(tableOfNumbers(numbers, surroundings).join('\n'));
    suggestRoute(numbers, surroundings, site);
  }
}

/** A hint for people who see this list before wiring a number. */
function suggestRoute(
  numbers: readonly FoundNumber[],
  surroundings: Surroundings,
  { environment, printMessage }: WireSite,
): void {
  const unwired = numbers.find(
    ({ phoneNumber, settings, takes }) =>
      takes === 'calls' && routeOf(settings, phoneNumber, surroundings).kind === 'nowhere',
  );
  const [queue] = Object.keys(surroundings.config.queues);
  if (!unwired) return;
  printMessage(
    `To point one at the queue: ${ownCommand('wire', environment, `${unwired.phoneNumber}=${queue}`)}`,
  );
}

async function findAccount(site: WireSite): Promise<FoundAccount> {
  const { client, credentials } = site.account;
  return {
    ...(await findSurroundings(site)),
    accountSid: credentials.accountSid,
    numbers: await listNumbers(client),
    queues: await listQueues(client),
  };
}

async function findSurroundings({ account: { client }, config }: WireSite): Promise<Surroundings> {
  const domains = new Map<string, EnvironmentName>();
  for (const environment of environmentNames) {
    const found = await findDeployment(client, environment);
    if (found.kind === 'found') domains.set(found.deployment.domain, environment);
  }
  const applications = await client.applications.list({ pageSize: 1000 });
  return {
    config,
    domains,
    applications: new Map(applications.map(({ sid, friendlyName }) => [sid, friendlyName])),
  };
}

function refuseFaults(faults: readonly string[]): void {
  if (faults.length > 0) throw new Error([...faults, 'Nothing was changed.'].join('\n'));
}

/** Shows the changes and asks. Resolves to false if there is nothing to change. */
async function showAndAgree(
  { changes, warnings }: Plan,
  found: FoundAccount,
  site: WireSite,
): Promise<boolean> {
  const { agree, print, printMessage } = site;
  const lines = changesInWords(changes, found);
  if (lines.length > 0) print(lines.join('\n'));
  for (const warning of warnings) printMessage(`Note: ${warning}`);
  if (lines.length === 0) {
    printMessage('Nothing needs to change.');
    return false;
  }
  if (await agree()) return true;
  throw new Error('Nothing was changed.');
}

/** Records the changes before the first one, so that --undo works even after a crash. */
async function changeOnRecord(changes: Changes, site: WireSite): Promise<void> {
  const { account, history, now, printMessage } = site;
  const { accountSid } = account.credentials;
  history.add({ accountSid, at: now().toISOString(), ...changes });
  try {
    await applyChanges(changes, account.client, printMessage, site.stopSignal());
  } catch (error) {
    if (error instanceof ChangeFailed && error.isPutBack) history.removeNewest(accountSid);
    throw error;
  }
}
