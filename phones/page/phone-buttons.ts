import type { Phone } from '../call-board';
import { element, icon, setAttribute } from './element';
import type { PhoneActions, PhoneSetting } from './phone-actions';

/** The buttons below a telephone: those that mean something at this moment. */
export class PhoneButtons {
  private phone: Phone | undefined;
  private isMicrophoneOn = false;
  private readonly listen = button('sound', 'Listen', () => this.actions.take(this.call));
  private readonly keys = button('keypad', 'Keys', () => this.toggleKeys());
  private readonly microphone = button('microphone', 'Talk with my microphone', () =>
    this.actions.useMicrophone(!this.isMicrophoneOn),
  );
  private readonly speak = button('microphone', 'Speak 10 s', () => this.actions.speak(this.call));
  private readonly again = button(
    'phone',
    'Call again',
    () => this.phone && this.actions.callAgain(this.phone),
  );
  private readonly dismiss = button('close', 'Put away', () => this.actions.dismiss(this.call));
  private readonly answer = button('phone', 'Pick up', () => this.actions.answer(this.call), 'call');
  private readonly decline = button('hang-up', 'Decline', () => this.actions.decline(this.call), 'end');
  private readonly hangUp = button('hang-up', 'Hang up', () => this.actions.hangUp(this.call), 'end');
  readonly root = element(
    'div',
    { class: 'phone-actions' },
    this.listen,
    this.keys,
    this.microphone,
    this.speak,
    this.again,
    this.dismiss,
    this.answer,
    this.decline,
    this.hangUp,
  );

  constructor(
    private readonly call: string,
    private readonly actions: PhoneActions,
    private readonly toggleKeys: () => void,
  ) {
    this.speak.title = 'As if they spoke: this is what is recorded';
  }

  update(phone: Phone, { name, isYours, microphone }: PhoneSetting, areKeysOpen: boolean): void {
    const { role, doing } = phone;
    this.phone = phone;
    this.isMicrophoneOn = microphone.isOn;
    const isOver = doing.kind === 'over';
    const isRung = role === 'external' && doing.kind === 'ringing';
    this.listen.hidden = isOver || isYours;
    this.keys.hidden = isYours || isOver;
    setAttribute(this.keys, 'aria-expanded', String(areKeysOpen));
    this.microphone.hidden = !isYours || doing.kind !== 'talking';
    setAttribute(this.microphone, 'aria-pressed', String(microphone.isOn));
    this.speak.hidden = doing.kind !== 'leaving-message';
    this.again.hidden = !isOver || role === 'external';
    this.dismiss.hidden = !isOver;
    this.answer.hidden = !isRung;
    this.decline.hidden = !isRung;
    this.hangUp.hidden = isOver || isRung;
    this.nameAll(name);
  }

  /** Many telephones have the same buttons: who cannot see where one stands hears whose it is. */
  private nameAll(name: string): void {
    for (const [named, words] of [
      [this.listen, `Listen as ${name}`],
      [this.keys, `Keys and transcript of ${name}`],
      [this.again, `Call again as ${name}`],
      [this.speak, `Speak 10 s as ${name}`],
      [this.dismiss, `Put away ${name}`],
      [this.answer, `Pick up, ${name}`],
      [this.decline, `Decline, ${name}`],
      [this.hangUp, `Hang up, ${name}`],
    ] as const) {
      setAttribute(named, 'aria-label', words);
    }
  }
}

function button(symbol: string, words: string, act: () => void, look = 'quiet'): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', class: look, click: act },
    icon(symbol),
    element('span', {}, words),
  );
}
