/** Reads the attributes of verbs as typed values. A missing attribute has the verb's default. */

import { NotEmulated } from '../platform/not-emulated';
import { type TwilioErrorCode, TwimlError, twilioError } from '../platform/twilio-errors';
import type { Element } from './element';
import { hasAttribute } from './vocabulary';

/** Reads one attribute of an element. */
export type AttributeReader<Value> = (element: Element, name: string) => Value;

type ValuesOf<Readers> = {
  readonly [Name in keyof Readers]: Readers[Name] extends AttributeReader<infer Value> ? Value : never;
};

/**
 * Reads the attributes of an element that have a reader. Throws `NotEmulated` for another one that Twilio has, and ignores
 * names that Twilio does not know.
 */
export function readAttributes<const Readers extends Readonly<Record<string, AttributeReader<unknown>>>>(
  element: Element,
  readers: Readers,
): ValuesOf<Readers> {
  for (const name of Object.keys(element.attributes)) {
    if (!Object.hasOwn(readers, name) && hasAttribute(element.name, name)) {
      throw new NotEmulated(`<${element.name} ${name}> on line ${element.line}`);
    }
  }
  const values = Object.entries(readers).map(([name, read]) => [name, read(element, name)]);
  return Object.fromEntries(values) as ValuesOf<Readers>;
}

/** An attribute whose value Twilio cannot read. */
export class UnreadableAttribute extends TwimlError {
  constructor(
    readonly element: Element,
    readonly attribute: string,
    code: TwilioErrorCode,
    allowed: string,
  ) {
    const { name, attributes, line } = element;
    super(twilioError(code, `<${name}> ${attribute} is "${attributes[attribute]}": use ${allowed}`, line));
  }
}

/** The same element without that attribute, which may be on a nested element. */
export function withoutAttribute(element: Element, { element: at, attribute }: UnreadableAttribute): Element {
  if (element !== at) {
    return {
      ...element,
      children: element.children.map((child) =>
        withoutAttribute(child, { element: at, attribute } as UnreadableAttribute),
      ),
    };
  }
  const others = Object.entries(element.attributes).filter(([name]) => name !== attribute);
  return { ...element, attributes: Object.fromEntries(others) };
}

interface Reading<Default> {
  readonly default: Default;
  /** The error code when the value cannot be read. */
  readonly code: TwilioErrorCode;
}

interface IntegerReading<Default> extends Reading<Default> {
  readonly min?: number;
  readonly max?: number;
}

interface ChoiceReading<Choice extends string, Default> extends Reading<Default> {
  readonly choices: readonly Choice[];
}

/** Reads a whole number between min and max. */
export function integerOf<Default>(
  element: Element,
  name: string,
  { default: missing, min = -Infinity, max = Infinity, code }: IntegerReading<Default>,
): number | Default {
  const value = element.attributes[name];
  if (value === undefined) return missing;
  const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= min && number <= max) return number;
  throw unreadable(element, name, code, `a whole number${rangeOf(min, max)}`);
}

/** Reads "true" or "false". */
export function booleanOf<Default>(
  element: Element,
  name: string,
  { default: missing, code }: Reading<Default>,
): boolean | Default {
  const value = element.attributes[name];
  if (value === undefined) return missing;
  if (value === 'true' || value === 'false') return value === 'true';
  throw unreadable(element, name, code, 'true or false');
}

/** Reads one of the choices, which must match exactly. */
export function choiceOf<const Choice extends string, Default>(
  element: Element,
  name: string,
  { default: missing, choices, code }: ChoiceReading<Choice, Default>,
): Choice | Default {
  const value = element.attributes[name];
  if (value === undefined) return missing;
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  throw unreadable(element, name, code, `one of ${choices.join(', ')}`);
}

/** Reads the HTTP method of a verb's request: POST by default. */
export function methodOf(element: Element, name: string, code: TwilioErrorCode): 'GET' | 'POST' {
  return choiceOf<'GET' | 'POST', 'POST'>(element, name, { default: 'POST', choices: ['GET', 'POST'], code });
}

/** Reads a value as written. Every value is allowed, including an empty one. */
export function textOf<Default>(element: Element, name: string, missing: Default): string | Default {
  return element.attributes[name] ?? missing;
}

const unreadable = (element: Element, name: string, code: TwilioErrorCode, allowed: string) =>
  new UnreadableAttribute(element, name, code, allowed);

/** The readers, for `readAttributes`. */
export const integer =
  <Default>(reading: IntegerReading<Default>): AttributeReader<number | Default> =>
  (element, name) =>
    integerOf(element, name, reading);

export const boolean =
  <Default>(reading: Reading<Default>): AttributeReader<boolean | Default> =>
  (element, name) =>
    booleanOf(element, name, reading);

export const choice =
  <const Choice extends string, Default>(
    reading: ChoiceReading<Choice, Default>,
  ): AttributeReader<Choice | Default> =>
  (element, name) =>
    choiceOf(element, name, reading);

export const method =
  (code: TwilioErrorCode): AttributeReader<'GET' | 'POST'> =>
  (element, name) =>
    methodOf(element, name, code);

export const text =
  <Default>(missing: Default): AttributeReader<string | Default> =>
  (element, name) =>
    textOf(element, name, missing);

/** Reads text that must match a pattern. */
export const matching =
  <Default>(
    pattern: RegExp,
    { default: missing, code, allowed }: Reading<Default> & { readonly allowed: string },
  ): AttributeReader<string | Default> =>
  (element, name) => {
    const value = element.attributes[name];
    if (value === undefined) return missing;
    if (pattern.test(value)) return value;
    throw unreadable(element, name, code, allowed);
  };

function rangeOf(min: number, max: number): string {
  if (Number.isFinite(min) && Number.isFinite(max)) return ` from ${min} to ${max}`;
  if (Number.isFinite(min)) return `, ${min} or more`;
  return Number.isFinite(max) ? `, ${max} or less` : '';
}
