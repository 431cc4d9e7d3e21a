import { existsSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import type { QueuesConfig } from '../../src/config/queue-config';
import { rungQueueNames, taskRouterVariable, taskRouterVariableValue } from '../../src/config/task-router';
import { inARow, sentence } from '../../wording/phrases';
import type { Account } from '../credentials/account';
import { readVariablesFile, withoutVariable, withVariable } from '../deploy/variables-file';
import {
  type Deployment,
  deployedVariables,
  findDeployment,
  requireDeployment,
  setDeployedVariable,
} from '../deployment';
import { type EnvironmentName, variablesFiles } from '../environment';
import { ownCommand } from '../typed-commands';
import { applyTaskRouter, readSettings } from './apply';
import { changeInWords } from './changes-in-words';
import { findTaskRouter } from './found';
import { planTaskRouter, type TaskRouterPlan } from './plan';
import { settingsOf } from './settings';
import { planTaskRouterUndo } from './undo';
import { wantedTaskRouter } from './wanted';

/** The account to set up, and how to talk to the person. */
export interface TaskRouterSite {
  readonly account: Account;
  readonly config: QueuesConfig;
  readonly environment: EnvironmentName;
  /** The file with the environment's variables. */
  readonly variablesFile: string;
  /** Writes to standard output, for pipes and files. */
  readonly print: (text: string) => void;
  /** Writes to standard error, for the person. */
  readonly printMessage: (text: string) => void;
  /** Aborted when the person stops the command in the middle of the changes. */
  readonly stopSignal: () => AbortSignal;
  /** Asks whether to continue. Throws if there is nobody to ask. */
  readonly agree: () => Promise<boolean>;
}

/** Sets up TaskRouter to ring agents, and sets the functions' variable. It can run again, even after a failure. */
export async function setUpTaskRouter(site: TaskRouterSite): Promise<void> {
  const { account, config, environment, printMessage } = site;
  const { client } = account;
  const names = rungQueueNames(config);
  if (names.length === 0) throw new Error(noQueueRings(environment));
  printMessage(`Reading what is deployed to ${environment}, and TaskRouter …`);
  const deployment = await requireDeployment(client, environment);
  const wanted = wantedTaskRouter(config, environment, deployment.domain);
  const found = await findTaskRouter(client, wanted.workspace.name);
  const plan = planTaskRouter(wanted, found);
  // Workflows that do not exist yet have no SID to write.
  const settings = settingsOf(wanted, found);
  const variable = new Variable(site, deployment);
  const value = settings && taskRouterVariableValue(settings);
  const lines = [...plan.changes.map(changeInWords), ...(await variable.placesWithout(value))];
  if (!(await showAndAgree(plan, lines, site))) return;
  const signal = site.stopSignal();
  await applyTaskRouter(plan.changes, { wanted, found, client, printMessage, signal });
  await variable.set(taskRouterVariableValue(await readSettings(client, wanted)));
  printMessage(
    `Agents of ${inARow(names)} are rung once they have signed in. Next, point your numbers at it if you have not yet: ${ownCommand('wire', environment)}`,
  );
}

/** Deletes everything that was set up. */
export async function undoTaskRouter(site: TaskRouterSite): Promise<void> {
  const { account, config, environment, printMessage } = site;
  const { client } = account;
  printMessage(`Reading what is deployed to ${environment}, and TaskRouter …`);
  const deployed = await findDeployment(client, environment);
  const deployment = deployed.kind === 'found' ? deployed.deployment : undefined;
  const wanted = wantedTaskRouter(config, environment, deployment?.domain ?? '');
  const found = await findTaskRouter(client, wanted.workspace.name);
  const plan = planTaskRouterUndo(found);
  const variable = new Variable(site, deployment);
  // First the variable: without it, no call goes to what is about to be deleted.
  const lines = [...(await variable.placesWith()), ...plan.changes.map(changeInWords)];
  if (!(await showAndAgree(plan, lines, site))) return;
  await variable.remove();
  await applyTaskRouter(plan.changes, { wanted, found, client, printMessage, signal: site.stopSignal() });
  const names = rungQueueNames(config);
  if (names.length > 0)
    printMessage(`Agents of ${inARow(names)} are no longer rung. Callers there hear the plan noAgents.`);
}

const noQueueRings = (environment: EnvironmentName) =>
  `No queue in queues.config.ts has ringing, so no agent is rung. docs/config.md shows how to set it.
To delete what an earlier config needed: ${ownCommand('taskrouter', environment, '--undo')}`;

/** The functions' variable, in a local file and in the cloud. */
class Variable {
  private readonly fileName: string;

  constructor(
    private readonly site: TaskRouterSite,
    /** Undefined if nothing is deployed. */
    private readonly deployment: Deployment | undefined,
  ) {
    this.fileName = variablesFiles[site.environment];
  }

  /** The changes needed where it has a different value. */
  async placesWithout(value: string | undefined): Promise<string[]> {
    const isOther = (given: string | undefined) => value === undefined || given !== value;
    return [
      ...(isOther(this.inFile) ? [`write ${taskRouterVariable} to ${this.fileName}`] : []),
      ...(isOther(await this.inCloud())
        ? [`set the variable ${taskRouterVariable} of ${this.site.environment}`]
        : []),
    ];
  }

  /** The changes needed to remove it. */
  async placesWith(): Promise<string[]> {
    const { environment } = this.site;
    return [
      ...((await this.inCloud()) === undefined
        ? []
        : [`remove the variable ${taskRouterVariable} from ${environment}`]),
      ...(this.inFile === undefined ? [] : [`remove ${taskRouterVariable} from ${this.fileName}`]),
    ];
  }

  async set(value: string): Promise<void> {
    const { printMessage, environment } = this.site;
    if (this.inFile !== value) {
      this.write(withVariable(this.text, taskRouterVariable, value));
      printMessage(`${taskRouterVariable} is now in ${this.fileName}.`);
    }
    if ((await this.inCloud()) === value) return;
    await this.setInCloud(value);
    printMessage(`The functions of ${environment} have it too.`);
  }

  async remove(): Promise<void> {
    if ((await this.inCloud()) !== undefined) await this.setInCloud(undefined);
    if (this.inFile !== undefined) this.write(withoutVariable(this.text, taskRouterVariable));
  }

  private get text(): string {
    const { variablesFile } = this.site;
    return existsSync(variablesFile) ? readFileSync(variablesFile, 'utf8') : '';
  }

  /** An empty value counts as unset. */
  private get inFile(): string | undefined {
    return readVariablesFile(this.fileName, this.text).variables[taskRouterVariable] || undefined;
  }

  private async inCloud(): Promise<string | undefined> {
    if (!this.deployment) return undefined;
    return (await deployedVariables(this.site.account.client, this.deployment))[taskRouterVariable];
  }

  private async setInCloud(value: string | undefined): Promise<void> {
    if (!this.deployment) return;
    await setDeployedVariable(this.site.account.client, this.deployment, taskRouterVariable, value);
  }

  /** Written atomically and with the same permissions: the file has PINs too. */
  private write(text: string): void {
    const { variablesFile } = this.site;
    const draft = `${variablesFile}.new`;
    const mode = existsSync(variablesFile) ? statSync(variablesFile).mode : 0o600;
    writeFileSync(draft, text, { mode });
    renameSync(draft, variablesFile);
  }
}

/** Shows the changes and asks. Resolves to false if there is nothing to change. */
async function showAndAgree(
  { faults, warnings }: TaskRouterPlan,
  lines: readonly string[],
  { agree, print, printMessage }: TaskRouterSite,
): Promise<boolean> {
  if (faults.length > 0) throw new Error([...faults, 'Nothing was changed.'].join('\n'));
  if (lines.length > 0) print(lines.map(sentence).join('\n'));
  for (const warning of warnings) printMessage(`Note: ${warning}`);
  if (lines.length === 0) {
    printMessage('Nothing needs to change.');
    return false;
  }
  if (await agree()) return true;
  throw new Error('Nothing was changed.');
}
