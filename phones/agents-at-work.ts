import { localPin } from '../commands/local-queue';
import type { LocalTwilio } from '../emulator/local-twilio';
import type { NumberedEvent } from '../emulator/timeline';
import type { Phone } from './board';
import { type AgentOnTheLine, isPinPrompt, type RunningVerb } from './next-caller';

/** How long an agent listens before they key in the PIN. */
const secondsToKeyIn = 1;

/** What runs on the calls that are up, and the agents who key in the PIN as soon as they are asked for it. */
export class AgentsAtWork {
  private readonly running = new Map<string, RunningVerb>();
  private readonly signingIn = new Set<string>();

  constructor(private readonly twilio: LocalTwilio) {}

  see(event: NumberedEvent): void {
    if (event.kind === 'verb') this.seeVerb(event.call, event);
    if (event.kind !== 'call' || event.status === 'ringing' || event.status === 'in-progress') return;
    this.running.delete(event.call);
    this.signingIn.delete(event.call);
  }

  /** The agents among these phones whose calls are up. */
  onTheLine(phones: readonly Phone[]): AgentOnTheLine[] {
    return phones
      .filter(({ role, doing }) => role === 'agent' && doing.kind !== 'over')
      .map((phone) => ({ phone, running: this.running.get(phone.call) }));
  }

  /** Whoever is asked for the PIN already keys it in, and whoever is not will. Once is enough. */
  signIn(call: string): void {
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
    const press = () => this.twilio.personOn(call)?.press(`${localPin}#`);
    this.twilio.clock.after(secondsToKeyIn * 1000, press);
  }
}
