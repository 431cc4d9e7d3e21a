import type { Phone } from '../call-board';
import { firstAgentsNumber, firstCallersNumber, freeNumber } from '../free-number';
import type { SimulationState } from '../protocol';
import { byId, setText } from './element';
import type { NameBook } from './name-book';
import { usualName } from './names';
import { setOptions } from './options';

/** Somebody who rings. */
export interface Ringing {
  readonly from: string;
  readonly to: string;
}

/** Where one becomes a caller, or an agent who rings in by hand. */
export class CallForm {
  private readonly name = byId('caller-name', HTMLInputElement);
  private readonly number = byId('caller-number', HTMLInputElement);
  private readonly queue = byId('queue', HTMLSelectElement);
  private hasOwnName = false;
  private hasOwnNumber = false;
  private phones: readonly Phone[] = [];
  private agentsNumber = '';

  constructor(
    private readonly names: NameBook,
    ring: (ringing: Ringing) => void,
  ) {
    this.name.addEventListener('input', () => {
      this.hasOwnName = this.name.value !== '';
    });
    this.number.addEventListener('input', () => {
      this.hasOwnNumber = this.number.value !== '';
      this.suggest();
    });
    this.name.addEventListener('change', () => this.suggest());
    this.queue.addEventListener('change', () => this.nameWhoIsRung());
    this.number.addEventListener('change', () => this.suggest());
    byId('call-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      ring(this.caller());
    });
    byId('agent-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      ring({ from: freeNumber(this.phones, firstAgentsNumber), to: this.agentsNumber });
    });
  }

  show(state: SimulationState): void {
    this.agentsNumber = state.agentsNumber;
    setText(byId('pin', HTMLElement), `${state.pin}#`);
    setOptions(
      this.queue,
      state.numbers.map(({ phoneNumber, queue, kind }) => {
        const words = { menu: `${queue} (menu)`, priority: `${queue} (priority)`, queue }[kind ?? 'queue'];
        return [phoneNumber, words] as const;
      }),
    );
    byId('queue-field', HTMLElement).hidden = state.numbers.length < 2;
    this.nameWhoIsRung();
  }

  /** Who rings next has a number of their own. */
  update(phones: readonly Phone[]): void {
    this.phones = phones;
    this.suggest();
  }

  private caller(): Ringing {
    const from = this.number.value.trim();
    this.names.give(from, this.hasOwnName ? this.name.value.trim() : '');
    this.hasOwnName = false;
    this.hasOwnNumber = false;
    return { from, to: this.queue.value };
  }

  private nameWhoIsRung(): void {
    const [chosen] = this.queue.selectedOptions;
    setText(byId('call-text', HTMLElement), chosen ? `Call ${chosen.text}` : 'Call');
  }

  /** Fills in what nobody has typed, and never what somebody is just typing. */
  private suggest(): void {
    if (!this.hasOwnNumber && document.activeElement !== this.number) {
      this.number.value = freeNumber(this.phones, firstCallersNumber);
    }
    if (this.hasOwnName || document.activeElement === this.name) return;
    const from = this.number.value;
    this.name.value = usualName({ role: 'caller', from, to: '' });
  }
}
