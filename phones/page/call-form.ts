import type { Phone } from '../call-board';
import { firstCallersNumber, freeNumber } from '../free-number';
import { usualName } from '../phone-name';
import { phoneNumberComplaint, readPhoneNumber } from '../phone-number';
import type { AgentChoice, SimulationState } from '../protocol';
import { byId, setAttribute, setText } from './element';
import { setOptions } from './options';

/** A caller to be. */
export interface Calling {
  readonly from: string;
  readonly to: string;
  readonly name?: string;
}

/** The value of the unlisted agent in the list; the others have their ids. */
const unlisted = '';

/** The forms for calling as a caller or as an agent. */
export class CallForm {
  private readonly name = byId('caller-name', HTMLInputElement);
  private readonly number = byId('caller-number', HTMLInputElement);
  private readonly complaint = byId('caller-number-complaint', HTMLElement);
  private readonly queue = byId('queue', HTMLSelectElement);
  private readonly agent = byId('agent', HTMLSelectElement);
  private hasOwnName = false;
  private hasOwnNumber = false;
  private phones: readonly Phone[] = [];
  private agents: readonly AgentChoice[] = [];
  private simulation = 0;

  constructor(call: (calling: Calling) => void, callAsAgent: (agent: AgentChoice) => void) {
    this.name.addEventListener('input', () => {
      this.hasOwnName = this.name.value !== '';
    });
    this.number.addEventListener('input', () => {
      this.hasOwnNumber = this.number.value !== '';
      this.complain('');
      this.suggest();
    });
    this.number.addEventListener('change', () => {
      this.check();
      this.suggest();
    });
    this.name.addEventListener('change', () => this.suggest());
    this.queue.addEventListener('change', () => this.nameCalled());
    this.agent.addEventListener('change', () => this.describeAgent());
    byId('call-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const from = this.check();
      if (from === undefined) this.number.focus();
      else call(this.caller(from));
    });
    byId('agent-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      const chosen = this.chosenAgent();
      if (chosen) callAsAgent(chosen);
    });
  }

  show(state: SimulationState): void {
    const isOther = state.id !== this.simulation;
    this.simulation = state.id;
    setOptions(
      this.queue,
      state.numbers.map(({ phoneNumber, queue, kind }) => {
        const words = { menu: `${queue} (menu)`, priority: `${queue} (priority)`, deployed: queue, queue };
        return [phoneNumber, words[kind ?? 'queue']] as const;
      }),
    );
    byId('queue-field', HTMLElement).hidden = state.numbers.length < 2;
    this.agents = state.agents;
    setOptions(
      this.agent,
      state.agents.map(({ id, queues }) => [
        id ?? unlisted,
        (id ?? 'Unlisted agent') + (queues.length > 0 ? ` (${queues.join(', ')})` : ''),
      ]),
    );
    byId('agent-field', HTMLElement).hidden = state.agents.length < 2;
    if (isOther) this.agent.selectedIndex = 0;
    this.nameCalled();
    this.describeAgent();
  }

  /** Suggests a number that nobody has. */
  update(phones: readonly Phone[]): void {
    this.phones = phones;
    this.suggest();
  }

  private caller(from: string): Calling {
    const name = this.hasOwnName ? this.name.value.trim() : '';
    this.hasOwnName = false;
    this.hasOwnNumber = false;
    return { from, to: this.queue.value, ...(name && { name }) };
  }

  /** The caller's number; undefined if it is not one, and then the page says so. */
  private check(): string | undefined {
    const number = readPhoneNumber(this.number.value);
    if (number !== undefined) this.number.value = number;
    this.complain(
      number === undefined && this.number.value !== '' ? phoneNumberComplaint(this.number.value) : '',
    );
    return number;
  }

  private complain(words: string): void {
    setText(this.complaint, words);
    this.complaint.hidden = words === '';
    setAttribute(this.number, 'aria-invalid', words === '' ? undefined : 'true');
  }

  private chosenAgent(): AgentChoice | undefined {
    return this.agents.find(({ id }) => (id ?? unlisted) === this.agent.value) ?? this.agents.at(-1);
  }

  private nameCalled(): void {
    const [chosen] = this.queue.selectedOptions;
    setText(byId('call-text', HTMLElement), chosen ? `Call ${chosen.text}` : 'Call');
  }

  private describeAgent(): void {
    const { pin, id, to, rungAt } = this.chosenAgent() ?? {};
    byId('then-available', HTMLElement).hidden = rungAt === undefined;
    setText(byId('agent-text', HTMLElement), id === undefined ? 'Call as an agent' : `Call as ${id}`);
    setText(
      byId('pin', HTMLElement),
      pin === undefined ? (to === undefined ? 'none is set' : 'the one in your .env') : `${pin}#`,
    );
  }

  /** Fills in what has not been typed, and never a field that is being typed in. */
  private suggest(): void {
    if (!this.hasOwnNumber && document.activeElement !== this.number) {
      this.number.value = freeNumber(this.phones, firstCallersNumber);
    }
    if (this.hasOwnName || document.activeElement === this.name) return;
    const from = this.number.value;
    const known = this.phones.findLast((phone) => phone.role === 'caller' && phone.from === from)?.name;
    this.name.value = known ?? usualName({ role: 'caller', from, to: '' });
  }
}
