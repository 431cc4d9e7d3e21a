import type { Phone, TimelineCard } from '../call-board';
import { numberOf } from '../phone-name';
import { numberInWords } from '../words';
import { arrange, byId, setAttribute, setText } from './element';
import { everything, type Filter, filterFromAddress, filterInAddress, inOrderShown, passes } from './filter';
import { setOptions } from './options';
import { type CardSetting, groupHeading, timelineCardView } from './timeline-card-view';

/** How many cards the list starts with, and how many each "Show older" adds. */
const cardsAtOnce = 60;

/** The most cards in the page at one time. */
const mostCards = 300;

/** The list of what happened, newest first. */
export class TimelineView {
  private readonly list = byId('cards', HTMLElement);
  private readonly empty = byId('cards-empty', HTMLElement);
  private readonly older = byId('older', HTMLButtonElement);
  private readonly pauseButton = byId('pause-cards', HTMLButtonElement);
  private readonly expandButton = byId('expand-cards', HTMLButtonElement);
  private readonly groupButton = byId('group-cards', HTMLButtonElement);
  private readonly search = byId('search', HTMLInputElement);
  private readonly ofWhom = byId('only-call', HTMLSelectElement);
  private readonly ofKind = byId('only-kind', HTMLSelectElement);
  private shown = new Map<number, HTMLLIElement>();
  private drawn = new Map<number, TimelineCard>();
  private most = cardsAtOnce;
  private filter = filterFromAddress(location.search);
  private cards: readonly TimelineCard[] = [];
  private people = '';
  /** The newest card that is shown while the list is paused. */
  private pausedAt: number | undefined;
  private isEachOpen = false;
  private isNew = true;

  constructor(private readonly setting: CardSetting) {
    this.older.addEventListener('click', () => this.showOlder());
    this.pauseButton.addEventListener('click', () => this.pause(this.pausedAt === undefined));
    this.expandButton.addEventListener('click', () => this.expandAll(!this.isEachOpen));
    this.groupButton.addEventListener('click', () =>
      this.show({ ...this.filter, isGrouped: !this.filter.isGrouped }),
    );
    this.search.addEventListener('input', () =>
      this.show({ ...this.filter, text: this.search.value.trim() }),
    );
    this.ofWhom.addEventListener('change', () => this.showOnly(this.ofWhom.value || undefined));
    this.ofKind.addEventListener('change', () =>
      this.show({ ...this.filter, kind: this.ofKind.value as Filter['kind'] }),
    );
    addEventListener('popstate', () => this.show(filterFromAddress(location.search), { isInAddress: true }));
    this.show(this.filter, { isInAddress: true });
  }

  /** Starts over for another simulation; only the filter in the address of a fresh page stays. */
  reset(): void {
    this.shown.clear();
    this.drawn.clear();
    this.cards = [];
    this.pause(false);
    if (!this.isNew) this.show({ ...everything, isGrouped: this.filter.isGrouped });
    this.isNew = false;
  }

  /** Shows the cards of one call, or of all. */
  showOnly(call: string | undefined): void {
    this.show({ ...this.filter, call });
  }

  /** Shows the cards of one call and scrolls to them. */
  goTo(call: string): void {
    this.showOnly(call);
    byId('timeline', HTMLElement).scrollIntoView({ block: 'nearest' });
    this.ofWhom.focus({ preventScroll: true });
  }

  /** Lists the people by whom the cards can be filtered. */
  listPeople(phones: readonly Phone[]): void {
    const people = phones.map(({ call, name }) => call + name).join();
    if (people === this.people) return;
    this.people = people;
    const options = phones.map(
      (phone) => [phone.call, `${phone.name}, ${numberInWords(numberOf(phone))}`] as const,
    );
    setOptions(this.ofWhom, [['', 'Everyone'], ...options.reverse()]);
    this.ofWhom.value = this.filter.call ?? '';
  }

