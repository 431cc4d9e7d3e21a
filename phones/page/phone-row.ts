import type { Phone } from '../call-board';
import { Avatar } from './avatar';
import { element, icon, setAttribute, setText } from './element';
import { clockTime, stateOf } from './words';

/** A telephone in one row, which opens it. */
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

  update(phone: Phone, name: string, place: number | undefined): void {
    this.phone = phone;
    const { word, tone } = stateOf(phone, place);
    setAttribute(this.root, 'data-tone', tone);
    this.avatar.update(name, phone.role, undefined);
    setText(this.name, name);
    setText(this.word, word);
  }

  tick(nowMillis: number): void {
    if (!this.phone) return;
    const { startedAt, endedAt } = this.phone;
    const until = endedAt === undefined ? nowMillis : Date.parse(endedAt);
    setText(this.time, clockTime((until - Date.parse(startedAt)) / 1000));
  }
}
