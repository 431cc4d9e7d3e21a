import { firstQueue, type QueuesConfig, queueNamed } from '../../config/queue-config';
import { ringingDefaults, type TaskRouterSettings } from '../../config/task-router';
import type { HttpEndpoint, HttpRequest } from '../../endpoint';
import type { HttpAnswer } from '../../http-answer';
import type { LogLine } from '../../log';
import { ownSignature } from '../../state/own-signature';
import { longestCallSeconds } from '../../state/parameters';
import { type RungCall, rungCallQuery } from '../../state/rung-call';
import { assignmentPath, rangUrl, ringUrl } from '../../state/urls';

/** An agent chosen by TaskRouter for a caller. */
export interface Assignment extends RungCall {
  /** The caller's call. */
  readonly call: string;
  /** Our number that the caller dialed. */
  readonly ourNumber: string | undefined;
}

/** What TaskRouter must do with an assignment. */
export type AssignmentStep =
  | { kind: 'ring'; to: string; from: string; ringSeconds: number }
  /** Not an agent of the config, or one without a phone: TaskRouter chooses another. */
  | { kind: 'reject' };

interface AssignmentServices {
  readonly config: QueuesConfig;
  readonly taskRouter: TaskRouterSettings | undefined;
  /** The auth token, which signs the URL that reports the end of the ringing. Undefined: the end is not reported. */
  readonly token: string | undefined;
}

/** TaskRouter's parameters: https://www.twilio.com/docs/taskrouter/handle-assignment-callbacks */
export function readAssignment(
  { parameters }: Pick<HttpRequest, 'parameters'>,
  config: QueuesConfig,
): Assignment {
  const worker = parameters.attributes('WorkerAttributes');
  const task = parameters.attributes('TaskAttributes');
  const age = parameters.count('TaskAge', longestCallSeconds);
  const waited = Number(task.waited) || 0;
  return {
    call: String(task.call_sid ?? 'unknown'),
    ourNumber: isPhoneNumber(task.to) ? task.to : undefined,
    agent: config.agents.find(({ id }) => id === worker.agent),
    queue: queueNamed(config, String(task.queue)) ?? firstQueue(config),
    worker: parameters.expectedText('WorkerSid') ?? '',
    task: parameters.expectedText('TaskSid') ?? '',
    reservation: parameters.expectedText('ReservationSid') ?? '',
    secondsWaited: age === undefined ? undefined : age + waited,
  };
}

const isPhoneNumber = (value: unknown): value is string =>
  typeof value === 'string' && /^\+\d{5,15}$/.test(value);

/** The phone number is from the config, even if the worker at Twilio still has another. */
export function decideAssignment(assignment: Assignment, config: QueuesConfig): AssignmentStep {
  const { agent, queue, ourNumber } = assignment;
  const from = ourNumber ?? businessNumber(config);
  if (!agent?.contactUri || from === undefined) return { kind: 'reject' };
  const { ringTimeoutSeconds } = { ...ringingDefaults, ...queue.ringing };
  return { kind: 'ring', to: agent.contactUri, from, ringSeconds: ringTimeoutSeconds };
}

/** The config's first number: the caller ID for agents if the caller did not dial a number. */
export const businessNumber = ({ queues, menus = {} }: QueuesConfig): string | undefined =>
  [...Object.values(queues), ...Object.values(menus)].flatMap(({ numbers = [] }) => numbers)[0];

export function answerAssignment(
  step: AssignmentStep,
  assignment: Assignment,
  { domain }: Pick<HttpRequest, 'domain'>,
  { taskRouter, token }: Omit<AssignmentServices, 'config'>,
): HttpAnswer {
  if (step.kind === 'reject') {
    // TaskRouter would choose an agent who stayed available again at once.
    return instruction({ instruction: 'reject', activity_sid: taskRouter?.activitySids.offline });
  }
  const query = rungCallQuery(assignment);
  return instruction({
    instruction: 'call',
    to: step.to,
    from: step.from,
    url: ringUrl(domain, assignment),
    timeout: step.ringSeconds,
    ...(token && {
      status_callback_url: rangUrl(domain, { ...query, signature: ownSignature(query, token) }),
    }),
  });
}

const instruction = (fields: object): HttpAnswer => ({
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(fields),
});

export const assignmentLogged = (
  step: AssignmentStep,
  { call, agent, queue, secondsWaited, reservation }: Assignment,
): LogLine[] =>
  step.kind === 'ring'
    ? [
        {
          event: 'rung',
          call,
          agent: agent?.id ?? 'agent',
          queue: queue.name,
          secondsWaited: secondsWaited ?? null,
          reservation,
        },
      ]
    : [];

/**
 * TaskRouter requests this when it has chosen an agent. It waits five seconds for the answer, so this reads nothing.
 */
export const assignmentEndpoint: HttpEndpoint<AssignmentServices> = {
  path: assignmentPath,
  visibility: 'protected',
  events: ['rung'],
  longestAnswerMillis: 3000,
  async answer(request, services) {
    const assignment = readAssignment(request, services.config);
    const step = decideAssignment(assignment, services.config);
    assignmentLogged(step, assignment).forEach(request.log);
    return answerAssignment(step, assignment, request, services);
  },
  // Makes TaskRouter request the fallback URL.
  fallback: { status: 503 },
};
