import type { Phone } from '../call-board';
import { element, setAttribute, setText } from './element';
import { initials } from './names';

/** A person's round mark, hidden from screen readers: the name is next to it. */
export class Avatar {
  readonly root = element('span', { class: 'avatar', 'aria-hidden': 'true' });

  update(name: string, role: Phone['role'], hue: number | undefined): void {
    setText(this.root, role === 'agent' ? (/\d+$/.exec(name)?.[0] ?? initials(name)) : initials(name));
    setAttribute(this.root, 'data-role', role);
    setAttribute(this.root, 'data-hue', hue);
  }
}
