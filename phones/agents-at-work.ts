import { ControlError, type NumberedEvent } from '../emulator/index';
import type { LocalQueue } from '../simulation/local-queue';
import type { QueuesConfig } from '../src/config/queue-config';
import { queueNameAtTwilio } from '../src/state/queue-name';
import type { CallBoard, Phone, WaitingQueue } from './call-board';
import { type AgentOnTheLine, decideNextCaller, isPinPrompt, type RunningVerb } from './next-caller';
import type { AgentChoice } from './protocol';

/** How long an agent listens before they enter the PIN. */
const secondsToEnterPin = 1;

/** Makes an agent call; returns the CallSid. */
export type CallAsAgent = (agent: AgentChoice) => string;

/** Follows the agents' calls, and enters an agent's PIN for them as soon as it is asked for. */
export class AgentsAtWork {
  private readonly running = new Map<string, RunningVerb>();
  private readonly signingIn = new Set<string>();
  /** The agent who was chosen for a call. */
  private readonly chosen = new Map<string, AgentChoice>();

  constructor(
    private readonly queue: LocalQueue,
    private readonly choices: readonly AgentChoice[],
    private readonly callAsAgent: CallAsAgent,
  ) {}

  see(event: NumberedEvent): void {
    if (event.kind === 'verb') this.seeVerb(event.call, event);
    if (event.kind !== 'call' || event.status === 'ringing' || event.status === 'in-progress') return;
    this.running.delete(event.call);
    this.signingIn.delete(event.call);
    this.chosen.delete(event.call);
  }

  /** Remembers which agent calls, so that their own PIN is entered. */
  choose(call: string, agent: AgentChoice): void {
    this.chosen.set(call, agent);
  }

  /** An agent takes the next caller. Returns the agent’s call; throws a `ControlError` that says why no agent can. */
  takeNextCaller({ phones, queues }: CallBoard): string {
    const { config, twilio } = this.queue;
    const step = decideNextCaller(
      this.onTheLine(phones),
      waitingQueues(queues, config),
      config,
      this.choices,
    );
    switch (step.kind) {
      case 'call': {
        const call = this.callAsAgent(step.agent);
        this.signIn(call);
        return call;
      }
      case 'sign-in':
        this.signIn(step.call);
        return step.call;
      case 'press':
        twilio.personOn(step.call)?.press(step.key);
        return step.call;
      case 'wait':
        return step.call;
      case 'nobody-serves':
        throw new ControlError(
          409,
          `No free agent serves ${step.queue}. List another one under agents in queues.config.ts.`,
        );
      default:
        return step satisfies never;
    }
  }

  /** Enters the PIN as soon as it is asked for, and only once. */
  signIn(call: string): void {
    if (this.signingIn.has(call)) return;
    this.signingIn.add(call);
    const running = this.running.get(call);
    if (running && isPinPrompt(running)) this.enterPin(call);
  }

  /** The agents among these phones whose calls are up. */
  private onTheLine(phones: readonly Phone[]): AgentOnTheLine[] {
    return phones
      .filter(({ role, doing }) => role === 'agent' && doing.kind !== 'over')
      .map((phone) => ({ phone, running: this.running.get(phone.call), choice: this.choiceOf(phone) }));
  }

  private choiceOf({ call, from }: Pick<Phone, 'call' | 'from'>): AgentChoice | undefined {
    const listed = this.choices.find(({ number }) => number !== undefined && number === from);
    return this.chosen.get(call) ?? listed ?? this.choices.at(-1);
  }

  private seeVerb(call: string, running: RunningVerb): void {
    this.running.set(call, running);
    if (!this.signingIn.has(call)) return;
    if (isPinPrompt(running)) this.enterPin(call);
    else this.signingIn.delete(call);
  }

  private enterPin(call: string): void {
    const { twilio } = this.queue;
    const from = twilio.calls.get(call)?.from ?? '';
    const pin = this.choiceOf({ call, from })?.pin;
    if (pin === undefined) return;
    twilio.clock.after(secondsToEnterPin * 1000, () => twilio.personOn(call)?.press(`${pin}#`));
  }
}

/** The queues with waiting callers, by their names in the config, the one with the longest wait first. */
function waitingQueues(queues: readonly WaitingQueue[], config: QueuesConfig): string[] {
  const names = namesAtTwilio(config);
  return queues
    .flatMap(({ queue, places: [first] }) => (first ? [{ queue, since: first.since }] : []))
    .sort((one, other) => one.since.localeCompare(other.since))
    .map(({ queue }) => names.get(queue) ?? queue);
}

/** A queue in the config is one queue at Twilio, or two if it has a priority lane. */
export const namesAtTwilio = ({ queues }: Pick<QueuesConfig, 'queues'>) =>
  new Map(
    Object.entries(queues).flatMap(([name, { priority }]) => [
      [queueNameAtTwilio(name, 'normal'), name] as const,
      ...(priority ? [[queueNameAtTwilio(name, 'priority'), name] as const] : []),
    ]),
  );
