import { variableLimits } from '../../emulator/reference';
import {
  environmentVariables,
  pinVariableOf,
  readEnvironment,
  readVoicemailSecret,
  readVoicemailSettings,
} from '../../src/config/environment';
import { type Agent, numberOf } from '../../src/config/queue-config';
import { isWeakSecret } from '../../src/config/weak-secrets';
import { endpoints } from '../../src/endpoints';
import type { Variables } from '../credentials/credentials';

/** For the laptop only. Functions get these from Twilio, and the toolkit does not upload them. */
const ofTheLaptop = ['ACCOUNT_SID', 'AUTH_TOKEN'];

/** The variables to upload. Empty ones are left out. */
export const variablesToUpload = (variables: Variables): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(variables).flatMap(([name, value]) =>
      value && !ofTheLaptop.includes(name) ? [[name, value]] : [],
    ),
  );

/** Every reason not to upload these variables, one sentence each, without values. */
export function variableFaults(
  file: string,
  upload: Readonly<Record<string, string>>,
  agents: readonly Agent[],
): string[] {
  const known = environmentVariables(agents);
  const faults = [
    ...Object.keys(upload)
      .filter((name) => known.every((variable) => variable.name !== name))
      .map((name) => unknownVariable(name, agents)),
    ...known
      .filter(({ name, isRequired }) => isRequired && upload[name] === undefined)
      .map(({ name, format }) => `${name} is missing. It must be ${format}.`),
    ...formatFaults(upload, agents),
    ...Object.entries(upload).flatMap(([name, value]) => valueSizeFaults(name, value)),
    ...contextSizeFaults(upload),
  ];
  return faults.map((fault) => `${file}: ${fault}`);
}

function unknownVariable(name: string, agents: readonly Agent[]): string {
  if (!/^AGENT_PIN_/.test(name)) {
    return `${name} is not a variable of this queue, and would be uploaded. Set it in the shell instead.`;
  }
  const pins = agents.map(pinVariableOf).join(', ') || 'only AGENT_PIN';
  return `${name} is nobody’s PIN: queues.config.ts lists no such agent. Valid names: ${pins}.`;
}

function formatFaults(upload: Readonly<Record<string, string>>, agents: readonly Agent[]): string[] {
  const { pins, malformedPins, weakPins } = readEnvironment(upload, agents);
  const formatOf = (name: string) => environmentVariables(agents).find((one) => one.name === name)?.format;
  const { VOICEMAIL_WEBHOOK_URL: url, VOICEMAIL_SECRET: secret } = upload;
  const voicemail = url === undefined ? undefined : readVoicemailSettings(upload);
  const isWeak = secret !== undefined && isWeakSecret(secret);
  const nameOf = (holder: Agent | undefined) => (holder ? pinVariableOf(holder) : 'AGENT_PIN');
  return [
    ...malformedPins.map((name) => `${name} must be ${formatOf(name)}.`),
    ...weakPins.map(
      (name) => `${name} is one of the first PINs that anybody would try. Choose digits without a pattern.`,
    ),
    ...pins.flatMap(({ agent }) => (agent && !canEnterOwnPin(agent) ? [ownPinUseless(agent)] : [])),
    ...pins.flatMap(({ digits, agent }, index) => {
      const other = pins.slice(0, index).find((one) => one.digits === digits);
      return other
        ? [
            `${nameOf(other.agent)} and ${nameOf(agent)} are the same, so the two agents could not be told apart.`,
          ]
        : [];
    }),
    ...(url !== undefined && (!url.startsWith('https://') || /\s/.test(url))
      ? ['VOICEMAIL_WEBHOOK_URL is not a URL that starts with https:// and has no space in it.']
      : voicemail?.kind === 'not-configured'
        ? [isWeak ? `${voicemail.why}. ${makeSecret}` : `${voicemail.why}.`]
        : []),
    ...(url === undefined && secret !== undefined && !readVoicemailSecret(upload)
      ? [`VOICEMAIL_SECRET must be ${formatOf('VOICEMAIL_SECRET')}.${isWeak ? ` ${makeSecret}` : ''}`]
      : []),
  ];
}

/** Whether a number or a code identifies this agent before the PIN. */
const canEnterOwnPin = (agent: Agent) => numberOf(agent) !== undefined || agent.code !== undefined;

const ownPinUseless = (agent: Agent) =>
  `${pinVariableOf(agent)} has no effect: an agent’s own PIN counts only in calls from the agent’s number, or after the agent’s code. Give ${agent.id} a code in queues.config.ts, such as code: '21', or a number.`;

const makeSecret = 'Make one: openssl rand -hex 32';

function valueSizeFaults(name: string, value: string): string[] {
  const bytes = Buffer.byteLength(value);
  return bytes > variableLimits.valueBytes
    ? [`${name} has ${bytes} bytes, and Twilio allows ${variableLimits.valueBytes}.`]
    : [];
}

/** A fault if the variables of an environment are too large in total. */
export function contextSizeFaults(variables: Readonly<Record<string, string>>): string[] {
  const bytes = contextBytes(variables);
  return bytes > variableLimits.contextBytes
    ? [`all variables together have ${bytes} bytes, and Twilio allows ${variableLimits.contextBytes}.`]
    : [];
}

/**
 * "Context size consists of account metadata, domain name, path and Environment variables stored as a JSON string":
 * https://www.twilio.com/docs/serverless/functions-assets/functions/variables. What Twilio adds counts at its longest.
 */
export function contextBytes(variables: Readonly<Record<string, string>>): number {
  const sid = 'x'.repeat(34);
  const [longestPath] = endpoints.map(({ path }) => path).sort((one, other) => other.length - one.length);
  return Buffer.byteLength(
    JSON.stringify({
      ACCOUNT_SID: sid,
      AUTH_TOKEN: 'x'.repeat(32),
      SERVICE_SID: sid,
      ENVIRONMENT_SID: sid,
      DOMAIN_NAME: 'x'.repeat('-1234-staging.dublin.ie1.twil.io'.length + 50),
      PATH: longestPath,
      ...variables,
    }),
  );
}

/** A sentence about agents who have no valid PIN and no trusted number; undefined if every agent can sign in. */
export function whoCannotSignIn(
  variables: Readonly<Record<string, string>>,
  agents: readonly Agent[],
): string | undefined {
  const { pins } = readEnvironment(variables, agents);
  if (pins.some(({ agent }) => agent === undefined)) return undefined;
  // Once a PIN is set, everybody must enter one, and a trusted number alone is not enough.
  const getsIn = (one: Agent) =>
    pins.length === 0
      ? one.trustCallerId === true
      : canEnterOwnPin(one) && pins.some(({ agent }) => agent?.id === one.id);
  const shut = agents.filter((agent) => !getsIn(agent)).map(({ id }) => id);
  if (shut.length === agents.length) return 'No agent can sign in: set AGENT_PIN.';
  if (shut.length === 0) return undefined;
  const nameless = agents
    .filter((agent) => shut.includes(agent.id) && !canEnterOwnPin(agent))
    .map(({ id }) => id);
  const code = nameless.length === 0 ? '' : ` Give ${nameless.join(', ')} a code in queues.config.ts too.`;
  return `${shut.join(', ')} cannot sign in: set ${shut.map((id) => pinVariableOf({ id })).join(', ')}.${code}`;
}

/** The names of variables in the cloud that are not in the file. A deploy does not change or remove them. */
export const leftInTheCloud = (
  inCloud: readonly string[],
  upload: Readonly<Record<string, string>>,
): string[] => inCloud.filter((name) => upload[name] === undefined).toSorted();
