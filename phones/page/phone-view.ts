import type { Phone } from '../call-board';
import { numberOf } from '../phone-name';
import { clockTime, numberInWords, stateOf } from '../words';
import { Avatar } from './avatar';
import { element, setAttribute, setText } from './element';
import { isKey, type Key } from './key-tones';
import { keypad } from './keypad';
import type { PhoneActions, PhoneSetting } from './phone-actions';
import { PhoneButtons } from './phone-buttons';
import { SoundingView } from './sounding-view';
import { TranscriptView } from './transcript-view';

/** A telephone in full. Its elements stay while it changes, and so do the focus and the reading position. */
export class PhoneView {
  private readonly avatar = new Avatar();
  private readonly name = element('h3', { class: 'name' });
  private readonly number = element('p', { class: 'number' });
  private readonly tag = element('span', { class: 'tag' }, 'yours');
  private readonly callTime = element('time', { class: 'call-time', title: 'How long the call has lasted' });
  private readonly word = element('span', { class: 'word' });
  private readonly partner = element('button', { type: 'button', class: 'partner' });
  private readonly since = element('time');
  private readonly sounding = new SoundingView();
  private readonly requests = element(
    'button',
    { type: 'button', class: 'link', click: () => this.actions.showCardsOf(this.call) },
    'Requests',
  );
  private readonly transcript: TranscriptView;
  private readonly keypad = keypad((key) => this.press(key));
  private readonly body = element('div', { class: 'phone-body' }, this.keypad);
  private readonly microphoneWords = element('p', { class: 'hint microphone', role: 'status' });
  /** The loudness of the microphone. */
  private readonly level = element('meter', {
    class: 'level',
    min: 0,
    max: 1,
    hidden: true,
    'aria-label': 'Microphone level',
  });
  /** It keeps its height from one sound to the next, so that the keys below it stay where they are. */
  private readonly sound = element(
    'div',
    { class: 'phone-sound' },
    this.sounding.root,
    this.microphoneWords,
    this.level,
  );
  private readonly buttons: PhoneButtons;
  readonly root: HTMLElement;
  private phone: Phone | undefined;
  private setting: PhoneSetting | undefined;
  private isBodyOpen = false;

  constructor(
    readonly call: string,
    private readonly actions: PhoneActions,
  ) {
    this.transcript = new TranscriptView();
    this.body.append(this.transcript.root);
    this.buttons = new PhoneButtons(call, actions, () => this.toggleBody());
    this.name.id = `name-${call}`;
    this.root = element(
      'article',
      {
        id: `phone-${call}`,
        class: 'phone',
        tabindex: -1,
        'aria-labelledby': this.name.id,
        keydown: (event) => this.keyDown(event as KeyboardEvent),
      },
      element(
        'header',
        { class: 'phone-head' },
        this.avatar.root,
        element(
          'div',
          { class: 'who' },
          element('div', { class: 'named' }, this.name, this.tag),
          this.number,
        ),
        element('div', { class: 'aside' }, this.callTime, this.requests),
      ),
      element('p', { class: 'phone-state' }, this.word, this.partner, this.since),
      this.sound,
      this.body,
      this.buttons.root,
    );
    this.partner.addEventListener('click', () => {
      if (this.phone?.doing.kind === 'talking') this.actions.goTo(this.phone.doing.with);
    });
  }

  update(phone: Phone, setting: PhoneSetting): void {
    if (this.phone === phone && isSame(this.setting, setting)) return;
    this.phone = phone;
    this.setting = setting;
    const { hue, isYours } = setting;
    const { name } = phone;
    const { word, tone } = stateOf(phone, setting.place);
    setAttribute(this.root, 'data-call', this.call);
    setAttribute(this.root, 'data-tone', tone);
    setAttribute(this.root, 'data-hue', hue);
    setAttribute(this.root, 'data-yours', isYours);
    this.avatar.update(name, phone.role, hue);
    setText(this.name, name);
    setText(this.number, `${numberInWords(numberOf(phone))} · #${phone.number}`);
    setText(this.word, setting.partnerName === undefined ? word : `${word} with`);
    setText(this.partner, setting.partnerName ?? '');
    this.partner.hidden = setting.partnerName === undefined;
    const isTalking = phone.doing.kind === 'talking';
    const isOver = phone.doing.kind === 'over';
    const hearing = isTalking || isOver ? undefined : phone.hearing;
    this.sounding.update(hearing);
    setText(this.microphoneWords, isYours && isTalking ? setting.microphone.words : '');
    this.level.hidden = !isYours || !isTalking || !setting.microphone.isOn;
    this.sound.hidden = isOver || (!isYours && !hearing);
    setAttribute(this.requests, 'aria-label', `Requests of ${name}`);
    this.tag.hidden = !isYours;
    this.buttons.update(phone, setting, this.isBodyOpen);
    this.updateBody(phone, isYours);
  }

  /** Updates what changes with time: only short texts and a bar. */
  tick(nowMillis: number): void {
    if (!this.phone) return;
    const { startedAt, answeredAt, endedAt, doing } = this.phone;
    const until = endedAt === undefined ? nowMillis : Date.parse(endedAt);
    setText(this.callTime, clockTime((until - Date.parse(answeredAt ?? startedAt)) / 1000));
    const since = 'since' in doing ? clockTime((nowMillis - Date.parse(doing.since)) / 1000) : '';
    setText(this.since, since);
    this.sounding.tick(nowMillis);
    if (!this.level.hidden && this.setting) this.level.value = this.setting.microphone.level();
  }

  private updateBody(phone: Phone, isYours: boolean): void {
    const isOver = phone.doing.kind === 'over';
    this.body.hidden = !(isYours || this.isBodyOpen || isOver);
    this.keypad.hidden = isOver;
    // What is hidden is not updated.
    if (!this.body.hidden) this.transcript.update(phone.transcript, phone.startedAt, isYours);
  }

  private toggleBody(): void {
    this.isBodyOpen = !this.isBodyOpen;
    if (this.phone && this.setting) {
      this.buttons.update(this.phone, this.setting, this.isBodyOpen);
      this.updateBody(this.phone, this.setting.isYours);
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
}

function isSame(one: PhoneSetting | undefined, other: PhoneSetting): boolean {
  if (!one) return false;
  const { microphone, ...rest } = one;
  return (
    (Object.keys(rest) as (keyof typeof rest)[]).every((name) => one[name] === other[name]) &&
    microphone.isOn === other.microphone.isOn &&
    microphone.isMuted === other.microphone.isMuted &&
    microphone.words === other.microphone.words
  );
}
