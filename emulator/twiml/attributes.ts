/** Attribute by attribute, what a verb needs as a value of our own; a missing one has the verb's default. */

import { type TwilioErrorCode, TwimlError, twilioError } from '../platform/twilio-errors';
import type { Element } from './element';

interface Reading<Default> {
  readonly default: Default;
  /** The number of the fault when the value cannot be read. */
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

/** Reads one of the choices, letter by letter. */
export function choiceOf<const Choice extends string, Default>(
  element: Element,
  name: string,
  { default: missing, choices, code }: ChoiceReading<Choice, Default>,
): Choice | Default {
  const value = element.attributes[name];
  if (value === undefined) return missing;
  const choice = choices.find((one) => one === value);
  if (choice !== undefined) return choice;
  throw unreadable(element, name, code, choices.join(', '));
}

/** Reads the HTTP method of a request that a verb makes: POST, unless it says otherwise. */
export function methodOf(element: Element, name: string, code: TwilioErrorCode): 'GET' | 'POST' {
  return choiceOf<'GET' | 'POST', 'POST'>(element, name, { default: 'POST', choices: ['GET', 'POST'], code });
}

/** Reads a value as it is written; every value is allowed, the empty one too. */
export function textOf<Default>(element: Element, name: string, missing: Default): string | Default {
  return element.attributes[name] ?? missing;
}

function unreadable(element: Element, name: string, code: TwilioErrorCode, allowed: string): TwimlError {
  const detail = `<${element.name}> ${name} is "${element.attributes[name]}", allowed is ${allowed}`;
  return new TwimlError(twilioError(code, detail, element.line));
}

function rangeOf(min: number, max: number): string {
  if (Number.isFinite(min) && Number.isFinite(max)) return ` from ${min} to ${max}`;
  if (Number.isFinite(min)) return `, ${min} or more`;
  return Number.isFinite(max) ? `, ${max} or less` : '';
}
