import { Twilio } from 'twilio';
import { LocalTwilio, type LocalTwilioOptions } from '../../../emulator/local-twilio';
import type { Person } from '../../../emulator/voice/person';
import { webResponse } from '../../../emulator/web/message';
import type { RestApi } from '../../../emulator/web/rest-exchange';
import { restHttpClient } from '../../../emulator/web/rest-http-client';
import { contract } from '../../contract/twilio-openapi';

/** The number that callers ring. */
export const NUMBER = '+15550199';

/** Where the application is found. */
export const APPLICATION = 'https://application.example';

/** An application that puts its callers in line, with the documents for callers who leave it. */
const documents: Readonly<Record<string, string>> = {
  '/caller': '<Enqueue action="/left" waitUrl="/wait">support</Enqueue>',
  '/wait': '<Say>Please wait.</Say><Pause length="60"/>',
  '/left': '<Say>From the action.</Say><Pause length="600"/>',
  '/desk': '<Say>From the desk.</Say><Pause length="600"/>',
  '/agent': '<Dial><Queue>support</Queue></Dial>',
  '/recording-agent': '<Dial record="record-from-answer-dual"><Queue>support</Queue></Dial>',
  '/voicemail': '<Record/>',
  '/outside': '<Dial>+14155550199</Dial>',
};

/** A local Twilio with that application. */
export function twilioWithApplication(options: LocalTwilioOptions = {}): LocalTwilio {
  const numbers = [{ phoneNumber: NUMBER, voiceUrl: `${APPLICATION}/caller` }];
  const twilio = new LocalTwilio({ numbers, ...options });
  twilio.deploy({
    domain: new URL(APPLICATION).host,
    files: () =>
      Object.keys(documents).map((path) => ({ kind: 'function', path, file: path, visibility: 'public' })),
    runtime: {
      run: async ({ path }) => webResponse(200, 'text/xml', `<Response>${documents[path]}</Response>`),
    },
  });
  return twilio;
}

/** The real twilio client, which checks every answer against Twilio's published contract. */
export function clientOf(twilio: LocalTwilio, authToken = twilio.account.authToken): Twilio {
  const rest: RestApi = async (request) => {
    const response = await twilio.rest(request);
    const faults = contract(request.method, request.path, response, request.host);
    if (faults.length > 0) throw new Error(`Not Twilio's: ${faults.join('; ')}`);
    return response;
  };
  return new Twilio(twilio.account.sid, authToken, { httpClient: restHttpClient(rest) });
}

/** Callers in line, who came one second after another. */
export async function callersInLine(twilio: LocalTwilio, count: number): Promise<Person[]> {
  const callers: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    callers.push(placeCall(twilio, `+1415555010${index}`));
    await twilio.clock.advance(1000);
  }
  return callers;
}

export function placeCall(twilio: LocalTwilio, from: string): Person {
  const person = twilio.placeCall({ from, to: NUMBER });
  if (!person) throw new Error('The account is full.');
  return person;
}

/** The sid of the queue in which the callers are. */
export function queueSid(twilio: LocalTwilio): string {
  return twilio.queueNamed('support')?.sid ?? '';
}
