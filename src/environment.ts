/** A variable that a deployment may set. This list makes `.env.example` and is all that functions read. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly description: string;
  readonly format: string;
  readonly isRequired: boolean;
  readonly isSecret: boolean;
}

export const environmentVariables = [
  {
    name: 'AGENT_PIN',
    description:
      'What an agent keys in to be let in. Without it only agents with `trustCallerId` in queues.config.ts get in.',
    format: 'six to ten digits',
    isRequired: false,
    isSecret: true,
  },
] as const satisfies readonly EnvironmentVariable[];

export type AgentPin = { kind: 'unset' } | { kind: 'malformed' } | { kind: 'set'; digits: string };

/** What functions know of the place they run in. */
export interface Environment {
  readonly agentPin: AgentPin;
}

/** Reads Twilio's `context`; `process.env` is another thing in the cloud than on a laptop. */
export function readEnvironment(context: Readonly<Record<string, unknown>>): Environment {
  return { agentPin: readAgentPin(context.AGENT_PIN) };
}

function readAgentPin(value: unknown): AgentPin {
  if (value === undefined || value === '') return { kind: 'unset' };
  if (typeof value !== 'string' || !/^\d{6,10}$/.test(value)) return { kind: 'malformed' };
  return { kind: 'set', digits: value };
}
