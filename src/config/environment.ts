import type { Agent } from './queue-config';
import { taskRouterVariable } from './task-router';

/** A variable that a deployment may set. These make `.env.example` and are all that functions read. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly description: string;
  readonly format: string;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
}

/** The variable with an agent's own PIN: one who leaves takes nothing along. */
export const pinVariableOf = ({ id }: Pick<Agent, 'id'>) =>
  `AGENT_PIN_${id.toUpperCase().replace(/-/g, '_')}`;

const pinFormat = 'six to ten digits without a pattern';
const shortestSecret = 32;

/** Every variable of a deployment with these agents. */
export const environmentVariables = (agents: readonly Agent[]): readonly EnvironmentVariable[] => [
  {
    name: 'AGENT_PIN',
    description:
      'A PIN that all agents share. An agent’s own is named after the id in queues.config.ts, such as AGENT_PIN_AGENT_1 for agent-1; `npm run build` lists them here. Without any PIN only agents with `trustCallerId` get in.',
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
      'Where voicemails are sent to, as docs/voicemail.md describes. Without it they stay with Twilio.',
    format: 'a URL that begins with https://',
    isRequired: false,
    isSecret: true,
  },
  {
    name: 'VOICEMAIL_SECRET',
    description:
      'Signs what is sent there and the links to the recordings; `openssl rand -hex 32` makes one. With another one all earlier links are closed.',
    format: `at least ${shortestSecret} characters`,
    isRequired: false,
    isSecret: true,
  },
  {
    name: taskRouterVariable,
    description:
      'Which TaskRouter workspace rings the agents. `npm run taskrouter` writes it; only queues with `ringing` need it.',
    format: 'what the command writes',
    isRequired: false,
    isSecret: false,
  },
];

/** A PIN that is set, and whose it is; the shared one is nobody's. */
export interface AgentPin {
  readonly digits: string;
  readonly agent: Agent | undefined;
}

/** What functions know of the place they run in. */
export interface Environment {
  readonly pins: readonly AgentPin[];
  /** Variables that hold what cannot be a PIN. */
  readonly malformedPins: readonly string[];
}

/** Reads Twilio's `context`; `process.env` is another thing in the cloud than on a laptop. */
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
  return {
    pins: set.flatMap(({ value, agent }) => (isPin(value) ? [{ digits: value, agent }] : [])),
    malformedPins: set.flatMap(({ name, value }) => (isPin(value) ? [] : [name])),
  };
}

/** Where voicemails go, and what vouches for them. */
export type VoicemailSettings =
  | { readonly kind: 'set'; readonly url: string; readonly secret: string }
  | { readonly kind: 'not-configured'; readonly why: string };

/** `why` names a variable and never its value: an address may be a secret too. */
export function readVoicemailSettings(context: Readonly<Record<string, unknown>>): VoicemailSettings {
  const { VOICEMAIL_WEBHOOK_URL: url, VOICEMAIL_SECRET: set } = context;
  if (!url) return notConfigured('VOICEMAIL_WEBHOOK_URL is not set');
  if (!isSafeUrl(url)) return notConfigured('VOICEMAIL_WEBHOOK_URL is not a URL that begins with https://');
  if (!set) return notConfigured('VOICEMAIL_SECRET is not set');
  const secret = readVoicemailSecret(context);
  if (!secret) return notConfigured(`VOICEMAIL_SECRET is shorter than ${shortestSecret} characters`);
  return { kind: 'set', url, secret };
}

const notConfigured = (why: string): VoicemailSettings => ({ kind: 'not-configured', why });

/** The secret alone, which opens the links to the recordings. */
export function readVoicemailSecret({
  VOICEMAIL_SECRET: secret,
}: Readonly<Record<string, unknown>>): string | undefined {
  return typeof secret === 'string' && secret.length >= shortestSecret ? secret : undefined;
}

/** Nothing is sent over the net for everybody to read; a receiver on the same machine is for trying it out. */
function isSafeUrl(value: unknown): value is string {
  if (typeof value !== 'string' || !URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}

/** What opens Twilio's own API to a function. */
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
  // Twilio sets these two outside the United States.
  return { sid, token, apiHost: region && edge ? `api.${edge}.${region}.twilio.com` : 'api.twilio.com' };
}
