import type { Phone } from '../board';
import type { World } from '../protocol';
import { byId, setText } from './element';
import type { NameBook } from './name-book';
import { freeNumber, usualName } from './names';
import { setOptions } from './options';

const firstCaller = '+15550000001';
const firstAgent = '+15550000901';

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
  private taken: ReadonlySet<string> = new Set();
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
    this.number.addEventListener('change', () => this.suggest());
    byId('call-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      ring(this.caller());
    });
    byId('agent-form', HTMLFormElement).addEventListener('submit', (event) => {
      event.preventDefault();
      ring({ from: freeNumber(this.taken, firstAgent), to: this.agentsNumber });
    });
  }

  show(world: World): void {
    this.agentsNumber = world.agentsNumber;
    setText(byId('pin', HTMLElement), `${world.pin}#`);
    setOptions(
      this.queue,
      world.numbers.map(({ phoneNumber, queue, kind }) => {
        const words = { menu: `${queue} (menu)`, priority: `${queue} (priority)`, queue }[kind ?? 'queue'];
        return [phoneNumber, words] as const;
      }),
    );
    byId('queue-field', HTMLElement).hidden = world.numbers.length < 2;
    const only = world.numbers.length === 1 ? world.numbers[0] : undefined;
    setText(byId('call-text', HTMLElement), only ? `Call ${only.queue}` : 'Call');
  }

  /** Who rings next has a number of their own. */
  update(phones: readonly Phone[]): void {
    this.taken = new Set(phones.map(({ from }) => from));
    this.suggest();
  }

  private caller(): Ringing {
    const from = this.number.value.trim();
    this.names.give(from, this.hasOwnName ? this.name.value.trim() : '');
    this.hasOwnName = false;
    this.hasOwnNumber = false;
    return { from, to: this.queue.value };
  }

  /** Fills in what nobody has typed, and never what somebody is just typing. */
  private suggest(): void {
    if (!this.hasOwnNumber && document.activeElement !== this.number) {
      this.number.value = freeNumber(this.taken, firstCaller);
    }
    if (this.hasOwnName || document.activeElement === this.name) return;
    const from = this.number.value;
    this.name.value = usualName({ role: 'caller', from, to: '' });
  }
}
