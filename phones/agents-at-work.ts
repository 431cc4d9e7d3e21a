import { ControlError, type NumberedEvent, type Person } from '../emulator/index';
import type { LocalQueue } from '../simulation/local-queue';
import { type QueuesConfig, queueNamed } from '../src/config/queue-config';
import { activityNames } from '../src/config/task-router';
import { queueNameAtTwilio } from '../src/state/queue-name';
import type { CallBoard, Phone, WaitingQueue } from './call-board';
import {
  type AgentOnTheLine,
  decideNextCaller,
  isBeforeCaller,
  isOffer,
  isPinPrompt,
  keyToCaller,
  type NextCallerStep,
  type RunningVerb,
} from './next-caller';
import type { AgentChoice } from './protocol';

/** How long an agent listens before they enter the PIN, pick up or press a key. */
const secondsToReact = 1;

/** Makes an agent call; returns the CallSid. */
export type CallAsAgent = (agent: AgentChoice) => string;

/**
 * Follows the agents' calls, and enters an agent's PIN for them as soon as it is asked for. Agents whose phones ring and who
 * take the next caller are helped all the way: they become available, pick up, and press the key.
 */
export class AgentsAtWork {
  private readonly running = new Map<string, RunningVerb>();
  private readonly signingIn = new Set<string>();
  /** Agents whose phones ring and who take the next caller, by their ids. */
  private readonly taking = new Set<string>();
  /** The agent who was chosen for a call. */
  private readonly chosen = new Map<string, AgentChoice>();

  constructor(
    private readonly queue: LocalQueue,
    private readonly choices: readonly AgentChoice[],
    private readonly callAsAgent: CallAsAgent,
  ) {}

  see(event: NumberedEvent): void {
    if (event.kind === 'verb') this.seeVerb(event.call, event);
    if (event.kind !== 'call' || event.status === 'in-progress') return;
    if (event.status === 'ringing') this.seeRinging(event.call);
    else this.forget(event.call);
  }

  /** Remembers which agent calls, so that their own PIN is entered. */
  choose(call: string, agent: AgentChoice): void {
    this.chosen.set(call, agent);
  }

  /** An agent takes the next caller. Returns the agent’s call; throws a `ControlError` that says why no agent can. */
  takeNextCaller({ phones, queues, taskRouter }: CallBoard): string {
    const { config } = this.queue;
    const waiting = waitingQueues(queues, config);
    const step = decideNextCaller(
      this.onTheLine(phones),
      waiting,
      config,
      this.choices,
      idsAtWork(taskRouter),
    );
    if (step.kind === 'nobody-serves') throw new ControlError(409, whyNobody(step.queue, config));
    const call = this.take(step);
    if (step.kind !== 'wait') this.leadOn(call);
    return call;
  }

