import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Clock } from '../../emulator/index';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import everything from '../stories/everything.config';
import { describeInBrowser } from './describe-in-browser';
import { click, OpenedPhones, phoneOf, shows } from './opened-phones';

const configFile = join(__dirname, '..', 'stories', 'everything.config.ts');

/** What a business has besides a line of callers: hours, voicemail, an external number. */
describeInBrowser('the phones of a whole business', (browser) => {
  let project: TemporaryProject;
  let phones: OpenedPhones;
  beforeAll(async () => {
    project = await projectWith(configFile, everything);
  });
  afterAll(() => project.close());
  afterEach(async () => {
    await phones.close();
    expect(phones.complaints).toEqual([]);
  });

  /** Someone calls support on a Monday, at a time in New York. */
  async function callSupport(time: string): Promise<Page> {
    const clock = new Clock({ startsAt: new Date(`2026-01-05T${time}-05:00`) });
    phones = await OpenedPhones.open(browser(), { project, clock }, { timezoneId: 'America/New_York' });
    const { page } = phones;
    await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('support');
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ana'), 'Support.');
    await phones.seconds(6);
    await shows(phoneOf(page, 'Ana'), 'Waiting, 1st in line');
    return page;
  }

  /** Lets time pass until an external phone rings. */
  async function untilExternalRings(): Promise<void> {
    const isRung = () => phones.simulations.current.board.phones.some(({ role }) => role === 'external');
    for (let minutes = 0; minutes < 20 && !isRung(); minutes += 0.25) await phones.seconds(15);
  }

  test('one click skips to closing time, and the waiting caller hears about it', async () => {
    const page = await callSupport('16:50:00');
    await click(page, 'Closing time');
    await shows(page.locator('#clock'), /^Mon 17:0/);
    await phones.seconds(60);
    await shows(phoneOf(page, 'Ana'), 'We are closed.');
    await shows(page.locator('#queues'), 'Closed until Mon, Jan 12 09:00');
  });

  test('an external phone is answered, a key accepts the call, and the caller is connected', async () => {
    const page = await callSupport('10:00:00');
    await untilExternalRings();
    const external = phoneOf(page, 'External 0001');
    await shows(external, 'Ringing');
    await click(external, 'Answer');
    await shows(external, /press/i);
    await click(external, /^1$/);
    await phones.seconds(3);
    await shows(external, /Talking with\s+Ana/);
    await shows(phoneOf(page, 'Ana'), /Talking with\s+External 0001/);
    await click(external, 'Hang up');
    await phones.seconds(1);
    await shows(external, /\d s conversation/);
  });

  test('an external phone declines, and the caller’s plan continues', async () => {
    const page = await callSupport('10:00:00');
    await untilExternalRings();
    await click(phoneOf(page, 'External 0001'), 'Decline');
    await shows(phoneOf(page, 'Ana'), 'Nobody answered.');
    await phones.seconds(10);
    await shows(phoneOf(page, 'Ana'), 'In line for sales');
  });

  test('a caller can speak into the voicemail, and nowhere else', async () => {
    const page = await callSupport('10:00:00');
    const ana = phoneOf(page, 'Ana');
    expect(await ana.getByRole('button', { name: 'Speak' }).count()).toBe(0);
    await click(ana, 'star');
    await shows(ana, 'Leave a message after the beep');
    await phones.seconds(4);
    await shows(ana, 'Leaving a message');
    await click(ana, 'Speak 10 s');
    await shows(ana, 'for 10 s');
    await phones.seconds(20);
    await shows(ana, 'Thank you for your message.');
    expect(await ana.getByRole('button', { name: 'Speak' }).count()).toBe(0);
    await shows(page.locator('.cards'), 'A recording of 10 s is completed');
  });
});
