import type { Hearing } from '../call-board';
import { captionOf, clockTime } from '../words';
import { element, setAttribute, setText } from './element';
import { isSounding, progressOf, secondsInto } from './sound-times';

/** The sound on a telephone: its words or its name, and its progress. */
export class SoundingView {
  private readonly caption = element('p', { class: 'caption' });
  private bar = element('div', { class: 'bar' });
  private readonly time = element('span', { class: 'sound-time' });
  private hearing: Hearing | undefined;
  readonly root = element(
    'div',
    { class: 'sounding', hidden: true },
    this.caption,
    element('div', { class: 'progress', 'aria-hidden': 'true' }, this.bar),
    this.time,
  );

  update(hearing: Hearing | undefined): void {
    // Each sound gets a new bar: the old one would run backward to its start.
    if (hearing?.number !== this.hearing?.number) {
      const bar = element('div', { class: 'bar' });
      this.bar.replaceWith(bar);
      this.bar = bar;
    }
    this.hearing = hearing;
    this.root.hidden = hearing === undefined;
    if (hearing) setText(this.caption, captionOf(hearing.sound));
  }

  tick(nowMillis: number): void {
    const { hearing } = this;
    if (!hearing) return;
    setAttribute(this.root, 'data-over', !isSounding(hearing, nowMillis));
    if (hearing.isCut) return;
    const seconds = Math.min(secondsInto(hearing, nowMillis), hearing.seconds);
    setText(this.time, `${clockTime(seconds)} / ${clockTime(hearing.seconds)}`);
    this.bar.style.transform = `scaleX(${progressOf(hearing, nowMillis).toFixed(3)})`;
  }
}
