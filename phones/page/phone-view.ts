import type { Phone } from '../board';
import { Avatar } from './avatar';
import { element, icon, setAttribute, setText } from './element';
import { isKey, type Key } from './key-tones';
import { keypad } from './keypad';
import { isSounding, progressOf, secondsInto } from './sound-times';
import { TranscriptView } from './transcript-view';
import { captionOf, clockTime, numberInWords, stateOf } from './words';

/** What one can do with a telephone. */
export interface PhoneActions {
  /** Takes it in this tab’s hand: from then on its sound is what the speakers play. */
  take(call: string): void;
  putAway(call: string): void;
  goTo(call: string): void;
  press(call: string, key: Key): void;
  hangUp(call: string): void;
  answer(call: string): void;
  decline(call: string): void;
  /** They speak for a while, as into a voicemail. */
  speak(call: string): void;
  useMicrophone(isOn: boolean): void;
  showCardsOf(call: string): void;
  callAgain(phone: Phone): void;
}

/** What is known of a telephone beyond itself. */
export interface PhoneSetting {
  readonly name: string;
  /** In its line, from 1 up. */
  readonly place: number | undefined;
  readonly partnerName: string | undefined;
  /** Two who talk have the same one. */
  readonly hue: number | undefined;
  readonly isInHand: boolean;
  readonly microphone: { readonly isOn: boolean; readonly words: string };
}

/** A telephone shown whole. Its elements stay while it changes, so that focus and reading place do. */
export class PhoneView {
  private readonly avatar = new Avatar();
  private readonly name = element('h3', { class: 'name' });
  private readonly number = element('p', { class: 'number' });
  private readonly tag = element('span', { class: 'tag' }, 'in your hand');
  private readonly callTime = element('time', { class: 'call-time', title: 'How long the call has lasted' });
  private readonly word = element('span', { class: 'word' });
  private readonly partner = element('button', { type: 'button', class: 'partner' });
  private readonly since = element('time');
  private readonly caption = element('p', { class: 'caption' });
  private readonly bar = element('div', { class: 'bar' });
  private readonly soundTime = element('span', { class: 'sound-time' });
  private readonly sounding = element(
    'div',
    { class: 'sounding' },
    this.caption,
    element('div', { class: 'progress', 'aria-hidden': 'true' }, this.bar),
    this.soundTime,
  );
  private readonly requests = element(
    'button',
    { type: 'button', class: 'link', click: () => this.actions.showCardsOf(this.call) },
    'Requests',
  );
  private readonly transcript: TranscriptView;
  private readonly keypad = keypad((key) => this.press(key));
  private readonly body = element('div', { class: 'phone-body' }, this.keypad);
  private readonly microphoneWords = element('p', { class: 'hint microphone', role: 'status' });
  private readonly buttons = {
    listen: this.button('sound', 'Listen', () => this.actions.take(this.call)),
    keypad: this.button('keypad', 'Keys', () => this.toggleBody()),
    microphone: this.button('microphone', 'Talk with my microphone', () =>
      this.actions.useMicrophone(!this.setting?.microphone.isOn),
    ),
    speak: this.button('microphone', 'Speak 10 s', () => this.actions.speak(this.call)),
    again: this.button('phone', 'Call again', () => this.phone && this.actions.callAgain(this.phone)),
    putAway: this.button('close', 'Put away', () => this.actions.putAway(this.call)),
    answer: this.button('phone', 'Pick up', () => this.actions.answer(this.call), 'call'),
    decline: this.button('hang-up', 'Decline', () => this.actions.decline(this.call), 'end'),
    hangUp: this.button('hang-up', 'Hang up', () => this.actions.hangUp(this.call), 'end'),
  };
  readonly root = element(
    'article',
    { class: 'phone', tabindex: -1, keydown: (event) => this.keyDown(event as KeyboardEvent) },
    element(
      'header',
      { class: 'phone-head' },
      this.avatar.root,
      element('div', { class: 'who' }, element('div', { class: 'named' }, this.name, this.tag), this.number),
      element('div', { class: 'aside' }, this.callTime, this.requests),
    ),
    element('p', { class: 'phone-state' }, this.word, this.partner, this.since),
    this.sounding,
    this.body,
    this.microphoneWords,
    element('div', { class: 'phone-actions' }, ...Object.values(this.buttons)),
  );
  private phone: Phone | undefined;
  private setting: PhoneSetting | undefined;
  private isBodyOpen = false;

  constructor(
    readonly call: string,
    private readonly actions: PhoneActions,
    sentence: (text: string) => string,
  ) {
    this.transcript = new TranscriptView(sentence);
    this.body.append(this.transcript.root);
    const nameId = `name-${call}`;
    this.name.id = nameId;
    this.root.id = `phone-${call}`;
    this.root.setAttribute('aria-labelledby', nameId);
    this.buttons.speak.title = 'As if they spoke, into a voicemail for instance';
    this.partner.addEventListener('click', () => {
      if (this.phone?.doing.kind === 'talking') this.actions.goTo(this.phone.doing.with);
    });
  }

