import { join } from 'node:path';
import { type LocalTwilio, startProxy, startTwilioRun, type TwilioRunRuntime } from '../emulator/index';
import { localDomain } from './local-queue';

const root = join(__dirname, '..');

/** The real twilio-run with the built functions, and the proxy by which they reach the local REST API. */
export interface TwilioRunWithProxy extends TwilioRunRuntime {
  readonly proxyUrl: string;
}

/** Starts both on a local Twilio; closing the runtime ends both. */
export async function twilioRunOn(
  twilio: LocalTwilio,
  environment: Readonly<Record<string, string>>,
): Promise<TwilioRunWithProxy> {
  const { account, clock, timeline, rest } = twilio;
  const deployedAt = (url: URL) => twilio.deployedAt(url);
  const proxy = await startProxy({ rest, deployedAt, during: (work) => clock.during(work) });
  const options = { projectFolder: root, account, clock, timeline, domain: localDomain, environment, proxy };
  const runtime = await startTwilioRun(options).catch(async (error: unknown) => {
    await proxy.close();
    throw error;
  });
  return {
    proxyUrl: proxy.url,
    run: (deployed, request) => runtime.run(deployed, request),
    restart: () => runtime.restart(),
    close: async () => {
      await runtime.close();
      await proxy.close();
    },
  };
}
