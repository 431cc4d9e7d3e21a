import { NotEmulated } from '../platform/not-emulated';
import { TwimlError, twilioError } from '../platform/twilio-errors';
import { matching, method, readAttributes, text } from '../twiml/attributes';
import type { Element } from '../twiml/element';
import { isClient, isPhoneNumber } from '../voice/address';
import { Bridge } from '../voice/bridge';
import { type ProgressCallback, progressEvents } from '../voice/call-progress';
import type { DialedCall } from '../voice/dialed-call';
import { hasCountryCode } from '../voice/geography';
import type { DialedNumber, PhoneNetwork } from '../voice/phone-network';
import type { PhoneNumbers } from '../voice/phone-numbers';
import { requestFrom, urlFrom, type VerbPlace } from '../voice/verb';
import type { Dial, DialEnd, Dialing } from './dialing';
import { keepConnected } from './keep-connected';

/** The length of a sound that only ends with the whisper. */
const endlessSeconds = 24 * 3600;

interface NumberServices {
  readonly numbers: PhoneNumbers;
  readonly network: PhoneNetwork;
}

/**
 * Rings a number or a client and connects the two calls if somebody answers.
 * https://www.twilio.com/docs/voice/twiml/number, https://www.twilio.com/docs/voice/twiml/client
 */
export class NumberDialing implements Dialing {
  private readonly setup: DialedNumber;
  private called: DialedCall | undefined;

  constructor(
    private readonly services: NumberServices,
    private readonly dial: Dial,
    element: Element,
    private readonly place: VerbPlace,
  ) {
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

  /** Lets the phone ring, runs the document for the called party, then connects the two. */
  private async connect(called: DialedCall): Promise<void> {
    const { call } = this.place;
    const { assumptions, settings } = call.platform;
    const { whisperSound } = assumptions;
    const seconds = this.dial.timeoutSeconds + settings.addedRingSeconds;
    const { ringTone } = this.dial;
    await call.hear(
      { kind: 'ringback', ...(ringTone !== undefined && { tone: ringTone }) },
      seconds,
      Promise.race([called.call.ringing?.pickedUp, called.over]),
    );
    called.call.ringing?.giveUp('no-answer');
    if (!called.isReady && !called.call.isGone) {
      const settled = Promise.race([called.ready, called.over]);
      await call.hear({ kind: whisperSound }, endlessSeconds, settled);
    }
    if (!called.isReady || called.call.isGone || call.isGone) return;
    call.answer();
    const bridge = new Bridge({ platform: call.platform, participants: [call, called.call] });
    called.join(bridge);
    try {
      await keepConnected(this.dial, call, bridge);
    } finally {
      bridge.end({ reason: call.isGone ? 'left' : 'moved', by: call });
    }
  }

  /** https://www.twilio.com/docs/api/errors/13224 */
  private isReachable(): boolean {
    const { call } = this.place;
    const { from, to } = this.setup;
    if (isClient(to)) return true;
    if (!isPhoneNumber(to) || !hasCountryCode(to)) {
      call.warn(twilioError(13224, `it is "${to}"`));
      return false;
    }
    return isPhoneNumber(from) || call.platform.assumptions.passedOnCallerId === 'goes-out';
  }
}

const events = text('completed');

/** https://www.twilio.com/docs/voice/twiml/number */
const numberAttributes = {
  url: text(''),
  method: method(13221),
  sendDigits: matching(/^[0-9A-Da-d#*wW]*$/, {
    default: undefined,
    code: 13222,
    allowed: '0 to 9, A to D, #, *, w and W',
  }),
  statusCallback: text(undefined),
  statusCallbackMethod: method(12200),
  statusCallbackEvent: events,
};

/** https://www.twilio.com/docs/voice/twiml/client */
const clientAttributes = {
  url: text(''),
  method: method(12200),
  statusCallback: text(undefined),
  statusCallbackMethod: method(12200),
  statusCallbackEvent: events,
};

function readNumber(
  { numbers }: NumberServices,
  dial: Dial,
  element: Element,
  place: VerbPlace,
): DialedNumber {
  const { call } = place;
  const isForClient = element.name === 'Client';
  const read = isForClient
    ? { ...readAttributes(element, clientAttributes), sendDigits: undefined }
    : readAttributes(element, numberAttributes);
  const from = dial.callerId ?? call.from;
  const to = isForClient ? `client:${identityOf(element)}` : internationally(element.text);
  if (!mayShow(from, dial.callerId !== undefined, to, call, numbers)) {
    throw new TwimlError(twilioError(13214, `it is "${from}"`, element.line));
  }
  return {
    from,
    to,
    sendDigits: read.sendDigits,
    callReason: dial.callReason,
    clientParameters: parametersOf(element),
    progress: read.statusCallback === undefined ? undefined : readProgress(read.statusCallback, read, place),
    whisper: read.url === '' ? undefined : requestFrom(place, read.url, read.method),
    runDocuments: place.runDocuments,
  };
}

/**
 * Whether Twilio may show this caller ID: the caller's number, the called one or one of the account's; to clients, also
 * a client. A SIP address is not allowed, even if it is the caller's own. https://www.twilio.com/docs/voice/twiml/dial#callerid
 */
function mayShow(
  from: string,
  isGiven: boolean,
  to: string,
  call: VerbPlace['call'],
  numbers: PhoneNumbers,
): boolean {
  if (isClient(from)) return isClient(to);
  if (isGiven && !isPhoneNumber(from)) return false;
  if (/^sips?:/i.test(from)) return false;
  return from === call.from || from === call.to || numbers.find(from) !== undefined;
}

/** A client's name is the text of the noun or of an `<Identity>`. https://www.twilio.com/docs/voice/twiml/client */
const identityOf = ({ text: own, children }: Element): string =>
  children.find(({ name }) => name === 'Identity')?.text ?? own;

/** Custom parameters for the called client. https://www.twilio.com/docs/voice/twiml/parameter */
function parametersOf({ children }: Element): Record<string, string> {
  const parameters = children
    .filter(({ name }) => name === 'Parameter')
    .map((element) => readAttributes(element, { name: text(''), value: text('') }));
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}

/** https://www.twilio.com/docs/voice/twiml/number#statuscallbackevent */
function readProgress(
  url: string,
  read: { readonly statusCallbackMethod: 'GET' | 'POST'; readonly statusCallbackEvent: string },
  place: VerbPlace,
): ProgressCallback {
  const names = read.statusCallbackEvent.trim().split(/\s+/);
  return {
    url: urlFrom(place, url),
    method: read.statusCallbackMethod,
    events: progressEvents.filter((event) => names.includes(event)),
  };
}

/** US numbers may be written without the country code and with punctuation. */
function internationally(text: string): string {
  const bare = text.replace(/[\s().-]/g, '');
  if (/^\d{10}$/.test(bare)) return `+1${bare}`;
  return /^1\d{10}$/.test(bare) ? `+${bare}` : bare;
}
