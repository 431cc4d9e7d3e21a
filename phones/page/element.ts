type Attribute = string | number | boolean | undefined | ((event: Event) => void);
type Child = Node | string | undefined;

/**
 * Makes an element. Text is added as text nodes only, so that typed text and answers of functions are never read as
 * markup. An attribute that is a function listens to the event of its name.
 */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, Attribute>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(name, value);
    else setAttribute(made, name, value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** Sets or removes an attribute, and only if that changes anything. */
export function setAttribute(on: Element, name: string, value: string | number | boolean | undefined): void {
  const text = value === true ? '' : value === false || value === undefined ? null : String(value);
  if (on.getAttribute(name) === text) return;
  if (text === null) on.removeAttribute(name);
  else on.setAttribute(name, text);
}

/** Sets the text of an element, and only if it is different. */
export function setText(on: Element, text: string): void {
  if (on.textContent !== text) on.textContent = text;
}

/** An icon of the page, hidden from screen readers. */
export function icon(name: string): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** An element of index.html. */
export function byId<Kind extends Element>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`index.html has no ${kind.name} with the id ${id}.`);
}

/** Gives a parent these children in this order, moving as few as possible; the focus stays where it is. */
export function arrange(parent: Element, wanted: readonly Element[]): void {
  const focused = document.activeElement;
  const kept = new Set(wanted);
  for (const child of [...parent.children]) if (!kept.has(child)) child.remove();
  let next = parent.firstElementChild;
  for (const child of wanted) {
    if (child === next) next = next.nextElementSibling;
    else parent.insertBefore(child, next);
  }
  const isLost = focused instanceof HTMLElement && focused !== document.activeElement;
  if (isLost && parent.contains(focused)) focused.focus({ preventScroll: true });
}
