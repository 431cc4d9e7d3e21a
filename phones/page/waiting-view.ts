import type { CallBoard, Phone } from '../call-board';
import type { QueueState } from '../protocol';
import { clockTime } from '../words';
import { Avatar } from './avatar';
import type { Conversation } from './conversations';
import { arrange, element, setAttribute, setText } from './element';
import type { WallClock } from './wall-clock';

/** How many callers of a queue are shown; the others are counted. */
const callersShown = 24;

/** How many queues without callers are shown. */
const emptyQueuesShown = 8;

type Places = CallBoard['queues'][number]['places'];

/** A queue in the config with its callers, lane by lane; or one at Twilio that is not in the config. */
interface QueueWithCallers {
  readonly state: QueueState;
  readonly lanes: readonly { readonly name: string; readonly isPriority: boolean; readonly places: Places }[];
}

/** A person in line. */
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

  update(place: number, phone: Phone | undefined, since: string, isYours: boolean): void {
    const name = phone?.name ?? 'Someone';
    this.since = Date.parse(since);
    setText(this.place, String(place));
    setText(this.name, name);
    this.avatar.update(name, phone?.role ?? 'caller', undefined);
    setAttribute(this.root, 'data-yours', isYours);
  }

  tick(nowMillis: number): void {
    setText(this.time, clockTime((nowMillis - this.since) / 1000));
  }
}

/** A lane of a queue as a line of people, the front at the top. */
class LaneView {
  private readonly title = element('h4', { class: 'lane' });
  private readonly people = element('ol', { class: 'people' });
  private readonly more = element('p', { class: 'hint' });
  readonly root = element('div', {}, this.title, this.people, this.more);
  private places = new Map<string, PlaceView>();

  update(
    lane: QueueWithCallers['lanes'][number],
    hasLanes: boolean,
    yours: string | undefined,
    lookup: Lookup,
  ): void {
    this.title.hidden = !hasLanes;
    setText(this.title, lane.isPriority ? 'Priority lane' : 'Normal lane');
    this.root.hidden = lane.places.length === 0;
    const places = new Map<string, PlaceView>();
    lane.places.slice(0, callersShown).forEach(({ call, since }, index) => {
      const view = this.places.get(call) ?? new PlaceView(call, lookup.goTo);
      view.update(index + 1, lookup.phone(call), since, call === yours);
      places.set(call, view);
    });
    this.places = places;
    arrange(
      this.people,
      [...places.values()].map(({ root }) => root),
    );
    const others = lane.places.length - places.size;
    this.more.hidden = others === 0;
    setText(this.more, `and ${others} more behind them`);
  }

  tick(nowMillis: number): void {
    for (const place of this.places.values()) place.tick(nowMillis);
  }
}

/** A queue: whether it is open, how full it is, and its waiting callers. */
class QueueView {
  private readonly title = element('h3');
  private readonly hours = element('span', { class: 'chip' });
  private readonly facts = element('p', { class: 'hint facts' });
  private readonly laneRoots = element('div', { class: 'lanes' });
  readonly root = element(
    'div',
    { class: 'queue' },
    element('div', { class: 'queue-head' }, this.title, this.hours),
    this.facts,
    this.laneRoots,
  );
  private lanes = new Map<string, LaneView>();
  private queue: QueueWithCallers | undefined;

  update(queue: QueueWithCallers, yours: string | undefined, lookup: Lookup): void {
    this.queue = queue;
    setText(this.title, queue.state.name);
    const lanes = new Map<string, LaneView>();
    for (const lane of queue.lanes) {
      const view = this.lanes.get(lane.name) ?? new LaneView();
      view.update(lane, queue.lanes.length > 1, yours, lookup);
      lanes.set(lane.name, view);
    }
    this.lanes = lanes;
    arrange(
      this.laneRoots,
      [...lanes.values()].map(({ root }) => root),
    );
  }

