import vocabulary from './vocabulary.json';

/** What an element may contain. Keyed by kind, not by name: the <Sip> in <Dial> and the <Sip> in <Refer> differ. */
export interface ElementKind {
  readonly name: string;
  /** Whether text between the tags has a meaning. */
  readonly text: boolean;
  /** Attribute name -> type: string, number, boolean or an enumeration; with [], a list separated by spaces. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Name of a nested element -> its kind. */
  readonly children: Readonly<Record<string, string>>;
}

/** The values that an attribute accepts. */
export interface AttributeType {
  readonly of: 'string' | 'number' | 'boolean' | readonly string[];
  readonly isList: boolean;
}

const elements: Readonly<Record<string, ElementKind>> = vocabulary.elements;
const enumerations: Readonly<Record<string, readonly string[]>> = vocabulary.enumerations;

/** Values that Twilio's pages allow but its helper library does not have. */
const documentedValues: Readonly<Record<string, readonly string[]>> = {
  // Kept for old documents: true is record-from-answer, false is do-not-record.
  // https://www.twilio.com/docs/voice/twiml/dial
  DialRecord: ['true', 'false'],
  // The voices `man` and `woman` accept these without a country, as in Twilio's own samples.
  // https://www.twilio.com/docs/voice/twiml/say/text-speech
  SayLanguage: ['en', 'es', 'fr', 'de', 'it'],
};

/** Attributes that Twilio's pages list but its helper library does not have, by element. */
const documentedAttributes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // https://www.twilio.com/docs/voice/twiml/dial#callreason
  Dial: { callReason: 'string' },
};

/** The kind of the root element. */
export const responseKind: ElementKind = vocabulary.elements.Response;

/** The kind of an element with this name inside that parent, if it is allowed there. */
export function childKind(parent: ElementKind, name: string): ElementKind | undefined {
  const kind = own(parent.children, name);
  return kind === undefined ? undefined : own(elements, kind);
}

/** The type of an attribute, if the element has it. */
export function attributeType(kind: ElementKind, attribute: string): AttributeType | undefined {
  const type = own(kind.attributes, attribute) ?? own(own(documentedAttributes, kind.name) ?? {}, attribute);
  if (type === undefined) return undefined;
  const name = type.replace('[]', '');
  const isList = name !== type;
  if (name === 'string' || name === 'number' || name === 'boolean') return { of: name, isList };
  return { of: [...(own(enumerations, name) ?? []), ...(own(documentedValues, name) ?? [])], isList };
}

/** Names of the elements that may contain an element with this name; empty for a name that Twilio does not know. */
export function parentsOf(name: string): string[] {
  const parents = Object.values(elements).filter((kind) => Object.hasOwn(kind.children, name));
  return [...new Set(parents.map((kind) => kind.name))];
}

/** The names come from documents, so "constructor" must not find an inherited property. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** Whether elements with this name have an attribute with that name. */
export const hasAttribute = (element: string, attribute: string): boolean => {
  const kind = own(elements, element);
  return kind !== undefined && attributeType(kind, attribute) !== undefined;
};

/** Whether Twilio lists this voice. https://www.twilio.com/docs/voice/twiml/say/text-speech */
export const isKnownVoice = (voice: string): boolean => enumerations.SayVoice?.includes(voice) === true;

/** https://www.twilio.com/docs/voice/twiml/dial#ringtone */
export const ringTones: readonly string[] = enumerations.DialRingTone ?? [];
