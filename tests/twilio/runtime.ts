import { dirname, join } from 'node:path';

/** Twilio's own `Twilio.Response`, of the runtime handler that is installed. */
const { Response } = require(
  join(dirname(require.resolve('@twilio/runtime-handler/dev')), 'internal', 'response.js'),
) as { Response: new () => RuntimeResponse };

/** An answer as a handler gives it to Twilio's runtime. */
export interface RuntimeResponse {
  readonly body: unknown;
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** Makes the globals of Twilio's runtime, as far as our functions use them. */
export function installRuntime(): void {
  Object.assign(globalThis, { Twilio: { Response } });
}

/** A handler as Twilio's runtime sees it. */
export type Handler = (
  context: object,
  event: object,
  callback: (error: unknown, response?: RuntimeResponse) => void,
) => unknown;

/** Everything that a handler answered: it should be one response. */
export async function answersOf(
  handler: Handler,
  context: object,
  event: object,
): Promise<RuntimeResponse[]> {
  const answers: RuntimeResponse[] = [];
  await handler(context, event, (error, response) => {
    if (error || !response) throw new Error(`The handler failed: ${error}`);
    answers.push(response);
  });
  return answers;
}
