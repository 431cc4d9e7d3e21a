import { arrange, element, setText } from './element';

/** Updates the options of a list, and keeps the selection. */
export function setOptions(
  select: HTMLSelectElement,
  options: readonly (readonly [value: string, text: string])[],
): void {
  const existing = new Map([...select.options].map((option) => [option.value, option]));
  arrange(
    select,
    options.map(([value, text]) => {
      const option = existing.get(value) ?? element('option', { value });
      setText(option, text);
      return option;
    }),
  );
}
