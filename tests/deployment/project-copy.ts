import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Cancel, type LocalTwilio, startProxy, type TwilioProxy } from '../../emulator/index';

/** How a command ended, and what it printed. */
export interface Run {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
}

const root = process.cwd();

/** What is of this machine or of the person who works on it, and what no command needs. */
const left = [
  ...['node_modules', 'dist', '.git', '.env', '.env.production', '.twiliodeployinfo', '.wire-undo.json'],
  ...['bench', 'docs', 'tests'],
].map((name) => join(root, name));

/** Plays Twilio for other processes, and notes which of its hosts they ask. */
const connect = (twilio: LocalTwilio, hosts: Set<string>): Promise<TwilioProxy> =>
  startProxy({
    rest: (request) => {
      hosts.add(request.host);
      return twilio.rest(request);
    },
    deployedAt: (url) => twilio.deployedAt(url),
    during: (work) => twilio.clock.during(work),
  });

/** A copy of the project in its own folder, whose commands reach a local Twilio and nothing else. */
export class ProjectCopy {
  private constructor(
    readonly folder: string,
    readonly twilio: LocalTwilio,
    /** Twilio's hosts that were asked. */
    readonly hosts: Set<string>,
    public proxy: TwilioProxy,
    readonly stopClock: Cancel,
  ) {}

  static async make(twilio: LocalTwilio): Promise<ProjectCopy> {
    const folder = mkdtempSync(join(tmpdir(), 'project-'));
    cpSync(root, folder, { recursive: true, filter: (file) => !left.includes(file) });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const hosts = new Set<string>();
    const proxy = await connect(twilio, hosts);
    return new ProjectCopy(folder, twilio, hosts, proxy, twilio.clock.followRealTime(10));
  }

  /** Twilio can be reached again after `proxy` was closed. */
  async reconnect(): Promise<void> {
    this.proxy = await connect(this.twilio, this.hosts);
  }

  async close(): Promise<void> {
    this.stopClock();
    await this.proxy.close();
    this.twilio.serverless.close();
    rmSync(this.folder, { recursive: true });
  }

  write(name: string, text: string): void {
    const file = join(this.folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  read = (name: string): string => readFileSync(join(this.folder, name), 'utf8');

  /** Gives package.json something else to say. */
  changePackage(change: (json: { name: string; dependencies: Record<string, string> }) => void): void {
    const json = JSON.parse(this.read('package.json'));
    change(json);
    this.write('package.json', JSON.stringify(json));
  }

  /** Signs in by an API key, as a person does in the shell. */
  readonly withApiKey = (): Record<string, string> => ({
    TWILIO_ACCOUNT_SID: this.twilio.account.sid,
    TWILIO_API_KEY: this.twilio.apiKey.sid,
    TWILIO_API_SECRET: this.twilio.apiKey.secret,
  });

  /** Signs in by the account's own token, as `.env` may. */
  readonly withAuthToken = (): Record<string, string> => ({
    ACCOUNT_SID: this.twilio.account.sid,
    AUTH_TOKEN: this.twilio.account.authToken,
  });

  /** Runs one of the project's own commands without a terminal: `npm run <name> -- <options>`. */
  command(
    name: string,
    options: readonly string[] = [],
    environment: Readonly<Record<string, string>> = this.withApiKey(),
    input = '',
  ): Running {
    return this.start(['--import', 'tsx', `commands/${name}.ts`, ...options], environment, input);
  }

  /** Runs twilio-run, as who knows only Twilio's own tools does. */
  twilioRun(options: readonly string[]): Running {
    return this.start(['node_modules/twilio-run/bin/twilio-run.js', ...options], {}, '');
  }

  private start(
    options: readonly string[],
    environment: Readonly<Record<string, string>>,
    input: string,
  ): Running {
    const child = spawn(process.execPath, options, {
      cwd: this.folder,
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        HTTP_PROXY: this.proxy.url,
        NODE_EXTRA_CA_CERTS: this.proxy.certificatePath,
        TWILIO_SERVERLESS_API_RETRY_LIMIT: '1',
        ...environment,
      },
    });
    child.stdin.end(input);
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    const ended = new Promise<Run>((resolve) => {
      child.once('close', (status) => resolve({ status, out, err }));
    });
    return { child, ended };
  }
}