  tick(nowMillis: number, wallClock: WallClock): void {
    const { queue } = this;
    if (!queue) return;
    const { hours, maxCallers } = queue.state;
    this.hours.hidden = !hours;
    if (hours) {
      const until = hours.changesAt ? ` until ${wallClock.until(hours.changesAt, nowMillis)}` : '';
      setText(this.hours, `${hours.isOpen ? 'Open' : 'Closed'}${until}`);
      setAttribute(this.hours, 'data-open', hours.isOpen);
    }
    const places = queue.lanes.flatMap((lane) => lane.places);
    const longest = Math.min(...places.map(({ since }) => Date.parse(since)));
    const sizes = queue.lanes.map(({ isPriority, places: { length } }) => {
      const size = maxCallers > 0 ? `${length} of ${maxCallers}` : String(length);
      return `${size} ${isPriority ? 'in the priority lane' : 'waiting'}`;
    });
    const wait = places.length > 0 ? ` · longest ${clockTime((nowMillis - longest) / 1000)}` : '';
    setText(this.facts, sizes.reverse().join(' · ') + wait);
    for (const lane of this.lanes.values()) lane.tick(nowMillis);
  }
}

/** Two people in a conversation. */
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
        { type: 'button', class: 'conversation', click: () => goTo(call) },
        this.caller.root,
        element('span', { class: 'thread', 'aria-hidden': 'true' }),
        this.agent.root,
        this.names,
        this.time,
      ),
    );
  }

  update({ caller, other, since, hue }: Conversation): void {
    this.since = Date.parse(since);
    this.caller.update(caller.name, caller.role, hue);
    this.agent.update(other.name, other.role, hue);
    setAttribute(this.root, 'data-hue', hue);
    setText(this.names, `${caller.name} and ${other.name}`);
  }

  tick(nowMillis: number): void {
    setText(this.time, clockTime((nowMillis - this.since) / 1000));
  }
}

interface Lookup {
  phone(call: string): Phone | undefined;
  goTo(call: string): void;
}

/** The middle of the page: the queues with their callers, and the conversations. */
export class WaitingView {
  private queues = new Map<string, QueueView>();
  private conversations = new Map<string, ConversationView>();

  constructor(
    private readonly queuesRoot: Element,
    private readonly conversationsRoot: Element,
    private readonly emptyQueues: Element,
    private readonly lookup: Lookup,
    private readonly wallClock: WallClock,
  ) {}

  update(
    states: readonly QueueState[],
    waiting: CallBoard['queues'],
    conversations: readonly Conversation[],
    yours: string | undefined,
  ): void {
    const all = queuesWithCallers(states, waiting);
    const isEmpty = ({ lanes }: QueueWithCallers) => lanes.every(({ places }) => places.length === 0);
    const empty = all.filter(isEmpty);
    const hidden = new Set(empty.slice(emptyQueuesShown));
    const queues = new Map<string, QueueView>();
    for (const queue of all.filter((one) => !hidden.has(one))) {
      const view = this.queues.get(queue.state.name) ?? new QueueView();
      view.update(queue, yours, this.lookup);
      queues.set(queue.state.name, view);
    }
    this.queues = queues;
    arrange(
      this.queuesRoot,
      [...queues.values()].map(({ root }) => root),
    );
    setText(this.emptyQueues, hidden.size > 0 ? `and ${hidden.size} more queues without callers` : '');
    const views = new Map<string, ConversationView>();
    for (const conversation of conversations) {
      const { call } = conversation.caller;
      const view = this.conversations.get(call) ?? new ConversationView(call, this.lookup.goTo);
      view.update(conversation);
      views.set(call, view);
    }
    this.conversations = views;
    arrange(
      this.conversationsRoot,
      [...views.values()].map(({ root }) => root),
    );
  }

  tick(nowMillis: number): void {
    for (const queue of this.queues.values()) queue.tick(nowMillis, this.wallClock);
    for (const conversation of this.conversations.values()) conversation.tick(nowMillis);
  }
}

/** The queues in the config, and those at Twilio that belong to none of them, such as those of staging. */
function queuesWithCallers(
  states: readonly QueueState[],
  waiting: CallBoard['queues'],
): readonly QueueWithCallers[] {
  const placesOf = (name: string) => waiting.find(({ queue }) => queue === name)?.places ?? [];
  const known = new Set(states.flatMap(({ namesAtTwilio }) => namesAtTwilio));
  return [
    ...states.map((state) => ({
      state,
      // The priority lane is served first.
      lanes: state.namesAtTwilio
        .map((name) => ({ name, isPriority: name === `${state.name}-priority`, places: placesOf(name) }))
        .sort((one, other) => Number(other.isPriority) - Number(one.isPriority)),
    })),
    ...waiting
      .filter(({ queue, places }) => !known.has(queue) && places.length > 0)
      .map(({ queue, places }) => ({
        state: { name: queue, namesAtTwilio: [queue], maxCallers: 0 },
        lanes: [{ name: queue, isPriority: false, places }],
      })),
  ];
}
