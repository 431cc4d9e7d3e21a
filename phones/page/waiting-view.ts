import type { Phone, WaitingQueue } from '../call-board';
import { Avatar } from './avatar';
import type { Conversation } from './conversations';
import { arrange, element, setAttribute, setText } from './element';
import { clockTime, counted } from './words';

/** How many people of a line are drawn; the others are counted. */
const peopleShown = 24;

/** Somebody in line. */
class PlaceView {
  private readonly place = element('span', { class: 'place' });
  private readonly avatar = new Avatar();
  private readonly name = element('span', { class: 'name' });
  private readonly time = element('time');
  private since = 0;
  readonly root: HTMLElement;

  constructor(call: string, goTo: (call: string) => void) {
    this.root = element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'person', click: () => goTo(call) },
        this.place,
        this.avatar.root,
        this.name,
        this.time,
      ),
    );
  }

  update(place: number, name: string, role: Phone['role'], since: string, isYours: boolean): void {
    this.since = Date.parse(since);
    setText(this.place, String(place));
    setText(this.name, name);
    this.avatar.update(name, role, undefined);
    setAttribute(this.root, 'data-yours', isYours);
  }

  tick(nowMillis: number): void {
    setText(this.time, clockTime((nowMillis - this.since) / 1000));
  }
}

/** A queue as a line of people, its front on top. */
class QueueView {
  private readonly title = element('h3');
  private readonly people = element('ol', { class: 'people' });
  private readonly more = element('p', { class: 'hint' });
  readonly root = element('div', { class: 'queue' }, this.title, this.people, this.more);
  private places = new Map<string, PlaceView>();

  update(line: WaitingQueue, isNamed: boolean, yours: string | undefined, lookup: Lookup): void {
    this.title.hidden = !isNamed;
    setText(this.title, `${line.queue}: ${counted(line.places.length, 'caller')}`);
    const places = new Map<string, PlaceView>();
    line.places.slice(0, peopleShown).forEach(({ call, since }, index) => {
      const phone = lookup.phone(call);
      const view = this.places.get(call) ?? new PlaceView(call, lookup.goTo);
      const name = phone ? lookup.name(phone) : 'Somebody';
      view.update(index + 1, name, phone?.role ?? 'caller', since, call === yours);
      places.set(call, view);
    });
    this.places = places;
    arrange(
      this.people,
      [...places.values()].map(({ root }) => root),
    );
    const others = line.places.length - places.size;
    this.more.hidden = others === 0;
    setText(this.more, `and ${others} more behind them`);
  }

  tick(nowMillis: number): void {
    for (const place of this.places.values()) place.tick(nowMillis);
  }
}

/** Two who talk. */
class ConversationView {
  private readonly caller = new Avatar();
  private readonly agent = new Avatar();
  private readonly names = element('span', { class: 'name' });
  private readonly time = element('time');
  private since = 0;
  readonly root: HTMLElement;

  constructor(call: string, goTo: (call: string) => void) {
    this.root = element(
      'li',
      {},
      element(
        'button',
        { type: 'button', class: 'talk', click: () => goTo(call) },
        this.caller.root,
        element('span', { class: 'thread', 'aria-hidden': 'true' }),
        this.agent.root,
        this.names,
        this.time,
      ),
    );
  }

  update({ caller, other, since, hue }: Conversation, lookup: Lookup): void {
    this.since = Date.parse(since);
    this.caller.update(lookup.name(caller), caller.role, hue);
    this.agent.update(lookup.name(other), other.role, hue);
    setAttribute(this.root, 'data-hue', hue);
    setText(this.names, `${lookup.name(caller)} and ${lookup.name(other)}`);
  }

  tick(nowMillis: number): void {
    setText(this.time, clockTime((nowMillis - this.since) / 1000));
  }
}

interface Lookup {
  phone(call: string): Phone | undefined;
  name(phone: Phone): string;
  goTo(call: string): void;
}

/** The middle of the page: who waits, and who talks. */
export class LineView {
  private queues = new Map<string, QueueView>();
  private talks = new Map<string, ConversationView>();

  constructor(
    private readonly linesRoot: Element,
    private readonly talksRoot: Element,
    private readonly lookup: Lookup,
  ) {}

  update(waiting: readonly WaitingQueue[], talks: readonly Conversation[], yours: string | undefined): void {
    const filled = waiting.filter(({ places }) => places.length > 0);
    const queues = new Map<string, QueueView>();
    for (const line of filled) {
      const view = this.queues.get(line.queue) ?? new QueueView();
      view.update(line, waiting.length > 1, yours, this.lookup);
      queues.set(line.queue, view);
    }
    this.queues = queues;
    arrange(
      this.linesRoot,
      [...queues.values()].map(({ root }) => root),
    );
    const views = new Map<string, ConversationView>();
    for (const talk of talks) {
      const { call } = talk.caller;
      const view = this.talks.get(call) ?? new ConversationView(call, this.lookup.goTo);
      view.update(talk, this.lookup);
      views.set(call, view);
    }
    this.talks = views;
    arrange(
      this.talksRoot,
      [...views.values()].map(({ root }) => root),
    );
  }

  tick(nowMillis: number): void {
    for (const queue of this.queues.values()) queue.tick(nowMillis);
    for (const talk of this.talks.values()) talk.tick(nowMillis);
  }
}
