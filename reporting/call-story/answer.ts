import { type Element, readDocument } from '../../emulator/reference';
import type { RecordedRequest } from './records';

/** What Twilio was asked to play or say. */
export type Sound =
  | { readonly kind: 'said'; readonly words: string }
  | { readonly kind: 'played'; readonly file: string }
  /** The beep before a message. */
  | { readonly kind: 'beep' };

/** The verbs of an answer; none if it is not TwiML, or if there was no answer. */
export function verbsIn({ body, contentType, status }: RecordedRequest): readonly Element[] {
  if (status === undefined || status >= 300 || body === '') return [];
  const reading = readDocument(body, contentType ?? 'text/xml');
  return reading.kind === 'twiml' ? reading.verbs : [];
}

/** In the order in which it is heard. */
export const soundsIn = (verbs: readonly Element[]): Sound[] => verbs.flatMap(soundsOf);

function soundsOf({ name, text, children }: Element): Sound[] {
  switch (name) {
    case 'Say':
      return text === '' ? [] : [{ kind: 'said', words: text }];
    case 'Play':
      return text === '' ? [] : [{ kind: 'played', file: fileName(text) }];
    case 'Record':
      return [{ kind: 'beep' }];
    case 'Gather':
      return soundsIn(children);
    default:
      return [];
  }
}

const fileName = (url: string) => url.split(/[?#]/)[0]?.split('/').at(-1) ?? url;

/** Whether one of the verbs, or what is nested in it, has this name. */
export const has = (verbs: readonly Element[], name: string): boolean =>
  verbs.some((verb) => verb.name === name || has(verb.children, name));

/** A parameter in one of the URLs that verbs carry. */
export function urlParameter(verbs: readonly Element[], name: string): string | undefined {
  for (const { attributes, text, children, name: verb } of verbs) {
    const urls = [attributes.action, attributes.url, attributes.waitUrl, verb === 'Redirect' ? text : ''];
    for (const url of urls) {
      const value = url && URL.canParse(url, origin) && new URL(url, origin).searchParams.get(name);
      if (value) return value;
    }
    const nested = urlParameter(children, name);
    if (nested !== undefined) return nested;
  }
  return undefined;
}

/** URLs in our documents are relative. This origin is never requested. */
const origin = 'https://queue.example';

/** Where a <Gather> sends its keys. */
export function gatherPath(verbs: readonly Element[]): string | undefined {
  const action = verbs.find(({ name }) => name === 'Gather')?.attributes.action;
  return action !== undefined && URL.canParse(action, origin) ? new URL(action, origin).pathname : undefined;
}
