import { byId } from './element';

const place = 'call-queue-shortcuts';

/** What a key does, unless somebody is typing. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/**
 * One key each, as the list behind `?` has them. They can be switched off there: whoever speaks to their computer would
 * press them by accident. https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts
 */
export function listenForShortcuts(shortcuts: Shortcuts, stepBack: () => void): void {
  const dialog = byId('shortcuts', HTMLDialogElement);
  const areOn = byId('shortcuts-on', HTMLInputElement);
  areOn.checked = localStorage.getItem(place) !== 'off';
  areOn.addEventListener('change', () => localStorage.setItem(place, areOn.checked ? 'on' : 'off'));
  byId('show-shortcuts', HTMLButtonElement).addEventListener('click', () => dialog.showModal());
  byId('shortcuts-close', HTMLButtonElement).addEventListener('click', () => dialog.close());
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !dialog.open) return stepBack();
    if (dialog.open || isTyping(event)) return;
    if (event.key === '?') return dialog.showModal();
    const act = areOn.checked ? shortcuts[event.key.toLowerCase()] : undefined;
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** A letter in a field is a letter, and no shortcut. */
const isTyping = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  ctrlKey ||
  metaKey ||
  altKey ||
  (target instanceof Element && target.matches('input:not([type=radio], [type=checkbox]), select, textarea'));