  update(cards: readonly TimelineCard[]): void {
    this.cards = cards;
    const passing = cards.filter((card) => passes(card, this.filter));
    const { pausedAt } = this;
    const listed = pausedAt === undefined ? passing : passing.filter(({ number }) => number <= pausedAt);
    const ordered = inOrderShown(listed.slice(-this.most), this.filter.isGrouped);
    const shown = new Map<number, HTMLLIElement>();
    const rows: HTMLLIElement[] = [];
    ordered.forEach((card, index) => {
      if (this.filter.isGrouped && (index === 0 || ordered[index - 1]?.call !== card.call)) {
        rows.push(groupHeading(card));
      }
      const row = this.rowOf(card);
      shown.set(card.number, row);
      rows.push(row);
    });
    this.shown = shown;
    this.drawn = new Map(ordered.map((card) => [card.number, card]));
    arrange(this.list, rows);
    this.older.hidden = listed.length <= shown.size || this.most >= mostCards;
    this.empty.hidden = shown.size > 0;
    const isFiltered =
      this.filter.call !== undefined || this.filter.kind !== 'all' || this.filter.text !== '';
    setText(this.empty, isFiltered && cards.length > 0 ? nothingPasses : nothingYet);
    setText(byId('cards-count', HTMLElement), passing.length > 0 ? String(passing.length) : '');
    const held = passing.length - listed.length;
    setText(
      this.pauseButton,
      pausedAt === undefined ? 'Pause' : held > 0 ? `Resume (${held} new)` : 'Resume',
    );
  }

  /** Opens a request and scrolls to it, for a link to it. */
  open(number: number): void {
    const row = this.shown.get(number);
    const details = row?.querySelector('details');
    if (!row || !details) return;
    details.open = true;
    row.scrollIntoView({ block: 'start' });
    row.querySelector('summary')?.focus({ preventScroll: true });
  }

  /** Moves the focus from request to request: 1 is down, to older ones. */
  step(direction: 1 | -1): void {
    const summaries = [...this.list.querySelectorAll<HTMLElement>('.card > details > summary')];
    const { activeElement } = document;
    const index = activeElement instanceof HTMLElement ? summaries.indexOf(activeElement) : -1;
    const next = summaries[index < 0 ? 0 : Math.max(0, index + direction)];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: 'nearest' });
  }

  beginSearch(): void {
    this.search.focus();
    this.search.select();
  }

  /** Clears the filter. Returns whether there was one. */
  clear(): boolean {
    const { text, call, kind } = this.filter;
    if (text === '' && call === undefined && kind === 'all') return false;
    this.show({ ...everything, isGrouped: this.filter.isGrouped });
    return true;
  }

  private show(filter: Filter, { isInAddress = false } = {}): void {
    this.filter = filter;
    this.most = cardsAtOnce;
    this.ofWhom.value = filter.call ?? '';
    this.ofKind.value = filter.kind;
    if (this.search.value.trim() !== filter.text) this.search.value = filter.text;
    setAttribute(this.groupButton, 'aria-pressed', String(filter.isGrouped));
    if (!isInAddress) history.replaceState(null, '', filterInAddress(filter) || location.pathname);
    this.update(this.cards);
  }

  /** The row of a card; it is made again if the card has changed, as when a log line came late. */
  private rowOf(card: TimelineCard): HTMLLIElement {
    const known = this.shown.get(card.number);
    if (known && this.drawn.get(card.number) === card) return known;
    const row = timelineCardView(card, this.setting);
    const isOpen = known?.querySelector('details')?.open ?? this.isEachOpen;
    const details = row.querySelector('details');
    if (isOpen && details) details.open = true;
    return row;
  }

  private showOlder(): void {
    const oldest = this.list.lastElementChild;
    this.most = Math.min(this.most + cardsAtOnce, mostCards);
    this.update(this.cards);
    // The button moves down or goes away, so the focus moves to the first new card.
    const next = oldest?.nextElementSibling?.querySelector('summary');
    if (this.older.hidden) next?.focus();
  }

  private pause(isPaused: boolean): void {
    this.pausedAt = isPaused ? (this.cards.at(-1)?.number ?? 0) : undefined;
    setAttribute(this.pauseButton, 'aria-pressed', String(isPaused));
    this.update(this.cards);
  }

  private expandAll(isOpen: boolean): void {
    this.isEachOpen = isOpen;
    setText(this.expandButton, isOpen ? 'Collapse all' : 'Expand all');
    for (const card of this.shown.values()) {
      const details = card.querySelector('details');
      if (details) details.open = isOpen;
    }
  }
}

const nothingYet = 'Each request that Twilio makes to your functions appears here, with your answer.';
const nothingPasses = 'Nothing matches. Press Esc to see everything.';
