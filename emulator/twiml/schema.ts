/**
 * Twilio's schema for elements. A violation is a warning (12200) and the call continues: a misspelled verb or attribute
 * "will not work", as if it were missing. https://www.twilio.com/docs/api/errors/12200
 */
import { type TwilioError, type TwilioErrorCode, twilioError } from '../platform/twilio-errors';
import { type AttributeType, attributeType, type ElementKind, parentsOf } from './vocabulary';

/** A warning for an attribute that the element does not have, or whose value has the wrong type. */
export function attributeWarning(
  kind: ElementKind,
  name: string,
  value: string,
  line: number,
): TwilioError | undefined {
  const type = attributeType(kind, name);
  if (!type) return unknownAttribute(kind, name, line);
  const wrong = valuesIn(value, type).find((one) => !accepts(type, one));
  if (wrong === undefined) return undefined;
  return twilioError(12200, `<${kind.name}> ${name} is "${value}"`, line, repairOfValue(type, wrong));
}

/** Verbs whose nested elements have their own error code. https://www.twilio.com/docs/api/errors/13320 */
const nestingCodes: Readonly<Record<string, TwilioErrorCode>> = { Dial: 13215, Gather: 13320 };

/** A warning for an element that is not allowed inside this one. */
export function nestingWarning(parent: ElementKind, name: string, line: number): TwilioError {
  const allowed = Object.keys(parent.children);
  const near = nearest(allowed, name);
  const code = nestingCodes[parent.name] ?? 12200;
  if (near) return twilioError(code, `unknown element <${name}>`, line, `Did you mean <${near}>?`);
  const parents = parentsOf(name);
  if (parents.length > 0) {
    return twilioError(
      code,
      `<${name}> inside <${parent.name}>`,
      line,
      `Put it inside ${oneOf(parents.map(tag))}.`,
    );
  }
  const list = allowed.length > 0 ? oneOf(allowed.map(tag)) : 'no element';
  return twilioError(code, `unknown element <${name}>`, line, `<${parent.name}> may contain ${list}.`);
}

/** A warning for text where only elements are read: nobody hears it. */
export function textWarning(kind: ElementKind, line: number): TwilioError {
  return twilioError(
    12200,
    `text directly inside <${kind.name}>`,
    line,
    'Put words to be spoken inside <Say>.',
  );
}

const tag = (name: string) => `<${name}>`;

function unknownAttribute(kind: ElementKind, name: string, line: number): TwilioError {
  const known = Object.keys(kind.attributes);
  const near = nearest(known, name);
  const list = known.length > 0 ? `It has ${known.join(', ')}.` : 'It does not have attributes.';
  return twilioError(
    12200,
    `<${kind.name}> does not have the attribute ${name}`,
    line,
    near ? `Did you mean ${near}?` : list,
  );
}

function valuesIn(value: string, type: AttributeType): string[] {
  return type.isList ? value.trim().split(/\s+/) : [value];
}

function accepts({ of }: AttributeType, value: string): boolean {
  if (of === 'string') return true;
  if (of === 'number') return /^-?\d+(\.\d+)?$/.test(value);
  if (of === 'boolean') return value === 'true' || value === 'false';
  return of.includes(value);
}

function repairOfValue({ of }: AttributeType, wrong: string): string {
  if (of === 'string' || of === 'number') return 'Write a number.';
  const values = of === 'boolean' ? ['true', 'false'] : of;
  const near = nearest(values, wrong);
  return near ? `Did you mean ${near}?` : `Write ${oneOf(values)}.`;
}

/** People usually get case, hyphens and underscores wrong: wait_url, WaitUrl. */
function nearest(names: readonly string[], written: string): string | undefined {
  const bare = (name: string) => name.toLowerCase().replace(/[-_]/g, '');
  return names.find((name) => bare(name) === bare(written));
}

function oneOf(names: readonly string[]): string {
  const shown = names.length > 20 ? [...names.slice(0, 20), `one of ${names.length - 20} more`] : names;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} or ${shown.at(-1)}` : String(shown[0]);
}
