import { NotEmulated } from '../platform/not-emulated';
import { TwimlError, twilioError } from '../platform/twilio-errors';
import { methodOf, textOf } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { isClient, isPhoneNumber } from '../voice/address';
import { Bridge } from '../voice/bridge';
import { type ProgressCallback, progressEvents } from '../voice/call-progress';
import type { DialledCall } from '../voice/dialled-call';
import type { DialledNumber, PhoneNetwork } from '../voice/phone-network';
import type { PhoneNumbers } from '../voice/phone-numbers';
import { requestFrom, urlFrom, type VerbPlace } from '../voice/verb';
import type { Dial, DialEnd, Dialling } from './dialling';
import { talk } from './talk';

/** How long a sound is that only ends with the whisper. */
const endlessSeconds = 24 * 3600;

/** What the noun has and the local Twilio has not: better refused than passed over in silence. */
const missingAttributes = ['byoc', 'machineDetection', 'amdStatusCallback'];

interface NumberServices {
  readonly numbers: PhoneNumbers;
  readonly network: PhoneNetwork;
}

/**
 * Rings a number or a client and joins the two, if somebody answers.
 * https://www.twilio.com/docs/voice/twiml/number, https://www.twilio.com/docs/voice/twiml/client
 */
export class NumberDialling implements Dialling {
  private readonly setup: DialledNumber;
  private called: DialledCall | undefined;

  constructor(
    private readonly services: NumberServices,
    private readonly dial: Dial,
    element: Element,
    private readonly place: VerbPlace,
  ) {
    const missing = missingAttributes.find((name) => element.attributes[name] !== undefined);
    if (missing) throw new NotEmulated(`<${element.name} ${missing}> on line ${element.line}`);
    if (dial.recordedChannels) {
      throw new NotEmulated(`a recording of a <Dial> of a number, as on line ${element.line},`);
    }
    this.setup = readNumber(services, dial, element, place);
  }

  async run(): Promise<void> {
    const { call } = this.place;
    if (!this.isReachable()) return;
    this.called = this.services.network.dial(call, this.setup);
    if (!this.called) return;
    try {
      await this.connect(this.called);
    } finally {
      this.called.call.ringing?.giveUp('canceled');
      this.called.hangUp();
    }
  }

  end(): DialEnd {
    const { called } = this;
    if (!called) return { status: 'failed', isBridged: false };
    const { assumptions } = this.place.call.platform;
    const { answeredAt } = called.call.state;
    const isBridged = called.bridge !== undefined;
    const unbridged = answeredAt ? assumptions.unbridgedDialStatus : called.call.statusNow;
    return {
      status: isBridged ? 'completed' : unbridged,
      isBridged,
      callSid: called.call.sid,
      ...(answeredAt && { seconds: called.call.state.secondsLong() }),
    };
  }

  /** Lets it ring, then the called party hear what they alone hear, then the two talk. */
  private async connect(called: DialledCall): Promise<void> {
    const { call } = this.place;
    const { assumptions, settings } = call.platform;
    const { whisperSound } = assumptions;
    const seconds = this.dial.timeoutSeconds + settings.addedRingSeconds;
    await call.hear(
      { kind: 'ringback' },
      seconds,
      Promise.race([called.call.ringing?.pickedUp, called.over]),
    );
    called.call.ringing?.giveUp('no-answer');
    if (!called.isReady && !called.call.isGone) {
      const settled = Promise.race([called.ready, called.over]);
      await call.hear({ kind: whisperSound }, endlessSeconds, settled);
    }
    if (!called.isReady || called.call.isGone || call.isGone) return;
    const bridge = new Bridge({ platform: call.platform, participants: [call, called.call] });
    called.join(bridge);
    try {
      await talk(this.dial, call, bridge);
    } finally {
      bridge.end({ reason: call.isGone ? 'left' : 'moved', by: call });
    }
  }

  /** https://www.twilio.com/docs/api/errors/13224 */
  private isReachable(): boolean {
    const { call } = this.place;
    const { from, to } = this.setup;
    if (isClient(to)) return true;
    if (!isPhoneNumber(to)) {
      call.warn(twilioError(13224, `it is "${to}"`));
      return false;
    }
    return isPhoneNumber(from) || call.platform.assumptions.passedOnCallerId === 'goes-out';
  }
}

function readNumber(
  { numbers }: NumberServices,
  { callerId }: Dial,
  element: Element,
  place: VerbPlace,
): DialledNumber {
  const { call } = place;
  const url = textOf(element, 'url', '');
  const method = methodOf(element, 'method', 12200);
  const from = callerId ?? call.from;
  const to = addressOf(element);
  // https://www.twilio.com/docs/voice/twiml/dial#callerid
  const isKnown = from === call.from || from === call.to || numbers.find(from) !== undefined;
  const isShown = isKnown && (callerId === undefined || isPhoneNumber(callerId));
  const mayShow = isClient(from) ? isClient(to) : isShown;
  if (!mayShow) throw new TwimlError(twilioError(13214, `it is "${from}"`, element.line));
  return {
    from,
    to,
    sendDigits: textOf(element, 'sendDigits', undefined),
    progress: readProgress(element, place),
    whisper: url === '' ? undefined : requestFrom(place, url, method),
    runDocuments: place.runDocuments,
  };
}

/** A client's name stands in the noun or in an `<Identity>`. https://www.twilio.com/docs/voice/twiml/client */
function addressOf({ name, text, children }: Element): string {
  if (name !== 'Client') return internationally(text);
  return `client:${children.find((child) => child.name === 'Identity')?.text ?? text}`;
}

/** https://www.twilio.com/docs/voice/twiml/number#statuscallbackevent */
function readProgress(element: Element, place: VerbPlace): ProgressCallback | undefined {
  const url = textOf(element, 'statusCallback', undefined);
  if (url === undefined) return undefined;
  const names = textOf(element, 'statusCallbackEvent', 'completed').trim().split(/\s+/);
  return {
    url: urlFrom(place, url),
    method: methodOf(element, 'statusCallbackMethod', 12200),
    events: progressEvents.filter((event) => names.includes(event)),
  };
}

/** Numbers of the United States may be written as people write them. */
function internationally(text: string): string {
  const bare = text.replace(/[\s().-]/g, '');
  if (/^\d{10}$/.test(bare)) return `+1${bare}`;
  return /^1\d{10}$/.test(bare) ? `+${bare}` : bare;
}
