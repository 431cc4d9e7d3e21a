import { byId } from './element';

const place = 'call-queue-shortcuts';

/** What a key does, except while the user is typing. */
export type Shortcuts = Readonly<Record<string, () => void>>;

/**
 * Single-key shortcuts, as in the list that `?` opens. They can be turned off there: people who use speech input would
 * trigger them by accident. https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts
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

/** A letter in a field is a letter, not a shortcut. */
const isTyping = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  ctrlKey ||
  metaKey ||
  altKey ||
  (target instanceof Element && target.matches('input:not([type=radio], [type=checkbox]), select, textarea'));
