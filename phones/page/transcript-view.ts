import type { TranscriptLine } from '../call-board';
import { clockTime } from '../words';
import { element, setAttribute, setText } from './element';

/** How many lines are in the page; older ones are rarely needed. */
const linesShown = 80;

/** How close to its end a list must be to follow new lines. */
const nearEndPixels = 24;

/** What was heard and pressed on a telephone. For this tab's own telephone it is read aloud, line by line. */
export class TranscriptView {
  private readonly list = element('ol');
  readonly root = element('div', { class: 'transcript', tabindex: 0, 'aria-label': 'Transcript' }, this.list);
  private readonly shown = new Map<number, HTMLElement>();
  /** False while the user scrolls back to read. */
  private isAtEnd = true;

  constructor() {
    this.root.addEventListener('scroll', () => {
      const { scrollHeight, scrollTop, clientHeight } = this.root;
      this.isAtEnd = scrollHeight - scrollTop - clientHeight < nearEndPixels;
    });
    new ResizeObserver(() => this.follow()).observe(this.root);
  }

  update(lines: readonly TranscriptLine[], startedAt: string, isReadAloud: boolean): void {
    setAttribute(this.root, 'role', isReadAloud ? 'log' : 'region');
    setAttribute(this.root, 'aria-live', isReadAloud ? 'polite' : 'off');
    const wanted = lines.slice(-linesShown);
    const first = wanted[0]?.number ?? Number.POSITIVE_INFINITY;
    for (const [number, line] of this.shown) {
      if (number >= first) break;
      line.remove();
      this.shown.delete(number);
    }
    for (const line of wanted) this.show(line, startedAt);
    this.follow();
  }

  private follow(): void {
    if (this.isAtEnd) this.root.scrollTop = this.root.scrollHeight;
  }

  /** The newest line may have grown: keys pressed in quick succession are on one line. */
  private show({ number, at, kind, text }: TranscriptLine, startedAt: string): void {
    const shown = this.shown.get(number);
    if (shown) {
      const words = shown.lastElementChild;
      if (words) setText(words, text);
      return;
    }
    const seconds = (Date.parse(at) - Date.parse(startedAt)) / 1000;
    const line = element(
      'li',
      { class: kind },
      element('time', {}, clockTime(seconds)),
      element('span', { class: 'kind' }, kindInWords[kind]),
      element('span', { class: 'words' }, text),
    );
    this.shown.set(number, line);
    this.list.append(line);
  }
}

const kindInWords: Readonly<Record<TranscriptLine['kind'], string>> = {
  heard: 'Hears',
  pressed: 'Presses',
  spoke: 'Speaks',
  note: '',
};
