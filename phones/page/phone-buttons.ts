import type { Phone } from '../call-board';
import { element, icon, setAttribute, setText } from './element';
import type { MicrophoneState } from './microphone';
import type { PhoneActions, PhoneSetting } from './phone-actions';

/** The buttons below a telephone: those that make sense now. */
export class PhoneButtons {
  private phone: Phone | undefined;
  private readonly listen = button('sound', 'Listen', () => this.actions.take(this.call));
  private readonly keys = button('keypad', 'Keys', () => this.toggleKeys());
  private readonly microphone = button('microphone', 'Use my microphone', () => this.actions.useMicrophone());
  private readonly pin = button('keypad', 'Enter the PIN', () => this.actions.enterPin(this.call));
  private readonly speak = button('microphone', 'Speak 10 s', () => this.actions.speak(this.call));
  private readonly again = button(
    'phone',
    'Call again',
    () => this.phone && this.actions.callAgain(this.phone),
  );
  private readonly dismiss = button('close', 'Dismiss', () => this.actions.dismiss(this.call));
  private readonly answer = button('phone', 'Answer', () => this.actions.answer(this.call), 'call');
  private readonly decline = button('hang-up', 'Decline', () => this.actions.decline(this.call), 'end');
  private readonly hangUp = button('hang-up', 'Hang up', () => this.actions.hangUp(this.call), 'end');
  readonly root = element(
    'div',
    { class: 'phone-actions' },
    this.listen,
    this.keys,
    this.microphone,
    this.pin,
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
    this.speak.title = 'Makes them speak for the recording';
  }

  update(phone: Phone, { isYours, microphone }: PhoneSetting, areKeysOpen: boolean): void {
    const { role, doing, name } = phone;
    this.phone = phone;
    const isOver = doing.kind === 'over';
    const isRung = role === 'external' && doing.kind === 'ringing';
    this.listen.hidden = isOver || isYours || isRung;
    this.keys.hidden = isYours || isOver || isRung;
    setAttribute(this.keys, 'aria-expanded', String(areKeysOpen));
    this.microphone.hidden = !isYours || doing.kind !== 'talking';
    setText(this.microphone.lastElementChild ?? this.microphone, microphoneWords(microphone));
    setAttribute(this.microphone, 'aria-pressed', microphone.isOn ? String(microphone.isMuted) : undefined);
    this.pin.hidden = role !== 'agent' || doing.kind !== 'listening' || doing.stage !== 'pin';
    this.speak.hidden = doing.kind !== 'leaving-message';
    this.again.hidden = !isOver || role === 'external';
    this.dismiss.hidden = !isOver;
    this.answer.hidden = !isRung;
    this.decline.hidden = !isRung;
    this.hangUp.hidden = isOver || isRung;
    this.nameAll(name);
  }

  /** Many phones have the same buttons: screen readers say whose each one is. */
  private nameAll(name: string): void {
    for (const [named, words] of [
      [this.listen, `Listen as ${name}`],
      [this.keys, `Keys and transcript of ${name}`],
      [this.again, `Call again as ${name}`],
      [this.speak, `Speak 10 s as ${name}`],
      [this.dismiss, `Dismiss ${name}`],
      [this.pin, `Enter the PIN as ${name}`],
      [this.answer, `Answer as ${name}`],
      [this.decline, `Decline as ${name}`],
      [this.hangUp, `Hang up as ${name}`],
    ] as const) {
      setAttribute(named, 'aria-label', words);
    }
  }
}

function microphoneWords({ isOn, isMuted }: MicrophoneState): string {
  if (!isOn) return 'Use my microphone';
  return isMuted ? 'Unmute microphone' : 'Mute microphone';
}

function button(symbol: string, words: string, act: () => void, look = 'quiet'): HTMLButtonElement {
  return element(
    'button',
    { type: 'button', class: look, click: act },
    icon(symbol),
    element('span', {}, words),
  );
}
