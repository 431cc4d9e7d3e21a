import type { Element as XmlElement, Node as XmlNode } from '@xmldom/xmldom';
import { type TwilioError, twilioError } from '../platform/twilio-errors';
import { attributeWarning, nestingWarning, textWarning } from './schema';
import { childKind, type ElementKind } from './vocabulary';

/** One element of a document: a verb, or a noun or verb nested in it. */
export interface Element {
  readonly name: string;
  /** As written. Includes attributes that Twilio does not know, which nothing reads. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The element's own text, trimmed; for <Say> everything that is spoken, on one line. */
  readonly text: string;
  /** Only elements that are allowed here. */
  readonly children: readonly Element[];
  /** The line of the document, from 1. */
  readonly line: number;
}

/** Called with everything that Twilio only warns about. */
export type Warn = (warning: TwilioError) => void;

/** Our own limit, not Twilio's: deeper nesting would overflow the stack, and no document needs it. */
const deepestNesting = 100;

/** Reads an element with everything inside it, and drops elements that Twilio's schema does not know. */
export function readElement(node: XmlElement, kind: ElementKind, warn: Warn, depth = 0): Element {
  const line = node.lineNumber ?? 1;
  const attributes = readAttributes(node, kind, line, warn);
  const children: Element[] = [];
  let text = '';
  for (const inner of node.childNodes) {
    if (isText(inner)) text += inner.nodeValue ?? '';
    if (!isElement(inner)) continue;
    const child = readChild(inner, kind, warn, depth + 1);
    if (!child) continue;
    children.push(child);
    if (isSsml(child)) text += spokenPart(child);
  }
  if (!kind.text && text.trim() !== '') warn(textWarning(kind, line));
  return { name: kind.name, attributes, text: settled(text, kind), children, line };
}

function readAttributes(
  node: XmlElement,
  kind: ElementKind,
  line: number,
  warn: Warn,
): Record<string, string> {
  const attributes: [string, string][] = [];
  for (const { name, value } of node.attributes) {
    if (isOfXmlItself(name)) continue;
    attributes.push([name, value]);
    const warning = attributeWarning(kind, name, value, line);
    if (warning) warn(warning);
  }
  return Object.fromEntries(attributes);
}

function readChild(node: XmlElement, parent: ElementKind, warn: Warn, depth: number): Element | undefined {
  const line = node.lineNumber ?? 1;
  const kind = childKind(parent, node.nodeName);
  if (!kind) warn(nestingWarning(parent, node.nodeName, line));
  else if (depth > deepestNesting) warn(twilioError(12200, `<${kind.name}> nested ${depth} deep`, line));
  else return readElement(node, kind, warn, depth);
  return undefined;
}

/** CDATA is text too; comments and processing instructions are neither. */
const isText = (node: XmlNode) =>
  node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE;

const isElement = (node: XmlNode): node is XmlElement => node.nodeType === node.ELEMENT_NODE;

/** Namespace declarations and schema hints belong to XML, and no schema forbids them. */
const isOfXmlItself = (attribute: string) => /^(xmlns|xsi)(:|$)/.test(attribute);

/** TwiML's own names start with a capital; SSML inside <Say> (https://www.twilio.com/docs/voice/twiml/say) does not. */
const isSsml = ({ name }: { readonly name: string }) => /^[a-z]/.test(name);

/** Keeps paragraphs, sentences and words around a break apart. */
const spokenPart = ({ name, text }: Element) => (['p', 's', 'break'].includes(name) ? ` ${text} ` : text);

/** Space inside a queue's name or a URL is kept. In speech, line breaks are not heard. */
function settled(text: string, kind: ElementKind): string {
  if (isSsml(kind)) return text.replace(/\s+/g, ' ');
  return kind.name === 'Say' ? text.replace(/\s+/g, ' ').trim() : text.trim();
}
