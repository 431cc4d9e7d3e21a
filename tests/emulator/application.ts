import type { DeployedFile } from '../../emulator/functions/deployment';
import { LocalTwilio, type LocalTwilioOptions } from '../../emulator/local-twilio';
import { type AssumptionName, type Assumptions, assumptions } from '../../emulator/platform/assumptions';
import type { NumberedEvent } from '../../emulator/platform/timeline';
import type { Person } from '../../emulator/voice/person';
import type { PhoneNumberSetup } from '../../emulator/voice/phone-line';
import { type WebRequest, type WebResponse, webResponse } from '../../emulator/web/message';
import { writeWav } from '../../music/wav';

/** The answer at a path: verbs, or a function of the request. */
export type Answer = string | ((request: WebRequest) => string | WebResponse | Promise<string | WebResponse>);

/** One request that reached the application. */
export interface Asked {
  readonly path: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Query and form. */
  readonly parameters: Readonly<Record<string, string>>;
}

export interface ApplicationOptions extends LocalTwilioOptions {
  /** The numbers' settings in addition to their voice URL. */
  readonly number?: Partial<PhoneNumberSetup>;
}

export const domain = 'application-1234.twil.io';

/** A tiny application on its own local Twilio: TwiML for each path, which by default takes no time. */
export class Application {
  readonly twilio: LocalTwilio;
  private readonly requests: Asked[] = [];
  private callers = 0;

  constructor(
    private readonly answers: Readonly<Record<string, Answer>>,
    private readonly options: ApplicationOptions = {},
  ) {
    this.twilio = new LocalTwilio({ ...options, settings: { answerMillis: 0, ...options.settings } });
    const files = Object.keys(answers).map(protectedFunction);
    this.twilio.deploy({ domain, files: () => files, runtime: this });
  }

  async run({ path }: DeployedFile, request: WebRequest): Promise<WebResponse> {
    const parameters = {
      ...Object.fromEntries(request.url.searchParams),
      ...Object.fromEntries(request.form),
    };
    const { method, url, headers } = request;
    this.requests.push({ path, method, url: url.href, headers, parameters });
    const answer = this.answers[path] ?? '';
    const given = typeof answer === 'string' ? answer : await answer(request);
    return typeof given === 'string' ? webResponse(200, 'text/xml', `<Response>${given}</Response>`) : given;
  }

  /** Calls a number with this path as its URL. Its status callback is `/ended`, if the application has that. */
  call(voicePath = '/voice'): Person {
    const person = this.ring(voicePath);
    if (!person) throw new Error('The account has no room for another call.');
    return person;
  }

  /** The same, for an account that may be full. */
  ring(voicePath = '/voice'): Person | undefined {
    const to = `+1555${voicePath}`;
    const statusCallback = '/ended' in this.answers && { statusCallback: urlOf('/ended') };
    this.twilio.setNumber({
      phoneNumber: to,
      voiceUrl: urlOf(voicePath),
      ...statusCallback,
      ...this.options.number,
    });
    this.callers += 1;
    return this.twilio.placeCall({ from: `+1555000${String(this.callers).padStart(4, '0')}`, to });
  }

  /** The parameters of the requests to a path, in order. */
  asked(path: string): Asked['parameters'][] {
    return this.requestsTo(path).map(({ parameters }) => parameters);
  }

  requestsTo(path: string): Asked[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** The paths that were requested, in order. */
  get paths(): string[] {
    return this.requests.map(({ path }) => path);
  }

  /** Forgets the requests so far. */
  forget(): void {
    this.requests.length = 0;
  }

  /** Lets this much time pass. */
  seconds(count: number): Promise<void> {
    return this.twilio.clock.advance(count * 1000);
  }

  events<Kind extends NumberedEvent['kind']>(kind: Kind): Extract<NumberedEvent, { kind: Kind }>[] {
    return this.twilio.timeline
      .events()
      .filter((event): event is Extract<NumberedEvent, { kind: Kind }> => event.kind === kind);
  }

  /** The codes of all errors and warnings of a call. */
  get faults(): number[] {
    return this.events('fault').map(({ fault }) => fault.code);
  }
}

export const application = (answers: Readonly<Record<string, Answer>>, options?: ApplicationOptions) =>
  new Application(answers, options);

export const urlOf = (path: string) => `https://${domain}${path}`;

/** A file with this many seconds of audio. */
export const sound = (seconds: number) => (): WebResponse => {
  const format = { encoding: 'mu-law', channels: 1, sampleRateHz: 8000, bitsPerSample: 8 } as const;
  return webResponse(200, 'audio/wav', Buffer.from(writeWav(format, new Uint8Array(seconds * 8000))));
};

/** An answer that is not a document. */
export const status = (code: number) => (): WebResponse => webResponse(code, 'text/plain', 'No');

/**
 * Each answer to one open question about Twilio, for `describe.each`; each must be tried for every question. Tests in which
 * the question never comes up say nothing about the answer, so they fail.
 */
export function answersTo<Name extends AssumptionName>(name: Name) {
  let isGiven = false;
  let isAsked = false;
  afterAll(() => {
    if (isGiven && !isAsked) throw new Error(`Nothing in these tests depends on the answer to ${name}.`);
  });
  return assumptions[name].answers.map((answer) => {
    const answers = Object.defineProperty({}, name, {
      enumerable: true,
      get() {
        isAsked = true;
        return answer;
      },
    });
    const given: Partial<Assumptions> = new Proxy(answers, {
      ownKeys(target) {
        isGiven = true;
        return Reflect.ownKeys(target);
      },
    });
    return { answer: answer as Assumptions[Name], given };
  });
}

function protectedFunction(path: string): DeployedFile {
  return { kind: 'function', path, visibility: 'protected', file: path };
}
