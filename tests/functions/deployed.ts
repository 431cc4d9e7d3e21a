import { join } from 'node:path';
import { inProcessRuntime, LocalTwilio } from '../../emulator/index';
import {
  type DeployedFile,
  type DocumentReading,
  deployedFiles,
  type Element,
  readDocument,
} from '../../emulator/reference';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import type { LoggedLine } from '../../src/log';
import everything from '../stories/everything.config';

const root = join(__dirname, '..', '..');

let project: Promise<TemporaryProject> | undefined;

afterAll(async () => (await project)?.close());

/** The bundle of a path, whether or not this business needs it. */
export async function deployedFunction(path: string): Promise<DeployedFile> {
  project ??= projectWith(join(root, 'tests', 'stories', 'everything.config.ts'), everything, []);
  const { functionsFolder } = await project;
  const found = deployedFiles(functionsFolder, join(root, 'assets')).find((file) => file.path === path);
  if (!found) throw new Error(`There is no function ${path}.`);
  return found;
}

/** The PIN of these tests. */
export const pin = '246810';

/** Names with their values; a value that is sent more than once is a list. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** What came back from a function: the answer as Twilio reads it, and what was logged on the way. */
export interface Reply {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly xml: string;
  readonly reading: DocumentReading;
  readonly logged: readonly LoggedLine[];
}

export interface DeploymentOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Told of each line that a function logs; what it throws, the function meets. */
  readonly onLog?: () => void;
}

/** A deployment of all functions. Asks one, as Twilio would: the query in the URL, the rest in the form. */
export function deploy({ environment = { AGENT_PIN: pin }, onLog }: DeploymentOptions = {}) {
  const { account, clock, timeline, rest } = new LocalTwilio();
  let logged: LoggedLine[] = [];
  const log = (_path: string, level: string, text: string) => {
    if (level === 'log') onLog?.();
    logged.push(JSON.parse(text));
  };
  const domain = 'call-queue-1234.twil.io';
  const runtime = inProcessRuntime({ account, clock, timeline, rest, domain, environment, log });
  return async (path: string, query: Form, form: Form): Promise<Reply> => {
    const deployed = await deployedFunction(path);
    logged = [];
    const url = new URL(`https://${domain}${path}?${encoded(query)}`);
    const answer = await runtime.run(deployed, { method: 'POST', url, headers: {}, form: encoded(form) });
    const xml = answer.body.toString();
    const contentType = answer.headers['content-type'];
    return { status: answer.status, contentType, xml, reading: readDocument(xml, contentType), logged };
  };
}

function encoded(form: Form): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of [value].flat()) parameters.append(name, one);
  }
  return parameters;
}

/** The verbs of a document that Twilio runs without complaint. */
export function verbsOf(reading: DocumentReading): readonly Element[] {
  expect(reading).toMatchObject({ kind: 'twiml', warnings: [] });
  return reading.kind === 'twiml' ? reading.verbs : [];
}

/** A document in short: each verb with its words, and what is inside it in brackets. */
export function outline(verbs: readonly Element[]): string {
  return verbs
    .map(({ name, text, children }) => {
      const inside = children.length > 0 ? `[${outline(children)}]` : '';
      return `${name}${inside}${text && ` ${text}`}`;
    })
    .join(', ');
}
