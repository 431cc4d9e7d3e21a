import { type Agent, numberOf } from './queue-config';
import { taskRouterVariable } from './task-router';
import { isLocalPin, isPartOfNumber, isTrivialPin, isWeakSecret } from './weak-secrets';

/** A variable that a deployment may set. `.env.example` lists them, and functions read no others. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly description: string;
  readonly format: string;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
}

/** The variable with an agent's own PIN. When an agent leaves, the others keep theirs. */
export const pinVariableOf = ({ id }: Pick<Agent, 'id'>) =>
  `AGENT_PIN_${id.toUpperCase().replace(/-/g, '_')}`;

/** How long a PIN should be. docs/config.md says how likely it is that a shorter one is guessed. */
export const shortestRecommendedPin = 10;

const pinFormat = `six to ten digits without a pattern; ${shortestRecommendedPin} recommended`;
const shortestSecret = 32;

/** Every variable of a deployment with these agents. */
export const environmentVariables = (agents: readonly Agent[]): readonly EnvironmentVariable[] => [
  {
    name: 'AGENT_PIN',
    description:
      'A PIN that all agents share. An agent’s own PIN works in calls from the agent’s `number`, and from any phone after the agent’s `code` and a star. Its variable is named after the id in queues.config.ts, such as AGENT_PIN_AGENT_1 for agent-1; `npm run build` lists them here. Without any PIN, only agents with `trustCallerId` get in.',
    format: pinFormat,
    isRequired: false,
    isSecret: true,
  },
  ...agents.map((agent) => ({
    name: pinVariableOf(agent),
    description: `The PIN of the agent ${agent.id}.`,
    format: pinFormat,
    isRequired: false,
    isSecret: true,
  })),
  {
    name: 'VOICEMAIL_WEBHOOK_URL',
    description:
      'Where voicemails are sent, as docs/voicemail.md describes. Without it, they stay with Twilio.',
    format: 'a URL that starts with https://',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'VOICEMAIL_SECRET',
    description:
      'Signs the voicemails that are sent there and the links to the recordings; `openssl rand -hex 32` creates one. When you change it, all earlier links stop working.',
    format: `at least ${shortestSecret} characters, ten of them different`,
    isRequired: false,
    isSecret: true,
  },
  {
    name: taskRouterVariable,
    description:
      'The TaskRouter workspace that rings the agents. Only queues with `ringing` need it, and `npm run taskrouter` writes it.',
    format: 'what the command writes',
    isRequired: false,
    isSecret: false,
  },
];

/** A PIN that is set, and its agent. The shared PIN has none. */
export interface AgentPin {
  readonly digits: string;
  readonly agent: Agent | undefined;
}

/** The settings of the deployment that a function runs in. */
export interface Environment {
  readonly pins: readonly AgentPin[];
  /** Variables whose value cannot be a PIN. */
  readonly malformedPins: readonly string[];
  /** Variables with a PIN that anyone would try first: it does not work. */
  readonly weakPins: readonly string[];
}

/** Reads Twilio's `context`, because `process.env` is different in the cloud and on a laptop. */
export function readEnvironment(
  context: Readonly<Record<string, unknown>>,
  agents: readonly Agent[],
): Environment {
  const holders = [undefined, ...agents].map((agent) => {
    const name = agent ? pinVariableOf(agent) : 'AGENT_PIN';
    return { name, agent, value: context[name] };
  });
  const set = holders.filter(({ value }) => value !== undefined && value !== '');
  const isPin = (value: unknown): value is string => typeof value === 'string' && /^\d{6,10}$/.test(value);
  const isWeak = (pin: string) =>
    (isTrivialPin(pin) && !isLocalPin(pin, context.ACCOUNT_SID)) ||
    agents.some((agent) => isPartOfNumber(pin, numberOf(agent) ?? ''));
  const formed = set.flatMap(({ name, agent, value }) =>
    isPin(value) ? [{ name, agent, digits: value }] : [],
  );
  return {
    pins: formed.flatMap(({ digits, agent }) => (isWeak(digits) ? [] : [{ digits, agent }])),
    malformedPins: set.flatMap(({ name, value }) => (isPin(value) ? [] : [name])),
    weakPins: formed.flatMap(({ name, digits }) => (isWeak(digits) ? [name] : [])),
  };
}

/** Where voicemails go, and the secret that signs them. */
export type VoicemailSettings =
  | { readonly kind: 'set'; readonly url: string; readonly secret: string }
  | { readonly kind: 'not-configured'; readonly why: string };

/** `why` names a variable and never contains its value, because a URL may be secret too. */
export function readVoicemailSettings(context: Readonly<Record<string, unknown>>): VoicemailSettings {
  const { VOICEMAIL_WEBHOOK_URL: url, VOICEMAIL_SECRET: set } = context;
  if (!url) return notConfigured('VOICEMAIL_WEBHOOK_URL is not set');
  if (!isSafeUrl(url)) return notConfigured('VOICEMAIL_WEBHOOK_URL is not a URL that starts with https://');
  const secret = readVoicemailSecret(context);
  if (secret === undefined) return notConfigured(whyNoSecret(set));
  return { kind: 'set', url, secret };
}

function whyNoSecret(set: unknown): string {
  if (!set) return 'VOICEMAIL_SECRET is not set';
  return isLongEnough(set)
    ? 'VOICEMAIL_SECRET is easy to guess: it has too few different characters'
    : `VOICEMAIL_SECRET is shorter than ${shortestSecret} characters`;
}

const notConfigured = (why: string): VoicemailSettings => ({ kind: 'not-configured', why });

/** Only the secret, which signs the links to the recordings. A secret that is easy to guess counts as missing. */
export function readVoicemailSecret({
  VOICEMAIL_SECRET: secret,
}: Readonly<Record<string, unknown>>): string | undefined {
  return isLongEnough(secret) && !isWeakSecret(secret) ? secret : undefined;
}

const isLongEnough = (secret: unknown): secret is string =>
  typeof secret === 'string' && secret.length >= shortestSecret;

/** Voicemails are never sent unencrypted over the network. A receiver on the same machine is for trying it out. */
function isSafeUrl(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}

/** What a function needs to call Twilio's API. */
export interface AccountAccess {
  readonly sid: string;
  readonly token: string;
  readonly apiHost: string;
}

/**
 * Undefined if the service was deployed without its account's credentials.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/variables
 */
export function readAccountAccess(context: Readonly<Record<string, unknown>>): AccountAccess | undefined {
  const { ACCOUNT_SID: sid, AUTH_TOKEN: token, TWILIO_REGION: region, TWILIO_EDGE: edge } = context;
  if (typeof sid !== 'string' || !/^AC[0-9a-fA-F]{32}$/.test(sid)) return undefined;
  if (typeof token !== 'string' || token === '') return undefined;
  return { sid, token, apiHost: apiHostIn({ region, edge }) };
}

/** Twilio sets these two outside the United States. */
export const apiHostIn = ({
  region,
  edge,
}: {
  readonly region?: unknown;
  readonly edge?: unknown;
}): string => (region && edge ? `api.${edge}.${region}.twilio.com` : 'api.twilio.com');
