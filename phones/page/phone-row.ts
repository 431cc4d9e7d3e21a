import type { Phone } from '../call-board';
import { clockTime, stateOf } from '../words';
import { Avatar } from './avatar';
import { element, icon, setAttribute, setText } from './element';

/** A telephone as one row; a click opens it. */
export class PhoneRow {
  private readonly avatar = new Avatar();
  private readonly name = element('span', { class: 'name' });
  private readonly word = element('span', { class: 'word' });
  private readonly time = element('time');
  private phone: Phone | undefined;
  readonly root: HTMLElement;

  constructor(call: string, open: (call: string) => void) {
    this.root = element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'phone-row', click: () => open(call) },
        this.avatar.root,
        this.name,
        this.word,
        this.time,
        icon('chevron'),
      ),
    );
  }

  update(phone: Phone, place: number | undefined): void {
    this.phone = phone;
    const { word, tone } = stateOf(phone, place);
    setAttribute(this.root, 'data-tone', tone);
    this.avatar.update(phone.name, phone.role, undefined);
    setText(this.name, phone.name);
    setText(this.word, word);
  }

  tick(nowMillis: number): void {
    if (!this.phone) return;
    const { startedAt, endedAt } = this.phone;
    // The outcome of an ended call needs the space.
    this.time.hidden = endedAt !== undefined;
    setText(this.time, clockTime((nowMillis - Date.parse(startedAt)) / 1000));
  }
}
