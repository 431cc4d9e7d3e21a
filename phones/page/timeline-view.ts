import type { Phone, TimelineCard } from '../call-board';
import { timeOfDay } from './controls';
import { arrange, byId, setAttribute, setText } from './element';
import { type Filter, passes } from './filter';
import { type NameBook, numberOf } from './name-book';
import { setOptions } from './options';
import { timelineCardView } from './timeline-card-view';
import { counted, numberInWords } from './words';

/** How many cards a list begins with, and how many come with each "show older". */
const cardsAtOnce = 60;

/** More than this are never in the page at one time. */
const mostCards = 300;

/** The list of what happened, the newest on top. */
export class TimelineView {
  private readonly list = byId('cards', HTMLElement);
  private readonly empty = byId('cards-empty', HTMLElement);
  private readonly older = byId('older', HTMLButtonElement);
  private readonly holdButton = byId('hold', HTMLButtonElement);
  private readonly openButton = byId('open-cards', HTMLButtonElement);
  private readonly ofWhom = byId('only-call', HTMLSelectElement);
  private readonly ofKind = byId('only-kind', HTMLSelectElement);
  private shown = new Map<number, HTMLLIElement>();
  private most = cardsAtOnce;
  private filter: Filter = { kind: 'all' };
  private cards: readonly TimelineCard[] = [];
  private calls = '';
  /** The newest card that is shown while the list is held. */
  private heldAt: number | undefined;
  private isEachOpen = false;

  constructor(private readonly names: NameBook) {
    this.older.addEventListener('click', () => this.showOlder());
    this.holdButton.addEventListener('click', () => this.hold(this.heldAt === undefined));
    this.openButton.addEventListener('click', () => this.openAll(!this.isEachOpen));
    this.ofWhom.addEventListener('change', () => this.showOnly(this.ofWhom.value || undefined));
    this.ofKind.addEventListener('change', () =>
      this.show({ ...this.filter, kind: this.ofKind.value as Filter['kind'] }),
    );
  }

  /** Another simulation: nothing of the last one stays. */
  reset(): void {
    this.shown.clear();
    this.cards = [];
    this.hold(false);
    this.showOnly(undefined);
  }

  /** The cards of one call, or of all. */
  showOnly(call: string | undefined): void {
    this.ofWhom.value = call ?? '';
    this.show({ ...this.filter, call });
  }

  /** Brings the cards of one call before the reader. */
  goTo(call: string): void {
    this.showOnly(call);
    byId('timeline-title', HTMLElement).scrollIntoView({ block: 'start' });
    this.ofWhom.focus({ preventScroll: true });
  }

  /** Whose cards can be shown alone. */
  listPeople(phones: readonly Phone[]): void {
    const calls = phones.map(({ call }) => call).join();
    if (calls === this.calls) return;
    this.calls = calls;
    const people = phones.map((phone) => {
      const words = `${this.names.of(phone)}, ${numberInWords(numberOf(phone))}`;
      return [phone.call, words] as const;
    });
    setOptions(this.ofWhom, [['', 'Everybody'], ...people.reverse()]);
    this.ofWhom.value = this.filter.call ?? '';
  }

  update(cards: readonly TimelineCard[]): void {
    this.cards = cards;
    const passing = cards.filter((card) => passes(card, this.filter));
    const { heldAt } = this;
    const listed = heldAt === undefined ? passing : passing.filter(({ number }) => number <= heldAt);
    const shown = new Map<number, HTMLLIElement>();
    for (const card of listed.slice(-this.most).reverse()) {
      shown.set(card.number, this.shown.get(card.number) ?? this.make(card));
    }
    this.shown = shown;
    arrange(this.list, [...shown.values()]);
    this.older.hidden = listed.length <= shown.size || this.most >= mostCards;
    this.empty.hidden = shown.size > 0;
    const isFiltered = this.filter.call !== undefined || this.filter.kind !== 'all';
    setText(this.empty, isFiltered && cards.length > 0 ? nothingPasses : nothingYet);
    const held = passing.length - listed.length;
    setText(
      this.holdButton,
      heldAt === undefined ? 'Hold' : `Go on (${counted(held, 'new one', 'new ones')})`,
    );
  }

  private show(filter: Filter): void {
    this.filter = filter;
    this.most = cardsAtOnce;
    this.update(this.cards);
  }

  private make(card: TimelineCard): HTMLLIElement {
    const made = timelineCardView(card, {
      name: (call) => this.names.on(call),
      time: timeOfDay,
      sentence: (text) => this.names.inSentence(text),
    });
    if (this.isEachOpen) for (const details of made.querySelectorAll('details')) details.open = true;
    return made;
  }

  private showOlder(): void {
    const oldest = this.list.lastElementChild;
    this.most = Math.min(this.most + cardsAtOnce, mostCards);
    this.update(this.cards);
    // The button moves down or goes away; the reader goes on where they were.
    const next = oldest?.nextElementSibling?.querySelector('summary');
    if (this.older.hidden) next?.focus();
  }

  private hold(isHeld: boolean): void {
    this.heldAt = isHeld ? (this.cards.at(-1)?.number ?? 0) : undefined;
    setAttribute(this.holdButton, 'aria-pressed', String(isHeld));
    this.update(this.cards);
  }

  private openAll(isOpen: boolean): void {
    this.isEachOpen = isOpen;
    setText(this.openButton, isOpen ? 'Close all' : 'Open all');
    for (const card of this.shown.values()) {
      const details = card.querySelector('details');
      if (details) details.open = isOpen;
    }
  }
}

const nothingYet = 'Each request that Twilio makes to your functions comes up here, with what they answered.';
const nothingPasses = 'Nothing of this kind yet.';
