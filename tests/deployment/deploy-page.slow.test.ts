import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type Cancel,
  Clock,
  LocalTwilio,
  type Person,
  startProxy,
  type TwilioProxy,
} from '../../emulator/index';

const page = readFileSync('docs/deploy.md', 'utf8');

interface Step {
  readonly title: string;
  readonly text: string;
  /** What is to be typed, block by block. */
  readonly typed: readonly string[];
  /** What is to be written into the config, line by line. */
  readonly written: readonly string[];
}

function readSteps(headings: RegExp): Step[] {
  const blocks = (text: string, language: string) =>
    [...text.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
      ([, block = '']) => block,
    );
  return [...page.matchAll(headings)].map(([, title = '', text = '']) => ({
    title,
    text,
    typed: blocks(text, 'sh'),
    written: blocks(text, 'ts'),
  }));
}

/** The numbered steps of the page. */
const steps = readSteps(/^### \d+\. (.+)\n([\s\S]*?)(?=^##)/gm);

/** The steps with letters, for agents who are rung. */
const rungSteps = readSteps(/^### [A-Z]\. (.+)\n([\s\S]*?)(?=^##)/gm);

const [supportNumber = '', agentsNumber = '', adasNumber = ''] = [
  ...new Set(page.match(/\+1555123\d{4}/g)),
].toSorted();

/** A shell that somebody types into. */
class Shell {
  private readonly bash: ChildProcessWithoutNullStreams;
  private output = '';
  private whenDone: (code: number) => void = () => undefined;

  constructor(folder: string) {
    const { PATH, HOME } = process.env;
    // What was installed before is taken from there, so that the page can be followed without a network.
    const env = { PATH, HOME, npm_config_prefer_offline: 'true', npm_config_audit: 'false' };
    this.bash = spawn('bash', [], { cwd: folder, env });
    for (const stream of [this.bash.stdout, this.bash.stderr])
      stream.on('data', (text) => this.hear(String(text)));
  }

  /** Types some lines, and gives the exit status of the last one with all that was printed. */
  async type(lines: string): Promise<{ code: number; output: string }> {
    this.output = '';
    const done = new Promise<number>((resolve) => {
      this.whenDone = resolve;
    });
    this.bash.stdin.write(`${lines}\necho "typed: $?"\n`);
    const code = await done;
    return { code, output: this.output };
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.bash.once('exit', () => resolve());
    });
    this.bash.stdin.end('exit\n');
    return closed;
  }

  private hear(text: string): void {
    this.output += text;
    const typed = /^typed: (\d+)$/m.exec(this.output);
    if (typed) this.whenDone(Number(typed[1]));
  }
}

let twilio: LocalTwilio;
let proxy: TwilioProxy;
let stopClock: Cancel;
let folder: string;
let shell: Shell;

beforeAll(async () => {
  const numbers = [supportNumber, agentsNumber].map((phoneNumber) => ({ phoneNumber, voiceUrl: '' }));
  // Twilio's clock and that of the commands agree on what is long ago.
  twilio = new LocalTwilio({ numbers, clock: new Clock({ startsAt: new Date(Date.now() - 3600_000) }) });
  const { rest, clock } = twilio;
  proxy = await startProxy({
    rest,
    deployedAt: (url) => twilio.deployedAt(url),
    during: (work) => clock.during(work),
  });
  stopClock = clock.followRealTime(10);
  folder = mkdtempSync(join(tmpdir(), 'call-queue-'));
  const left = ['node_modules', 'dist', '.git', '.env', '.env.production', '.twiliodeployinfo', 'fallback'];
  cpSync(process.cwd(), folder, { recursive: true, filter: (file) => !left.includes(basename(file)) });
  shell = new Shell(folder);
});
afterAll(async () => {
  await shell.close();
  stopClock();
  await proxy.close();
  twilio.serverless.close();
  rmSync(folder, { recursive: true });
});

/** Types what a step says, with what stands there for the reader's own filled in. */
async function follow(title: string, own: Readonly<Record<string, string>> = {}): Promise<string> {
  const step = [...steps, ...rungSteps].find((one) => one.title === title);
  if (!step) throw new Error(`docs/deploy.md has no step “${title}”.`);
  const printed: string[] = [];
  for (const block of step.typed) {
    const lines = Object.entries(own).reduce((text, [given, mine]) => text.replaceAll(given, mine), block);
    const { code, output } = await shell.type(lines);
    expect({ title, code, output }).toMatchObject({ code: 0 });
    printed.push(output);
  }
  expect(printed.length).toBeGreaterThan(0);
  return printed.join('');
}

