import type { CallBoard, Phone } from '../call-board';
import { type Conversation, conversationsOf } from './conversations';
import { byId, setAttribute, setText } from './element';
import type { NameBook } from './name-book';
import type { PhoneActions, PhoneSetting } from './phone-actions';
import { isOver, placesIn, shownPhones } from './shown-phones';
import { SideView } from './side-view';
import { LineView } from './waiting-view';

const title = document.title;

/** What is below the phones should not be far: all but these, and what somebody chose, are a row each. */
const mostWhole = 2;

/** The three places of the page: the callers, the line, the agents. */
export class PhonesView {
  private board: CallBoard | undefined;
  private yours: string | undefined;
  /** Telephones that somebody wants to see whole. */
  private readonly opened = new Set<string>();
  /** A call that is not on the board yet, and to which the reader wants to go. */
  private wanted: string | undefined;
  private hues: ReadonlyMap<string, number> = new Map();
  private places: ReadonlyMap<string, number> = new Map();
  private phoneOf: ReadonlyMap<string, Phone> = new Map();
  private readonly callers: SideView;
  private readonly agents: SideView;
  private readonly line: LineView;

  constructor(
    actions: Omit<PhoneActions, 'goTo'>,
    private readonly names: NameBook,
    private readonly microphone: () => PhoneSetting['microphone'],
  ) {
    const goTo = (call: string) => this.goTo(call);
    const side = (id: string) =>
      new SideView(byId(id, HTMLElement), { ...actions, goTo, open: goTo }, names, (phone) =>
        this.settingOf(phone),
      );
    this.callers = side('callers-phones');
    this.agents = side('agents-phones');
    this.line = new LineView(byId('queues', HTMLElement), byId('talks', HTMLElement), {
      phone: (call) => this.phoneOf.get(call),
      name: (phone) => names.of(phone),
      goTo,
    });
  }

  draw(board: CallBoard, yours: string | undefined): void {
    this.board = board;
    this.yours = yours;
    const { phones, queues } = board;
    this.phoneOf = new Map(phones.map((phone) => [phone.call, phone]));
    this.places = placesIn(queues);
    const talks = conversationsOf(phones, this.hues);
    this.hues = new Map(talks.flatMap(({ caller, other, hue }) => [pair(caller, hue), pair(other, hue)]));
    for (const call of this.opened) if (!this.phoneOf.has(call)) this.opened.delete(call);
    const { callers, agents } = shownPhones(phones, queues, {
      yours,
      opened: this.opened,
      most: mostWhole,
    });
    this.callers.update(callers);
    this.agents.update(agents);
    this.line.update(queues, talks, yours);
    this.count(phones, talks);
    if (this.wanted !== undefined && this.phoneOf.has(this.wanted)) this.goTo(this.wanted);
  }

  /** Moves what time moves. */
  tick(nowMillis: number): void {
    this.callers.tick(nowMillis);
    this.agents.tick(nowMillis);
    this.line.tick(nowMillis);
  }

  /** Brings a telephone before the reader; the keyboard's keys are its keys then. */
  goTo(call: string): void {
    const phone = this.callers.phone(call) ?? this.agents.phone(call);
    this.wanted = phone || this.phoneOf.has(call) ? undefined : call;
    if (phone) {
      phone.focus({ preventScroll: true });
      phone.scrollIntoView({ block: 'nearest' });
    } else if (this.board && this.wanted === undefined) {
      this.opened.add(call);
      this.draw(this.board, this.yours);
      this.goTo(call);
    }
  }

  /** It is no longer shown whole; the reader goes on at the start of the phones. */
  dismiss(call: string): void {
    this.opened.delete(call);
    byId('callers', HTMLElement).focus({ preventScroll: true });
  }

  private settingOf(phone: Phone): PhoneSetting {
    const { call, doing } = phone;
    const isYours = call === this.yours;
    return {
      name: this.names.of(phone),
      place: this.places.get(call),
      partnerName: doing.kind === 'talking' ? (this.names.on(doing.with) ?? 'somebody') : undefined,
      hue: this.hues.get(call),
      isYours,
      microphone: isYours ? this.microphone() : { isOn: false, words: '' },
    };
  }

  private count(phones: readonly Phone[], talks: readonly Conversation[]): void {
    const up = phones.filter((phone) => !isOver(phone));
    const callers = up.filter(({ role }) => role === 'caller').length;
    const waiting = this.places.size;
    setText(byId('callers-count', HTMLElement), callers > 0 ? String(callers) : '');
    setText(byId('agents-count', HTMLElement), up.length > callers ? String(up.length - callers) : '');
    setText(byId('line-count', HTMLElement), waiting > 0 ? String(waiting) : '');
    byId('callers-empty', HTMLElement).hidden = this.callers.isShowing;
    byId('agents-empty', HTMLElement).hidden = this.agents.isShowing;
    byId('line-empty', HTMLElement).hidden = waiting > 0;
    byId('talks-box', HTMLElement).hidden = talks.length === 0;
    setAttribute(byId('next', HTMLElement), 'data-wanted', waiting > 0);
    document.title = waiting > 0 ? `${waiting} in line · Call queue` : title;
  }
}

const pair = ({ call }: Phone, hue: number) => [call, hue] as const;
