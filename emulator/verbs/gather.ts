import { NotEmulated } from '../platform/not-emulated';
import {
  type AttributeReader,
  boolean,
  integer,
  method,
  readAttributes,
  text,
  UnreadableAttribute,
} from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { orDefaults, type RunVerb, requestFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import { type GatherInput, Listening } from './gather-listening';
import type { RunSound } from './run-sound';

interface Gather {
  readonly action: string | undefined;
  readonly method: 'GET' | 'POST';
  readonly timeoutSeconds: number;
  readonly maxDigits: number;
  /** Empty: every key is a digit. */
  readonly finishOnKey: string;
  readonly actionOnEmptyResult: boolean;
  readonly hearsKeys: boolean;
  readonly hearsSpeech: boolean;
  /** Whether a key or speech cuts off the nested sounds. */
  readonly isCut: boolean;
  /** This much silence ends the speech. */
  readonly speechTimeoutSeconds: number;
  readonly maxSpeechSeconds: number;
  readonly language: string;
}

/** The verbs that may be nested in a `<Gather>`. */
export type NestedVerbs = Readonly<Record<'Say' | 'Play' | 'Pause', RunSound>>;

/** The pause that ends speech with `speechTimeout="auto"`; not documented. */
const autoSpeechTimeoutSeconds = 1;

/** https://www.twilio.com/docs/voice/twiml/gather */
export const gatherVerb =
  (nested: NestedVerbs): RunVerb =>
  (element, place) =>
    runGather(nested, element, place);

async function runGather(nested: NestedVerbs, element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const gather = readGather(element, place);
  const input = await listen(gather, nested, element, place);
  const isEmpty = input.kind === 'keys' && input.digits === '';
  if (isEmpty && !gather.actionOnEmptyResult) return { kind: 'next' };
  const { context, documentUrl, call } = place;
  const isBare = context.kind === 'wait' && call.platform.assumptions.gatherInWait === 'without';
  const action = gather.action ?? documentUrl.href;
  const request = requestFrom(place, action, gather.method, parametersOf(input, gather));
  return { kind: 'request', request: { ...request, carriesContext: !isBare } };
}

/** As in captured requests: FinishedOnKey and msg are not documented. */
function parametersOf(input: GatherInput, { language }: Gather): Record<string, string> {
  if (input.kind === 'keys') {
    return { Digits: input.digits, FinishedOnKey: input.finishedOnKey, msg: 'Gather End' };
  }
  return { SpeechResult: input.words, Confidence: String(input.confidence), Language: language };
}

/** Keys count from the first nested sound on. The first key cuts it off; then each key has the timeout. */
async function listen(
  gather: Gather,
  nested: NestedVerbs,
  element: Element,
  place: VerbPlace,
): Promise<GatherInput> {
  const { call } = place;
  const listening = new Listening(gather, call);
  try {
    for (const child of element.children) {
      const run = nested[child.name as keyof NestedVerbs];
      const until = gather.isCut ? listening.next() : undefined;
      if (!gather.isCut || listening.isSilent) {
        await orDefaults(call, child, (readable) => run(readable, place, until));
      }
    }
    return await listening.collect();
  } finally {
    listening.stop();
  }
}

/** More than one key is a different error from a wrong key. https://www.twilio.com/docs/api/errors/13311 */
const finishOnKey: AttributeReader<string> = (element, name) => {
  const key = element.attributes[name] ?? '#';
  if (key.length > 1) throw new UnreadableAttribute(element, name, 13311, 'one key');
  if (key === '' || /[0-9*#]/.test(key)) return key;
  throw new UnreadableAttribute(element, name, 13310, 'one of 0123456789#*, or nothing');
};

const input: AttributeReader<readonly string[]> = (element, name) => {
  const words = (element.attributes[name] ?? 'dtmf').trim().split(/\s+/);
  if (words.every((word) => word === 'dtmf' || word === 'speech')) return words;
  throw new UnreadableAttribute(element, name, 13326, 'dtmf, speech, or both');
};

const speechTimeout: AttributeReader<number | undefined> = (element, name) =>
  element.attributes[name] === 'auto'
    ? autoSpeechTimeoutSeconds
    : integer({ default: undefined, min: 1, code: 13327 })(element, name);

const attributes = {
  action: text(undefined),
  method: method(13312),
  timeout: integer({ default: 5, min: 1, code: 13313 }),
  numDigits: integer({ default: Number.POSITIVE_INFINITY, min: 1, code: 13314 }),
  finishOnKey,
  actionOnEmptyResult: boolean({ default: false, code: 13338 }),
  input,
  bargeIn: boolean({ default: true, code: 13332 }),
  speechTimeout,
  maxSpeechTime: integer({ default: 60, min: 1, max: 600, code: 13328 }),
  language: text('en-US'),
  // Aids to speech recognition have no effect here: it always understands the words that the person says.
  hints: text(''),
  speechModel: text(''),
  enhanced: boolean({ default: false, code: 12200 }),
  profanityFilter: boolean({ default: true, code: 13333 }),
};

function readGather(element: Element, { context }: VerbPlace): Gather {
  const read = readAttributes(element, attributes);
  const hearsSpeech = read.input.includes('speech');
  if (hearsSpeech && context.kind === 'wait') {
    throw new NotEmulated(
      `<Gather input="${read.input.join(' ')}"> in a wait document, on line ${element.line}`,
    );
  }
  return {
    action: read.action,
    method: read.method,
    timeoutSeconds: read.timeout,
    maxDigits: read.numDigits,
    finishOnKey: read.finishOnKey,
    actionOnEmptyResult: read.actionOnEmptyResult,
    hearsKeys: read.input.includes('dtmf'),
    hearsSpeech,
    isCut: read.bargeIn,
    speechTimeoutSeconds: read.speechTimeout ?? read.timeout,
    maxSpeechSeconds: read.maxSpeechTime,
    language: read.language,
  };
}
