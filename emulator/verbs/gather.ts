import { NotEmulated } from '../platform/not-emulated';
import { booleanOf, integerOf, methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import type { Call } from '../voice/call';
import { type RunVerb, requestFrom, type VerbOutcome, type VerbPlace } from '../voice/verb';
import type { RunSound } from './run-sound';

interface Gather {
  readonly action: string | undefined;
  readonly method: 'GET' | 'POST';
  readonly timeoutSeconds: number;
  readonly mostDigits: number;
  /** Empty: every key is a digit. */
  readonly finishOnKey: string;
  readonly actionOnEmptyResult: boolean;
}

/** The verbs that a `<Gather>` may hold. */
export type NestedVerbs = Readonly<Record<'Say' | 'Play' | 'Pause', RunSound>>;

/** https://www.twilio.com/docs/voice/twiml/gather */
export const gatherVerb =
  (nested: NestedVerbs): RunVerb =>
  (element, place) =>
    runGather(nested, element, place);

async function runGather(nested: NestedVerbs, element: Element, place: VerbPlace): Promise<VerbOutcome> {
  const gather = readGather(element);
  const digits = await collectDigits(gather, nested, element, place);
  if (digits === '' && !gather.actionOnEmptyResult) return { kind: 'next' };
  const { context, documentUrl, call } = place;
  const isBare = context.kind === 'wait' && call.platform.assumptions.gatherInWait === 'without';
  const request = requestFrom(place, gather.action ?? documentUrl.href, gather.method, { Digits: digits });
  return { kind: 'request', request: { ...request, carriesContext: !isBare } };
}

function readGather(element: Element): Gather {
  const input = textOf(element, 'input', 'dtmf');
  if (input !== 'dtmf') {
    throw new NotEmulated(`<Gather input="${input}"> on line ${element.line}`);
  }
  return {
    action: textOf(element, 'action', undefined),
    method: methodOf(element, 'method', 13312),
    timeoutSeconds: integerOf(element, 'timeout', { default: 5, min: 0, code: 13313 }),
    mostDigits: integerOf(element, 'numDigits', { default: Number.POSITIVE_INFINITY, min: 1, code: 13314 }),
    finishOnKey: textOf(element, 'finishOnKey', '#'),
    actionOnEmptyResult: booleanOf(element, 'actionOnEmptyResult', { default: false, code: 12200 }),
  };
}

/** Keys are heard from the first nested sound on, the first of them cuts it, and then each has its time. */
async function collectDigits(
  gather: Gather,
  nested: NestedVerbs,
  element: Element,
  place: VerbPlace,
): Promise<string> {
  const keys = new Keys(place.call);
  try {
    for (const child of element.children) {
      const run = nested[child.name as keyof NestedVerbs];
      if (keys.isEmpty()) await run(child, place, keys.next());
    }
    return await digitsFrom(keys, gather, place.call);
  } finally {
    keys.stop();
  }
}

async function digitsFrom(keys: Keys, gather: Gather, call: Call): Promise<string> {
  let digits = '';
  while (digits.length < gather.mostDigits) {
    if (keys.isEmpty()) await call.hear({ kind: 'silence' }, gather.timeoutSeconds, keys.next());
    const key = keys.take();
    if (key === undefined || key === gather.finishOnKey) break;
    digits += key;
  }
  return digits;
}

/** The keys that a person presses while somebody listens. */
class Keys {
  private readonly pressed: string[] = [];
  private tell: () => void = () => undefined;

  constructor(private readonly call: Call) {
    call.telephone.onKey = (key) => {
      this.pressed.push(key);
      this.tell();
    };
  }

  isEmpty(): boolean {
    return this.pressed.length === 0;
  }

  take(): string | undefined {
    return this.pressed.shift();
  }

  /** Resolves at the next key. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.tell = resolve;
    });
  }

  stop(): void {
    this.call.telephone.onKey = undefined;
  }
}
