import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Phone } from '../../phones/call-board';
import type { ServerEvents } from '../../phones/protocol';
import { describeInBrowser } from './describe-in-browser';
import { click, phoneOf, shows } from './opened-phones';

const root = join(__dirname, '..', '..');

/** Starts it as its script in package.json does. */
const npmStart = () =>
  spawn(process.execPath, [require.resolve('tsx/cli'), 'commands/start.ts'], { cwd: root });

/** The link that npm start prints. */
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

/** The phones on the board that the server sends to a new page. */
async function phonesOn(link: string): Promise<readonly Phone[]> {
  const { body } = await fetch(new URL('/events', link));
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    const [, simulation] = /^event: simulation\ndata: (.*)\n\n/m.exec(text) ?? [];
    if (simulation !== undefined) return (JSON.parse(simulation) as ServerEvents['simulation']).board.phones;
  }
  throw new Error(`${link} sent no board.`);
}

const secondsTo = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 1000;

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

  test('prints a link to a page on which a call is greeted within three seconds, and two clicks bring an agent', async () => {
    const page = await browser().newPage();
    await page.goto(await linkOf(started));
    await page.getByRole('button', { name: 'Call support' }).waitFor();
    const clickedAt = performance.now();
    await click(page, 'Call support');
    const ana = phoneOf(page, 'Ana');
    await shows(ana, 'Thank you for calling. You are in line', 30_000);
    const secondsShown = (performance.now() - clickedAt) / 1000;
    // On the clock of the call, which keeps real time: how busy this machine is with other tests does not matter.
    const [phone] = await phonesOn(page.url());
    const [greeting] = phone?.transcript ?? [];
    const secondsHeard = secondsTo(phone?.startedAt ?? '', greeting?.at ?? '');
    console.log(
      `The greeting was on the page ${secondsShown.toFixed(2)} s after the click; on the call it began after ${secondsHeard.toFixed(2)} s.`,
    );
    expect(greeting?.text).toContain('Thank you for calling');
    expect(secondsHeard).toBeLessThan(3);
    await click(page, 'Agent takes next');
    await shows(ana, /Talking with\s+Agent 1/, 30_000);
    await page.close();
  });
});
