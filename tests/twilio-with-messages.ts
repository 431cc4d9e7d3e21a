import { LocalTwilio, webResponse } from '../emulator/index';

/** The number that callers leave messages on: that of the example's queue for sales. */
export const number = '+15550100002';

const documents = { '/voice': '<Record action="/thanks"/>', '/thanks': '<Hangup/>' };

/** A local Twilio to which somebody has spoken twice, for nine seconds, an hour apart. */
export async function twilioWithMessages(): Promise<LocalTwilio> {
  const voiceUrl = 'https://application.example/voice';
  const twilio = new LocalTwilio({ numbers: [{ phoneNumber: number, voiceUrl }] });
  const files = Object.entries(documents).map(
    ([path, file]) => ({ kind: 'function', path, visibility: 'public', file }) as const,
  );
  const run = async ({ file }: { readonly file: string }) =>
    webResponse(200, 'text/xml', `<Response>${file}</Response>`);
  twilio.deploy({ domain: 'application.example', files: () => files, runtime: { run } });
  for (const from of ['+14155550100', '+266696687']) {
    twilio.placeCall({ from, to: number })?.speak(9);
    await twilio.clock.advance(3600_000);
  }
  return twilio;
}