  update(phone: Phone, setting: PhoneSetting): void {
    if (this.phone === phone && isSame(this.setting, setting)) return;
    this.phone = phone;
    this.setting = setting;
    const { name, hue, isInHand } = setting;
    const { word, tone } = stateOf(phone, setting.place);
    setAttribute(this.root, 'data-call', this.call);
    setAttribute(this.root, 'data-tone', tone);
    setAttribute(this.root, 'data-hue', hue);
    setAttribute(this.root, 'data-in-hand', isInHand);
    this.avatar.update(name, phone.role, hue);
    setText(this.name, name);
    setText(this.number, numberInWords(phone.role === 'outside' ? phone.to : phone.from));
    setText(this.word, setting.partnerName === undefined ? word : `${word} with`);
    setText(this.partner, setting.partnerName ?? '');
    this.partner.hidden = setting.partnerName === undefined;
    this.sounding.hidden = !phone.hearing || tone === 'talking' || phone.doing.kind === 'over';
    if (phone.hearing) setText(this.caption, captionOf(phone.hearing.sound));
    this.updateButtons(phone, setting);
    this.updateBody(phone, isInHand);
  }

  /** Moves what time moves: nothing but short texts and a bar. */
  tick(nowMillis: number): void {
    if (!this.phone) return;
    const { startedAt, answeredAt, endedAt, doing, hearing } = this.phone;
    const until = endedAt === undefined ? nowMillis : Date.parse(endedAt);
    setText(this.callTime, clockTime((until - Date.parse(answeredAt ?? startedAt)) / 1000));
    const since = 'since' in doing ? clockTime((nowMillis - Date.parse(doing.since)) / 1000) : '';
    setText(this.since, since);
    if (!hearing || this.sounding.hidden) return;
    const isOn = isSounding(hearing, nowMillis);
    setAttribute(this.sounding, 'data-over', !isOn);
    if (hearing.isCut) return;
    const seconds = Math.min(secondsInto(hearing, nowMillis), hearing.seconds);
    setText(this.soundTime, `${clockTime(seconds)} / ${clockTime(hearing.seconds)}`);
    this.bar.style.transform = `scaleX(${progressOf(hearing, nowMillis).toFixed(3)})`;
  }

  private updateButtons({ role, doing }: Phone, { name, isInHand, microphone }: PhoneSetting): void {
    const { listen, keypad: keysButton, speak, again, putAway, answer, decline, hangUp } = this.buttons;
    const isOver = doing.kind === 'over';
    const isRung = role === 'outside' && doing.kind === 'ringing';
    listen.hidden = isOver || isInHand;
    this.tag.hidden = !isInHand;
    keysButton.hidden = isInHand || isOver;
    setAttribute(keysButton, 'aria-expanded', String(this.isBodyOpen));
    this.buttons.microphone.hidden = !isInHand || doing.kind !== 'talking';
    setAttribute(this.buttons.microphone, 'aria-pressed', String(microphone.isOn));
    setText(this.microphoneWords, isInHand && doing.kind === 'talking' ? microphone.words : '');
    speak.hidden = !isInHand || isOver || doing.kind !== 'listening';
    again.hidden = !isOver || role === 'outside';
    putAway.hidden = !isOver;
    answer.hidden = !isRung;
    decline.hidden = !isRung;
    hangUp.hidden = isOver || isRung;
    for (const [button, words] of [
      [listen, `Listen as ${name}`],
      [keysButton, `Keys and transcript of ${name}`],
      [this.requests, `Requests of ${name}`],
      [again, `Call again as ${name}`],
      [putAway, `Put away ${name}`],
      [hangUp, `Hang up, ${name}`],
    ] as const) {
      setAttribute(button, 'aria-label', words);
    }
  }

  private updateBody(phone: Phone, isInHand: boolean): void {
    const isOver = phone.doing.kind === 'over';
    this.body.hidden = !(isInHand || this.isBodyOpen || isOver);
    this.keypad.hidden = isOver;
    // What nobody sees is not brought up to date.
    if (!this.body.hidden) this.transcript.update(phone.transcript, phone.startedAt, isInHand);
  }

  private toggleBody(): void {
    this.isBodyOpen = !this.isBodyOpen;
    if (this.phone && this.setting) {
      this.updateButtons(this.phone, this.setting);
      this.updateBody(this.phone, this.setting.isInHand);
    }
  }

  private keyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !isKey(event.key)) return;
    event.preventDefault();
    this.press(event.key);
  }

  private press(key: Key): void {
    if (this.phone?.doing.kind === 'over') return;
    const button = this.keypad.querySelector(`[data-key="${CSS.escape(key)}"]`);
    button?.classList.remove('pressed');
    requestAnimationFrame(() => button?.classList.add('pressed'));
    this.actions.press(this.call, key);
  }

  private button(symbol: string, words: string, act: () => void, look = 'quiet'): HTMLButtonElement {
    return element(
      'button',
      { type: 'button', class: look, click: act },
      icon(symbol),
      element('span', {}, words),
    );
  }
}

function isSame(one: PhoneSetting | undefined, other: PhoneSetting): boolean {
  if (!one) return false;
  const { microphone, ...rest } = one;
  return (
    (Object.keys(rest) as (keyof typeof rest)[]).every((name) => one[name] === other[name]) &&
    microphone.isOn === other.microphone.isOn &&
    microphone.words === other.microphone.words
  );
}
