import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Clock, inProcessRuntime, LocalTwilio, type RestApi, type WebRequest } from '../../emulator/index';
import type { DeployedFile } from '../../emulator/reference';

/** Whose calls are recorded: the project's own config, and the one of the stories. */
export type Business = 'sample' | 'everything';

/** What Twilio's REST API answered to a function. */
export interface RestAnswer {
  /** Method, path and query. */
  readonly asked: string;
  readonly status: number;
  readonly body?: unknown;
  /** A few bytes that replace the sound of a recording. */
  readonly sound?: string;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
  /** What the function sent to the team's own server. */
  readonly delivered: readonly string[];
}

/** A request to a URL that a version handed out, and the answer of that version. */
export interface RecordedRequest {
  /** The path, the names in the query, what Twilio reported, and the verbs of the answer. Unique. */
  readonly name: string;
  readonly business: Business;
  readonly at: string;
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly url: string;
  /** What Twilio sent, where it differs from the usual form. Null: Twilio did not send it. */
  readonly form: Readonly<Record<string, string | null>>;
  readonly rest: readonly RestAnswer[];
  readonly answer: Answer;
}

/** Everything that was recorded from one version. */
export interface LiveCalls {
  readonly version: string;
  /** What most requests by POST have in their form. */
  readonly usualForm: Readonly<Record<string, string>>;
  readonly requests: readonly RecordedRequest[];
}

export const recordingFile = join(__dirname, 'live-calls.json');

export const readLiveCalls = (): LiveCalls => JSON.parse(readFileSync(recordingFile, 'utf8'));

/** The team's own server, which receives voicemails. */
export interface Team {
  readonly environment: Readonly<Record<string, string>>;
  readonly requests: readonly { readonly body: string }[];
}

/** Where the recorded calls were served. */
export const domain = 'call-queue-1234.twil.io';

/** Runs a function in a fresh runtime, so that it remembers nothing from earlier requests. */
export async function run(
  deployed: DeployedFile,
  request: WebRequest,
  { account, clock, timeline }: LocalTwilio,
  rest: RestApi,
  team: Team,
) {
  const environment = { AGENT_PIN: '246810', ...team.environment };
  const runtime = inProcessRuntime({ account, clock, timeline, rest, domain, environment });
  const deliveredBefore = team.requests.length;
  const response = await runtime.run(deployed, request);
  const answer: Answer = {
    status: response.status,
    contentType: response.headers['content-type'],
    body: response.body.toString(),
    delivered: team.requests.slice(deliveredBefore).map(({ body }) => body),
  };
  return { response, answer };
}

/** Sends a recorded request to a function, at the recorded moment. */
export async function askAgain(
  { at, method, url, form, rest }: RecordedRequest,
  usualForm: LiveCalls['usualForm'],
  deployed: DeployedFile,
  team: Team,
): Promise<Answer> {
  const sent = Object.entries(method === 'POST' ? { ...usualForm, ...form } : {});
  const request = {
    method,
    url: new URL(url, `https://${domain}`),
    headers: {},
    form: new URLSearchParams(
      sent.flatMap(([name, value]): [string, string][] => (value === null ? [] : [[name, value]])),
    ),
  };
  const twilio = new LocalTwilio({ clock: new Clock({ startsAt: new Date(at) }) });
  const { answer } = await run(deployed, request, twilio, restAsRecorded(rest), team);
  return answer;
}

/** Answers as Twilio's REST API did then, and 404 to everything else. */
const restAsRecorded =
  (answers: readonly RestAnswer[]): RestApi =>
  async (request) => {
    const asked = restRequestInWords(request);
    const { status, body, sound } = answers.find((answer) => answer.asked === asked) ?? { status: 404 };
    return {
      status,
      ...(body !== undefined && { body }),
      ...(sound !== undefined && { media: { type: 'audio/mpeg', bytes: Buffer.from(sound) } }),
    };
  };

export const restRequestInWords = ({ method, path, query }: Parameters<RestApi>[0]): string =>
  `${method} ${path}${query.size > 0 ? `?${query}` : ''}`;
