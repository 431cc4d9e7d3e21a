import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { Account, Settings } from '../platform/account';
import type { Assumptions } from '../platform/assumptions';
import type { Clock } from '../platform/clock';
import { type WebHost, type WebRequest, type WebResponse, webResponse } from '../web/message';
import { isSigned } from '../web/signature';
import type { DeployedFile } from './deployment';

/** Runs deployed functions: in this process, or in a server next to it. */
export interface FunctionsRuntime {
  /** Runs the function for a request. A rejection becomes a 500. */
  run(deployed: DeployedFile, request: WebRequest): Promise<WebResponse>;
}

/** What the edge serves and needs. */
export interface EdgeOptions {
  readonly account: Account;
  readonly settings: Settings;
  readonly assumptions: Assumptions;
  readonly clock: Clock;
  readonly files: () => readonly DeployedFile[];
  readonly runtime: FunctionsRuntime;
}

/** Content types of the assets that a call queue has, as on Twilio's CDN. */
const contentTypes: Readonly<Record<string, string>> = {
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.xml': 'application/xml',
  '.html': 'text/html',
  '.js': 'application/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
};

/**
 * Twilio's edge in front of deployed functions and assets. Unlike a local development server, it refuses unsigned
 * requests to protected files, hides private ones, and enforces the limits on time and concurrent requests. https://www.twilio.com/docs/serverless/functions-assets/visibility
 */
export function functionsEdge(options: EdgeOptions): WebHost {
  const slots = { taken: 0 };
  return async (request) => {
    const deployed = options.files().find(({ path }) => path === request.url.pathname);
    if (!deployed || deployed.visibility === 'private') return webResponse(404, 'text/plain', 'Not found');
    if (deployed.visibility === 'protected' && !isSigned(request, options.account.authToken)) {
      const status = Number(options.assumptions.unsignedRequests);
      return webResponse(status, 'text/plain', 'The signature of this request is missing or wrong.');
    }
    if (deployed.kind === 'asset') return assetResponse(deployed);
    return runInSlot(deployed, request, options, slots);
  };
}

/** Reads the file synchronously: the clock would move on during an await. */
function assetResponse({ file, path }: DeployedFile): WebResponse {
  const contentType = contentTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
  return webResponse(200, contentType, readFileSync(file));
}

/** The requester holds the clock, so an answer that took time would never come. */
const timelessHeader = 'x-local-twilio-timeless';

/** A function takes time on the clock, and one of the service's slots meanwhile. */
async function runInSlot(
  deployed: DeployedFile,
  request: WebRequest,
  { clock, settings, runtime }: EdgeOptions,
  slots: { taken: number },
): Promise<WebResponse> {
  if (slots.taken >= settings.maxConcurrentRequests) {
    return webResponse(429, 'text/plain', 'Too many concurrent requests.');
  }
  slots.taken += 1;
  try {
    const { answerMillis, longestFunctionMillis } = settings;
    const { [timelessHeader]: timeless, ...headers } = request.headers;
    if (timeless === undefined) await clock.sleep(Math.min(answerMillis, longestFunctionMillis));
    const tooLong = () => webResponse(504, 'text/plain', 'The function ran too long.');
    if (answerMillis >= longestFunctionMillis) return tooLong();
    const run = runtime
      .run(deployed, { ...request, headers })
      .catch((error: unknown) => functionFailed(error));
    return await clock.timeLimit(longestFunctionMillis - answerMillis, run, tooLong);
  } finally {
    slots.taken -= 1;
  }
}

const functionFailed = (error: unknown) =>
  webResponse(500, 'text/plain', error instanceof Error ? error.message : String(error));