/** Writes what a step says into the config, each line where the page says that it belongs. */
function writeConfig(title: string): void {
  const [ringing = '', noAgents = '', agent = '', prefixes = ''] =
    rungSteps.find((step) => step.title === title)?.written ?? [];
  const file = join(folder, 'queues.config.ts');
  const config = readFileSync(file, 'utf8')
    .replace('plans: {\n', `${ringing}plans: {\n${noAgents}`)
    .replace('agents: [\n', `${prefixes}agents: [\n${agent}`);
  writeFileSync(file, config);
}

/** Lets time pass until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  if (await twilio.clock.advanceUntil(isSo, 120_000)) return;
  throw new Error('It was not so within two minutes.');
}

function ring(from: string, to: string): Person {
  const person = twilio.placeCall({ from, to });
  if (!person) throw new Error('The account is full.');
  return person;
}

describe('docs/deploy.md', () => {
  it('has ten steps, and each names its cost', () => {
    expect(steps).toHaveLength(10);
    for (const { text } of steps) expect(text).toContain('Cost: ');
  });

  it('has four steps for agents who are rung, and each names its cost', () => {
    expect(rungSteps).toHaveLength(4);
    for (const { text } of rungSteps) expect(text).toContain('Cost: ');
  });

  it('leads, word for word, from a fresh account to a call that an agent answers, and to an agent who is rung', async () => {
    await follow('The project');
    // The one difference: these Twilio hosts are on this machine.
    await shell.type(`export HTTP_PROXY=${proxy.url} NODE_EXTRA_CA_CERTS=${proxy.certificatePath}`);
    await follow('Who you are', { your_secret: twilio.apiKey.secret });
    await follow('A PIN for the agents');
    expect(await follow('Your queue')).toContain('Requests');
    const [domain = ''] = /[\w-]+\.twil\.io/.exec(await follow('Deploy')) ?? [];
    expect(domain).toMatch(/^call-queue-\d{4}-staging\.twil\.io$/);
    expect(await follow('Point the numbers at it')).toContain(domain);
    expect(await follow('Check it')).toMatch(
      /^All \d+ checks of staging of AC0+ that could be made passed\.$/m,
    );

    const caller = ring('+15550000001', supportNumber);
    await twilio.clock.advance(60_000);
    expect(caller.heard.join(' ')).toMatch(/Thank you for calling.*♪/);
    const agent = ring('+15550000002', agentsNumber);
    await twilio.clock.advance(5_000);
    const [, pin] = /AGENT_PIN=(\d{10})$/m.exec(readFileSync(join(folder, '.env'), 'utf8')) ?? [];
    agent.press(`${pin}#`);
    await twilio.clock.advance(30_000);
    expect(caller.events().map(({ kind }) => kind)).toContain('bridged');
    caller.hangUp();
    agent.hangUp();
    // Twilio shows the events of a call a quarter of an hour after its end.
    await twilio.clock.advance(20 * 60_000);
    const story = await follow('Call', { CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx: caller.callSid });
    expect(story).toContain(agent.callSid);
    expect(story).not.toContain('What is not known');

    writeConfig('Who is rung');
    expect(await follow('Who is rung')).toContain('The phone of ada rings');
    expect(await follow('Set up TaskRouter')).toContain('Create the worker ada');
    expect(await follow('Deploy and check')).toMatch(
      /^All \d+ checks of staging of AC0+ that could be made passed\.$/m,
    );
    twilio.setExternalNumber(adasNumber, { kind: 'rings' });
    const ada = ring(adasNumber, agentsNumber);
    await until(() => ada.heard.join(' ').includes('enter your PIN'));
    ada.press(`${pin}#`);
    await until(() => ada.heard.join(' ').includes('Press 1 to be available'));
    ada.press('1');
    await until(() => !ada.isOnTheLine);
    const next = ring('+15550000003', supportNumber);
    await until(() => twilio.personAt(adasNumber)?.isRung === true);
    const rung = twilio.personAt(adasNumber);
    rung?.answer();
    await until(() => rung?.heard.join(' ').includes('A call for support') === true);
    rung?.press('1');
    await until(() => next.events().some(({ kind }) => kind === 'bridged'));
    next.hangUp();
  }, 600_000);
});
