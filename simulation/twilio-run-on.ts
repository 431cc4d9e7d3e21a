import { join } from 'node:path';
import { type LocalTwilio, startProxy, startTwilioRun, type TwilioRunRuntime } from '../emulator/index';
import { localDomain } from './local-queue';

const root = join(__dirname, '..');

/** The real twilio-run with the built functions, and a proxy: through it programs reach the local REST API and the deployed files. */
export interface TwilioRunWithProxy extends TwilioRunRuntime {
  readonly proxyUrl: string;
  /** The certificate that the proxy answers with, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificatePath: string;
}

/** Starts both on a local Twilio, by default with the functions of the last build. Closing the runtime ends both. */
export async function twilioRunOn(
  twilio: LocalTwilio,
  environment: Readonly<Record<string, string>>,
  functionsFolder?: string,
): Promise<TwilioRunWithProxy> {
  const { account, clock, timeline, rest } = twilio;
  const proxy = await startProxy({
    rest,
    deployedAt: (url) => twilio.deployedAt(url),
    during: (work) => clock.during(work),
  });
  const functions = functionsFolder === undefined ? {} : { functionsFolder };
  const options = {
    projectFolder: root,
    ...functions,
    account,
    clock,
    timeline,
    domain: localDomain,
    environment,
    proxy,
  };
  const runtime = await startTwilioRun(options).catch(async (error: unknown) => {
    await proxy.close();
    throw error;
  });
  return {
    proxyUrl: proxy.url,
    certificatePath: proxy.certificatePath,
    run: (deployed, request) => runtime.run(deployed, request),
    restart: () => runtime.restart(),
    close: async () => {
      await runtime.close();
      await proxy.close();
    },
  };
}
