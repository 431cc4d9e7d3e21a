import { fault, TwimlError } from '../platform/twilio-errors';
import { methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { Bridge } from '../voice/bridge';
import { NotEmulated, requestFrom, type VerbPlace } from '../voice/documents';
import type { Leg } from '../voice/leg';
import type { OutgoingLeg, OutgoingSetup } from '../voice/outgoing-leg';
import type { Dial, DialEnd, Dialling } from './dial';
import { talk } from './talk';

/** Twilio adds them to every timeout. https://www.twilio.com/docs/voice/twiml/dial#timeout */
const addedSeconds = 5;

/** How long a sound is that only ends with the whisper. */
const endlessSeconds = 24 * 3600;

/** What the noun has and the local Twilio has not: better refused than passed over in silence. */
const missingAttributes = [
  'sendDigits',
  'byoc',
  'statusCallback',
  'statusCallbackEvent',
  'statusCallbackMethod',
  'machineDetection',
  'amdStatusCallback',
];

/** Rings a number outside and joins the two, if somebody answers. https://www.twilio.com/docs/voice/twiml/number */
export class NumberDialling implements Dialling {
  private readonly setup: OutgoingSetup;
  private called: OutgoingLeg | undefined;

  constructor(
    private readonly dial: Dial,
    element: Element,
    private readonly place: VerbPlace,
  ) {
    const missing = missingAttributes.find((name) => element.attributes[name] !== undefined);
    if (missing) throw new NotEmulated(`<Number ${missing}> on line ${element.line}`);
    if (dial.recordedChannels) {
      throw new NotEmulated(`a recording of a <Dial> of a number, as on line ${element.line},`);
    }
    this.setup = readNumber(dial, element, place);
  }

  async run(): Promise<void> {
    const { leg } = this.place;
    if (!this.isReachable()) return;
    this.called = leg.twilio.dialOut(leg, this.setup);
    if (!this.called) return;
    try {
      await this.connect(this.called);
    } finally {
      this.called.giveUp('canceled');
      this.called.hangUp();
    }
  }

  end(): DialEnd {
    const { called } = this;
    if (!called) return { status: 'failed', isBridged: false };
    const { assumptions } = this.place.leg.twilio;
    const isBridged = called.bridge !== undefined;
    const unbridged = called.answeredAt ? assumptions.unbridgedDialStatus : called.statusNow;
    return {
      status: isBridged ? 'completed' : unbridged,
      isBridged,
      callSid: called.sid,
      ...(called.answeredAt && { seconds: called.secondsLong() }),
    };
  }

  /** Lets it ring, then the called party hear what they alone hear, then the two talk. */
  private async connect(called: OutgoingLeg): Promise<void> {
    const { leg } = this.place;
    const { whisperSound } = leg.twilio.assumptions;
    const seconds = this.dial.timeoutSeconds + addedSeconds;
    await leg.hear({ kind: 'ringback' }, seconds, Promise.race([called.pickedUp, called.over]));
    called.giveUp('no-answer');
    if (!called.isReady && !called.isGone) {
      const settled = Promise.race([called.ready, called.over]);
      await leg.hear({ kind: whisperSound }, endlessSeconds, settled);
    }
    if (!called.isReady || called.isGone || leg.isGone) return;
    const bridge = new Bridge(leg, called);
    called.join(bridge);
    try {
      await talk(this.dial, leg, bridge);
    } finally {
      bridge.part(leg.isGone ? 'caller' : 'caller-moved');
    }
  }

  /** https://www.twilio.com/docs/api/errors/13224 */
  private isReachable(): boolean {
    const { leg } = this.place;
    const { from, to } = this.setup;
    if (!isNumber(to)) {
      leg.warn(fault(13224, `it is "${to}"`));
      return false;
    }
    if (leg.twilio.phoneNumbers.includes(to))
      throw new NotEmulated(`<Dial> of the account’s own number ${to}`);
    return isNumber(from) || leg.twilio.assumptions.passedOnCallerId === 'goes-out';
  }
}

function readNumber({ callerId }: Dial, element: Element, place: VerbPlace): OutgoingSetup {
  const { leg } = place;
  const url = textOf(element, 'url', '');
  const method = methodOf(element, 'method', 12200);
  const from = callerId ?? leg.setup.from;
  if (!ownNumbers(leg).includes(from)) throw new TwimlError(fault(13214, `it is "${from}"`, element.line));
  return {
    from,
    to: internationally(element.text),
    whisper: url === '' ? undefined : requestFrom(place, url, method),
  };
}

/** https://www.twilio.com/docs/voice/twiml/dial#callerid */
const ownNumbers = ({ setup, twilio }: Leg): string[] => [setup.from, setup.to, ...twilio.phoneNumbers];

/** Numbers of the United States may be written as people write them. */
function internationally(text: string): string {
  const bare = text.replace(/[\s().-]/g, '');
  if (/^\d{10}$/.test(bare)) return `+1${bare}`;
  return /^1\d{10}$/.test(bare) ? `+${bare}` : bare;
}

const isNumber = (text: string) => /^\+[1-9]\d{6,14}$/.test(text);