  /** Returns the agent's call. */
  private take(step: Exclude<NextCallerStep, { kind: 'nobody-serves' }>): string {
    const { twilio } = this.queue;
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
      case 'answer':
        twilio.personOn(step.call)?.answer();
        return step.call;
      case 'wait':
        return step.call;
      default:
        return step satisfies never;
    }
  }

  /** An agent whose phone rings has more than one step to go, except for the last key. */
  private leadOn(call: string): void {
    const { id, rungAt } = this.choiceOn(call) ?? {};
    const running = this.running.get(call);
    if (id !== undefined && rungAt !== undefined && !(running && isOffer(running))) this.taking.add(id);
  }

  /** Enters the PIN as soon as it is asked for, and only once. */
  signIn(call: string): void {
    if (this.signingIn.has(call)) return;
    this.signingIn.add(call);
    const running = this.running.get(call);
    if (running && isPinPrompt(running)) this.enterPin(call);
  }

  private forget(call: string): void {
    this.running.delete(call);
    this.signingIn.delete(call);
    this.chosen.delete(call);
  }

  /** The agents among these phones whose calls are up. */
  private onTheLine(phones: readonly Phone[]): AgentOnTheLine[] {
    return phones
      .filter(({ role, doing }) => role !== 'caller' && doing.kind !== 'over')
      .map((phone) => ({ phone, running: this.running.get(phone.call), choice: this.choiceOn(phone.call) }))
      .filter(({ phone, choice }) => phone.role === 'agent' || choice);
  }

  /** The agent on a call: who was chosen for it, whose phone it is, or somebody who is not listed. */
  private choiceOn(call: string): AgentChoice | undefined {
    const { from, to, direction } = this.queue.twilio.calls.get(call) ?? {};
    if (direction !== 'inbound')
      return this.choices.find(({ rungAt }) => rungAt !== undefined && rungAt === to);
    // A deployment has its own agents and PINs, even if they call from the same telephones.
    const deployed = this.choices.find((choice) => choice.to !== undefined && choice.to === to);
    const listed = this.choices.find(({ number }) => number !== undefined && number === from);
    return this.chosen.get(call) ?? deployed ?? listed ?? this.choices.at(-1);
  }

  private isTaking = (call: string) => this.taking.has(this.choiceOn(call)?.id ?? '');

  private seeRinging(call: string): void {
    if (this.isTaking(call)) this.soon(call, (person) => person.answer());
  }

  /** After the time that people need. */
  private soon(call: string, act: (person: Person) => void): void {
    const { twilio } = this.queue;
    twilio.clock.after(secondsToReact * 1000, () => {
      const person = twilio.personOn(call);
      if (person) act(person);
    });
  }

  private seeVerb(call: string, running: RunningVerb): void {
    this.running.set(call, running);
    if (isBeforeCaller(running) && this.isTaking(call)) {
      if (isOffer(running)) this.taking.delete(this.choiceOn(call)?.id ?? '');
      this.soon(call, (person) => person.press(keyToCaller));
    }
    if (!this.signingIn.has(call)) return;
    if (isPinPrompt(running)) this.enterPin(call);
    else this.signingIn.delete(call);
  }

  /** What is entered for the agent of a call; undefined if only a deployment's own variables have it. */
  pinOn(call: string): string | undefined {
    return this.choiceOn(call)?.pin;
  }

  private enterPin(call: string): void {
    const pin = this.pinOn(call);
    if (pin !== undefined) this.soon(call, (person) => person.press(`${pin}#`));
  }
}

/** Whose phone may ring or is in use, by TaskRouter. */
const idsAtWork = ({ workers }: CallBoard['taskRouter']) =>
  new Set(workers.filter(({ activity }) => !awayActivities.includes(activity)).map(({ name }) => name));

const awayActivities: readonly string[] = [activityNames.offline, activityNames.onBreak];

function whyNobody(queue: string, config: QueuesConfig): string {
  return queueNamed(config, queue)?.ringing
    ? `All agents of ${queue} are at work. The phone of a free one rings as soon as somebody calls.`
    : `No free agent serves ${queue}. List another one under agents in queues.config.ts.`;
}

/** The queues with waiting callers, by their names in the config, the one with the longest wait first. */
function waitingQueues(queues: readonly WaitingQueue[], config: QueuesConfig): string[] {
  const names = namesAtTwilio(config);
  return queues
    .flatMap(({ queue, places: [first] }) => (first ? [{ queue, since: first.since }] : []))
    .sort((one, other) => one.since.localeCompare(other.since))
    .map(({ queue }) => names.get(queue) ?? queue);
}

/** A queue in the config is one queue at Twilio, or two if agents dial in and it has a priority lane. */
export const namesAtTwilio = ({ queues }: Pick<QueuesConfig, 'queues'>) =>
  new Map(
    Object.entries(queues).flatMap(([name, { priority, ringing }]) => [
      [queueNameAtTwilio(name, 'normal'), name] as const,
      ...(priority && !ringing ? [[queueNameAtTwilio(name, 'priority'), name] as const] : []),
    ]),
  );
