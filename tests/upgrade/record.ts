/**
 * Records `live-calls.json`: `npm run build && node --import tsx tests/upgrade/record.ts`. Run it when you release a
 * version. Never run it to make `live-calls.test.ts` pass: callers who are on the line during a deploy meet every
 * difference that the test finds.
 */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  Clock,
  type FunctionsRuntime,
  type LocalTwilio,
  type RestApi,
  type WebRequest,
} from '../../emulator/index';
import { version } from '../../package.json';
import { builtProject, LocalQueue, type Project } from '../../simulation/local-queue';
import { projectWith } from '../../simulation/project-with';
import { Receiver } from '../receiver';
import everything from '../stories/everything.config';
import { type CallsToRecord, callsToRecord, Stage } from './calls-to-record';
import {
  type Answer,
  type Business,
  type LiveCalls,
  type RecordedRequest,
  type RestAnswer,
  recordingFile,
  restRequestInWords,
  run,
  type Team,
} from './recorded-request';

/** A request as it came, with its whole form. */
type PlayedRequest = Omit<RecordedRequest, 'form'> & { readonly form: Readonly<Record<string, string>> };

type Note = (request: PlayedRequest) => void;

async function record(): Promise<void> {
  const project = await projectWith(join(__dirname, '..', 'stories', 'everything.config.ts'), everything);
  const team = await Receiver.start();
  const found = new Map<string, PlayedRequest>();
  const note: Note = (request) => {
    if (!found.has(request.name)) found.set(request.name, request);
  };
  try {
    for (const calls of callsToRecord) {
      await play(calls, calls.business === 'sample' ? builtProject : project, team, note);
    }
  } finally {
    await team.close();
    await project.close();
  }
  const requests = [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  await writeFile(recordingFile, inJson(requests));
  console.log(`${recordingFile} has ${requests.length} requests from version ${version}.`);
}

async function play(calls: CallsToRecord, project: Project, team: Team, note: Note): Promise<void> {
  const queue = await LocalQueue.open({
    project,
    clock: new Clock({ startsAt: new Date(calls.at) }),
    runtime: async (twilio) => notingRuntime(twilio, calls.business, team, note),
  });
  await calls.play(new Stage(queue, () => JSON.parse(team.requests.at(-1)?.body ?? '{}').link));
}

function notingRuntime(twilio: LocalTwilio, business: Business, team: Team, note: Note): FunctionsRuntime {
  return {
    async run(deployed, request) {
      const { method, url } = request;
      const at = twilio.clock.now().toISOString();
      const rest: RestAnswer[] = [];
      const { response, answer } = await run(deployed, request, twilio, notingRest(twilio.rest, rest), team);
      note({
        name: nameOf(business, request, answer),
        business,
        at,
        method,
        url: `${url.pathname}${url.search}`,
        form: Object.fromEntries(request.form),
        rest,
        answer,
      });
      return response;
    },
  };
}

/** Notes what Twilio's REST API answers. A whole sound would fill the file, so a recording sounds like a few bytes. */
const notingRest =
  (rest: RestApi, noted: RestAnswer[]): RestApi =>
  async (request) => {
    const { status, body, media } = await rest(request);
    const sound = 'a few bytes';
    noted.push({
      asked: restRequestInWords(request),
      status,
      ...(body !== undefined && { body }),
      ...(media && { sound }),
    });
    return { status, body, ...(media && { media: { ...media, bytes: Buffer.from(sound) } }) };
  };

/** What Twilio reports and an answer depends on. */
const reported = ['QueueResult', 'DialCallStatus', 'DialBridged', 'Digits'];

/** Requests with the same name are of one kind, and only the first is recorded. */
function nameOf(business: Business, { method, url, form }: WebRequest, { status, body }: Answer): string {
  const query = [...url.searchParams].map(([name, value]) => (name === 'reason' ? `${name}=${value}` : name));
  const asked = query.length > 0 ? `${url.pathname}?${query.join('&')}` : url.pathname;
  const report = reported.flatMap((name) => (form.has(name) ? [`${name}=${form.get(name)}`] : []));
  const verbs = [...body.matchAll(/<([A-Z]\w+)/g)].map(([, verb]) => verb);
  return [business, method, asked, ...report, '→', status, ...verbs.slice(1)].join(' ');
}

/** JSON with one request per line. */
function inJson(requests: readonly PlayedRequest[]): string {
  const usualForm = usualFormOf(requests.filter(({ method }) => method === 'POST').map(({ form }) => form));
  const start: Omit<LiveCalls, 'requests'> = { version, usualForm };
  const lines = requests.map((request): string => {
    const form = request.method === 'POST' ? differences(request.form, usualForm) : {};
    return JSON.stringify({ ...request, form } satisfies RecordedRequest);
  });
  return `${JSON.stringify(start).slice(0, -1)},"requests":[\n${lines.join(',\n')}\n]}\n`;
}

/** The values that more than half of the forms have. */
function usualFormOf(forms: readonly PlayedRequest['form'][]): Record<string, string> {
  const counts = new Map<string, number>();
  for (const form of forms) {
    for (const entry of Object.entries(form)) {
      const key = JSON.stringify(entry);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  const usual = [...counts].filter(([, count]) => count > forms.length / 2);
  return Object.fromEntries(usual.map(([key]) => JSON.parse(key)));
}

function differences(form: PlayedRequest['form'], usual: Readonly<Record<string, string>>) {
  const others = Object.entries(form).filter(([name, value]) => usual[name] !== value);
  const missing = Object.keys(usual).filter((name) => !Object.hasOwn(form, name));
  return Object.fromEntries([...others, ...missing.map((name) => [name, null] as const)]);
}

void record();
