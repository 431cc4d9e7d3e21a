import type { CallBoard, Phone } from '../call-board';
import type { SimulationState } from '../protocol';
import { type Conversation, conversationsOf } from './conversations';
import { byId, setAttribute, setText } from './element';
import type { PhoneActions, PhoneSetting } from './phone-actions';
import { isOver, placesIn, shownPhones } from './shown-phones';
import { SideView } from './side-view';
import { TaskRouterView } from './task-router-view';
import { VoicemailsView } from './voicemails-view';
import { WaitingView } from './waiting-view';
import type { WallClock } from './wall-clock';

const title = document.title;

/** More would be too much to look at: all other phones are rows, unless the user opened them. */
const mostWhole = 2;

/** The three parts of the page: the callers, the line, the agents. */
export class PhonesView {
  private board: CallBoard | undefined;
  private state: SimulationState | undefined;
  private yours: string | undefined;
  /** Telephones that the user opened. */
  private readonly opened = new Set<string>();
  /** A call to go to once it is on the board. */
  private wanted: string | undefined;
  private hues: ReadonlyMap<string, number> = new Map();
  private places: ReadonlyMap<string, number> = new Map();
  private phoneOf: ReadonlyMap<string, Phone> = new Map();
  private readonly callers: SideView;
  private readonly agents: SideView;
  private readonly waiting: WaitingView;
  private readonly voicemails: VoicemailsView;
  private readonly taskRouter = new TaskRouterView();

  constructor(
    actions: Omit<PhoneActions, 'goTo'>,
    wallClock: WallClock,
    private readonly microphone: () => PhoneSetting['microphone'],
  ) {
    const goTo = (call: string) => this.goTo(call);
    const side = (id: string) =>
      new SideView(byId(id, HTMLElement), { ...actions, goTo, open: goTo }, (phone) => this.settingOf(phone));
    this.callers = side('callers-phones');
    this.agents = side('agents-phones');
    this.waiting = new WaitingView(
      byId('queues', HTMLElement),
      byId('conversations', HTMLElement),
      byId('more-queues', HTMLElement),
      { phone: (call) => this.phoneOf.get(call), goTo },
      wallClock,
    );
    this.voicemails = new VoicemailsView(wallClock);
  }

  draw(board: CallBoard, state: SimulationState, yours: string | undefined): void {
    this.board = board;
    this.state = state;
    this.yours = yours;
    const { phones, queues } = board;
    this.phoneOf = new Map(phones.map((phone) => [phone.call, phone]));
    this.places = placesIn(queues);
    const conversations = conversationsOf(phones, this.hues);
    this.hues = new Map(
      conversations.flatMap(({ caller, other, hue }) => [pair(caller, hue), pair(other, hue)]),
    );
    for (const call of this.opened) if (!this.phoneOf.has(call)) this.opened.delete(call);
    const { callers, agents } = shownPhones(phones, queues, { yours, opened: this.opened, most: mostWhole });
    this.callers.update(callers);
    this.agents.update(agents);
    this.waiting.update(state.queues, queues, conversations, yours);
    this.voicemails.update(board.voicemails, state);
    this.taskRouter.update(board.taskRouter, this.phoneOf);
    this.count(phones, conversations);
    if (this.wanted !== undefined && this.phoneOf.has(this.wanted)) this.goTo(this.wanted);
  }

  /** Updates what changes with time. */
  tick(nowMillis: number): void {
    this.callers.tick(nowMillis);
    this.agents.tick(nowMillis);
    this.waiting.tick(nowMillis);
    this.taskRouter.tick(nowMillis);
  }

  /** Shows a telephone and focuses it, so that the keyboard's keys are its keys. */
  goTo(call: string): void {
    const phone = this.callers.phone(call) ?? this.agents.phone(call);
    this.wanted = phone || this.phoneOf.has(call) ? undefined : call;
    if (phone) {
      phone.focus({ preventScroll: true });
      phone.scrollIntoView({ block: 'nearest' });
    } else if (this.board && this.state && this.wanted === undefined) {
      this.opened.add(call);
      this.draw(this.board, this.state, this.yours);
      this.goTo(call);
    }
  }

  /** Shows it as a row again; the focus moves to the start of the phones. */
  dismiss(call: string): void {
    this.opened.delete(call);
    byId('callers', HTMLElement).focus({ preventScroll: true });
  }

  private settingOf({ call, doing }: Phone): PhoneSetting {
    const isYours = call === this.yours;
    return {
      place: this.places.get(call),
      partnerName: doing.kind === 'talking' ? (this.phoneOf.get(doing.with)?.name ?? 'somebody') : undefined,
      hue: this.hues.get(call),
      isYours,
      microphone: isYours ? this.microphone() : microphoneOff,
    };
  }

  private explainAgents(): void {
    const { agents = [], queues = [] } = this.state ?? {};
    const areSomeRung = agents.some(({ rungAt }) => rungAt !== undefined);
    const doSomeDialIn = queues.some(({ isRung }) => !isRung);
    const kind = areSomeRung && doSomeDialIn ? 'both' : areSomeRung ? 'rung' : 'dialIn';
    setText(byId('agents-empty', HTMLElement), agentsInWords[kind]);
    byId('next-picks-up', HTMLElement).hidden = !areSomeRung;
  }

  private count(phones: readonly Phone[], conversations: readonly Conversation[]): void {
    const up = phones.filter((phone) => !isOver(phone));
    const callers = up.filter(({ role }) => role === 'caller').length;
    const waiting = this.places.size;
    setText(byId('callers-count', HTMLElement), callers > 0 ? String(callers) : '');
    setText(byId('agents-count', HTMLElement), up.length > callers ? String(up.length - callers) : '');
    setText(byId('line-count', HTMLElement), waiting > 0 ? String(waiting) : '');
    byId('callers-empty', HTMLElement).hidden = this.callers.isShowing;
    byId('agents-empty', HTMLElement).hidden = this.agents.isShowing;
    this.explainAgents();
    byId('conversations-box', HTMLElement).hidden = conversations.length === 0;
    setAttribute(byId('next', HTMLElement), 'data-wanted', waiting > 0);
    document.title = waiting > 0 ? `${waiting} in line · Call queue` : title;
  }
}

/** How agents get callers. */
const agentsInWords = {
  dialIn: 'No agent is signed in. Agents dial in once, and get one caller after another until they hang up.',
  rung: 'No agent is on the phone. Agents call once to be available. Then their phones ring, and a key takes the call.',
  both: 'No agent is on the phone. Some dial in and stay on the line. Others call once to be available, and then their phones ring.',
};

const microphoneOff: PhoneSetting['microphone'] = { isOn: false, isMuted: false, words: '', level: () => 0 };

const pair = ({ call }: Phone, hue: number) => [call, hue] as const;
