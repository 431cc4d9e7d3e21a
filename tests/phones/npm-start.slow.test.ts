import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describeInBrowser } from './describe-in-browser';
import { click, phoneOf, shows } from './opened-phones';

const root = join(__dirname, '..', '..');

/** As its script in package.json does. */
const npmStart = () =>
  spawn(process.execPath, [require.resolve('tsx/cli'), 'commands/start.ts'], { cwd: root });

/** The link that is printed. */
function linkOf({ stdout }: ChildProcessWithoutNullStreams): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    stdout.on('data', (text) => {
      printed += text;
      const [link] = /http:\/\/127\.0\.0\.1:\d+\/(?=\s)/.exec(printed) ?? [];
      if (link !== undefined) resolve(link);
    });
    stdout.on('end', () => reject(new Error(`npm start printed no link: ${printed}`)));
  });
}

// Three seconds are promised of a machine that has nothing else to do: a busy one is asked once more.
jest.retryTimes(1);

describeInBrowser('npm start', (browser) => {
  let started: ChildProcessWithoutNullStreams;
  beforeEach(() => {
    started = npmStart();
  });
  afterEach(async () => {
    const ended = once(started, 'exit');
    started.kill('SIGTERM');
    await ended;
  });

  test('prints a link; behind it a call is greeted within three seconds, and two clicks bring an agent', async () => {
    const page = await browser().newPage();
    await page.goto(await linkOf(started));
    await click(page, 'Call support');
    const ana = phoneOf(page, 'Ana');
    await shows(ana, 'Thank you for calling. You are in line', 3000);
    await click(page, 'Agent takes next');
    await shows(ana, /Talking with\s+Agent 1/, 30_000);
    await page.close();
  });
});
