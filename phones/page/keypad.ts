import { element } from './element';
import { type Key, keys, lettersOn, spokenKey } from './key-tones';

/** The twelve keys of a telephone. */
export function keypad(press: (key: Key) => void): HTMLElement {
  return element(
    'div',
    { class: 'keypad', role: 'group', 'aria-label': 'Keypad' },
    ...keys.map((key) =>
      element(
        'button',
        {
          type: 'button',
          class: 'key',
          'aria-label': spokenKey(key),
          'data-key': key,
          'data-letters': lettersOn[key],
          click: () => press(key),
        },
        element('b', {}, key),
      ),
    ),
  );
}
