import { ControlError, type NumberedEvent } from '../emulator/index';
import { type LocalQueue, localPin } from '../simulation/local-queue';
import type { QueuesConfig } from '../src/config/queue-config';
import { queueNameAtTwilio } from '../src/state/queue-name';
import type { Board, Line, Phone } from './board';
import { firstAgentsNumber, freeNumber } from './free-number';
import { type AgentOnTheLine, decideNextCaller, isPinPrompt, type RunningVerb } from './next-caller';
import { tooManyCalls } from './too-many-calls';

/** How long an agent listens before they key in the PIN. */
const secondsToKeyIn = 1;

/** The agents who are sent for the next caller, with what runs on their calls: they key in the PIN as soon as they are asked for it. */
export class AgentsAtWork {
  private readonly running = new Map<string, RunningVerb>();
  private readonly signingIn = new Set<string>();

  constructor(private readonly queue: LocalQueue) {}

  see(event: NumberedEvent): void {
    if (event.kind === 'verb') this.seeVerb(event.call, event);
    if (event.kind !== 'call' || event.status === 'ringing' || event.status === 'in-progress') return;
    this.running.delete(event.call);
    this.signingIn.delete(event.call);
  }

  /** An agent takes the next caller. Returns the agent’s call; throws a `ControlError` that says why nobody can. */
  takeNextCaller({ phones, lines }: Board): string {
    const { config, twilio } = this.queue;
    const step = decideNextCaller(this.onTheLine(phones), waitingQueues(lines, config), config);
    switch (step.kind) {
      case 'ring': {
        const person = this.queue.callAsAgent(step.from ?? freeNumber(phones, firstAgentsNumber));
        if (!person) throw tooManyCalls(this.queue);
        this.signIn(person.callSid);
        return person.callSid;
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
          `No agent is free who serves ${step.queue}. List one with a number under agents in queues.config.ts.`,
        );
      default:
        return step satisfies never;
    }
  }

  /** The agents among these phones whose calls are up. */
  private onTheLine(phones: readonly Phone[]): AgentOnTheLine[] {
    return phones
      .filter(({ role, doing }) => role === 'agent' && doing.kind !== 'over')
      .map((phone) => ({ phone, running: this.running.get(phone.call) }));
  }

  /** Whoever is asked for the PIN already keys it in, and whoever is not will. Once is enough. */
  private signIn(call: string): void {
    if (this.signingIn.has(call)) return;
    this.signingIn.add(call);
    const running = this.running.get(call);
    if (running && isPinPrompt(running)) this.keyIn(call);
  }

  private seeVerb(call: string, running: RunningVerb): void {
    this.running.set(call, running);
    if (!this.signingIn.has(call)) return;
    if (isPinPrompt(running)) this.keyIn(call);
    // After a wrong PIN come words and a pause, and then the question once more.
    else if (running.verb !== 'Say' && running.verb !== 'Pause') this.signingIn.delete(call);
  }

  private keyIn(call: string): void {
    const { clock } = this.queue.twilio;
    const press = () => this.queue.twilio.personOn(call)?.press(`${localPin}#`);
    clock.after(secondsToKeyIn * 1000, press);
  }
}

/** By the names of the config, from the queue in which somebody has waited longest. */
function waitingQueues(lines: readonly Line[], config: QueuesConfig): string[] {
  const names = namesAtTwilio(config);
  return lines
    .flatMap(({ queue, places: [first] }) => (first ? [{ queue, since: first.since }] : []))
    .sort((one, other) => one.since.localeCompare(other.since))
    .map(({ queue }) => names.get(queue) ?? queue);
}

/** A queue of the config is one or two at Twilio. */
const namesAtTwilio = ({ queues }: QueuesConfig) =>
  new Map(
    Object.keys(queues).flatMap((name) =>
      (['normal', 'priority'] as const).map((lane) => [queueNameAtTwilio(name, lane), name] as const),
    ),
  );
