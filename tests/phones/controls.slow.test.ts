import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { Clock } from '../../emulator';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import everything from '../stories/everything.config';
import { describeInBrowser } from './describe-in-browser';
import { click, eventually, OpenedPhones, phoneOf, shows } from './opened-phones';

const configFile = join(__dirname, '..', 'stories', 'everything.config.ts');

const isVisible = (page: Page, id: string) => () => page.locator(id).isVisible();
const address = (page: Page) => () => Promise.resolve(page.url());

describeInBrowser('the controls of the page', (browser) => {
  let phones: OpenedPhones;
  const open = async (
    ...options: Parameters<typeof OpenedPhones.open> extends [unknown, ...infer Rest] ? Rest : []
  ) => {
    phones = await OpenedPhones.open(browser(), ...options);
    return phones.page;
  };
  afterEach(async () => {
    await phones.close();
    expect(phones.complaints).toEqual([]);
  });

  const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };
  const copied = (page: Page) => page.evaluate<string>('navigator.clipboard.readText()');

  async function waitRequest(page: Page) {
    await click(page, 'Call support');
    await phones.seconds(8);
    const card = page.locator('.card.request', { hasText: '/wait' }).first();
    await card.locator('summary').first().click();
    return card;
  }

  describe('for a request:', () => {
    test('its TwiML, its curl command and a link to it can be copied', async () => {
      const page = await open({}, clipboard);
      const card = await waitRequest(page);
      await click(card, 'Copy TwiML');
      await shows(card, 'Copied');
      expect(await copied(page)).toMatch(/^<\?xml .*You are next in line/);
      await click(card, 'Copy as curl');
      await eventually(
        () => copied(page),
        (text) =>
          /^curl 'http:\/\/127\.0\.0\.1:9\/wait\?queue=support[^']*' \\\n {2}--header 'X-Twilio-Signature: [^']+'/.test(
            text,
          ),
      );
      await click(card, 'Copy link');
      const link = await eventually(
        () => copied(page),
        (text) => text.startsWith(phones.url),
      );
      const other = await phones.anotherTab();
      await other.goto(link);
      const linked = other.locator('.card details[open]');
      await shows(linked, 'QueuePosition');
      expect(await other.locator('.card .of').allInnerTexts()).not.toContain('');
    });

    test('it can be made again, and the call does not notice', async () => {
      const page = await open();
      const card = await waitRequest(page);
      const before = phones.simulations.live.board.cards.length;
      await click(card, 'Replay');
      await shows(card.locator('.replayed'), 'Replayed: 200');
      expect(phones.simulations.live.board.cards).toHaveLength(before);
    });

    test('its headers, its attempts with the switched-on failure, and its function’s log are shown', async () => {
      const page = await open();
      phones.simulations.live.queue.twilio.disturb({ path: '/wait', kind: 'status', status: 500 });
      const card = await waitRequest(page);
      await shows(card, '2 attempts');
      await shows(card.locator('.attempts'), /500\s+after .* failure switched on by hand\s+200\s+after/);
      await card.locator('summary', { hasText: 'Headers' }).click();
      await shows(card, 'x-twilio-signature');
      await shows(card.locator('.log'), '"event":"announced"');
      await page.getByLabel('Kind').selectOption('Faults');
      await eventually(
        () => page.locator('.card').count(),
        (count) => count === 1,
      );
    });

    test('its TwiML breaks neither words nor tags', async () => {
      const page = await open();
      await waitRequest(page);
      for (const width of [380, 768, 1200]) {
        await page.setViewportSize({ width, height: 900 });
        const broken = await page.evaluate<string[]>(`[...document.querySelectorAll('.document .whole')]
          .filter((piece) => new Set([...piece.getClientRects()].map(({ top }) => Math.round(top))).size > 1)
          .map(({ textContent }) => textContent)`);
        expect(await page.locator('.document .whole').count()).toBeGreaterThan(5);
        expect(broken).toEqual([]);
      }
    });
  });

  describe('for the timeline:', () => {
    test('a search shows only what it finds and is kept in the address, and Esc clears it', async () => {
      const page = await open();
      await click(page, 'Call support');
      await phones.seconds(8);
      await page.locator('#callers').focus();
      await page.keyboard.press('/');
      await page.keyboard.type('next in line');
      await eventually(
        () => page.locator('.card').count(),
        (count) => count === 1,
      );
      expect(page.url()).toContain('?search=next+in+line');
      await page.reload();
      await eventually(
        () => page.locator('.card').count(),
        (count) => count === 1,
      );
      expect(await page.getByRole('searchbox').inputValue()).toBe('next in line');
      await page.keyboard.press('Escape');
      await eventually(address(page), (url) => !url.includes('search'));
      await eventually(
        () => page.locator('.card').count(),
        (count) => count > 3,
      );
    });

    test('it can be grouped by call, and the address keeps that', async () => {
      const page = await open();
      await click(page, 'Call support');
      await click(page, 'Call support');
      await phones.seconds(8);
      await click(page, 'Group by call');
      await eventually(
        () => page.locator('.group-heading').allInnerTexts(),
        (names) => names.join() === 'Ben,Ana',
      );
      expect(page.url()).toContain('?group=call');
    });

    test('while it is paused, new requests are counted, and they appear when it resumes', async () => {
      const page = await open();
      await click(page, 'Call support');
      await phones.seconds(8);
      await click(page, 'Pause');
      const before = await page.locator('.card').count();
      await click(page, 'Add 5 callers');
      await phones.seconds(8);
      await click(page, /^Resume \(\d+ new\)$/);
      await eventually(
        () => page.locator('.card').count(),
        (count) => count > before + 10,
      );
    });

    test('J and K go from request to request, and Expand all opens every one', async () => {
      const page = await open();
      await click(page, 'Call support');
      await phones.seconds(8);
      await eventually(
        () => page.locator('.card.request').count(),
        (requests) => requests === 2,
      );
      await page.locator('#callers').focus();
      const focused = () => page.evaluate<string>('document.activeElement.textContent');
      await page.keyboard.press('j');
      expect(await focused()).toContain('/wait');
      await page.keyboard.press('j');
      expect(await focused()).toContain('/caller');
      await page.keyboard.press('k');
      expect(await focused()).toContain('/wait');
      await click(page, 'Expand all');
      expect(await page.locator('.card.request > details[open]').count()).toBe(2);
      expect(await page.locator('.card.request details:not([open], .others)').count()).toBe(0);
      await click(page, 'Collapse all');
      expect(await page.locator('.card.request > details[open]').count()).toBe(0);
    });

    test('from 1200 px up it is next to the phones, with its own scroll', async () => {
      const page = await open();
      await click(page, 'Add 5 callers');
      await phones.seconds(60);
      await eventually(
        () => page.locator('.card').count(),
        (cards) => cards > 10,
      );
      for (const width of [1200, 1440, 1920]) {
        await page.setViewportSize({ width, height: 800 });
        const { top, right } = await page.evaluate<{ top: number; right: number }>(
          `(({ top, right }) => ({ top, right }))(document.querySelector('.card').getBoundingClientRect())`,
        );
        expect(top).toBeLessThan(400);
        expect(right).toBeGreaterThan(width - 60);
        expect(await page.evaluate<number>('document.documentElement.scrollHeight')).toBe(800);
      }
      await page.evaluate(`document.querySelector('.cards-pane').scrollTop = 300`);
      expect(await page.evaluate(`document.querySelector('.cards-pane').scrollTop`)).toBe(300);
      expect(await page.evaluate(`document.querySelector('.people-pane').scrollTop`)).toBe(0);
    });
  });

  describe('the keyboard:', () => {
    test('C calls, A makes an agent take the caller, and ? lists the keys', async () => {
      const page = await open();
      await page.locator('#callers').focus();
      await page.keyboard.press('c');
      await shows(phoneOf(page, 'Ana'), 'Thank you for calling');
      await phones.seconds(6);
      await page.keyboard.press('a');
      await phones.seconds(8);
      await shows(phoneOf(page, 'Ana'), /Talking with\s+Agent 1/);
      await page.keyboard.press('?');
      await shows(page.getByRole('dialog'), 'Agent takes next');
      await page.getByLabel('Letters work as shortcuts').uncheck();
      await page.keyboard.press('Escape');
      await page.locator('#callers').focus();
      await page.keyboard.press('c');
      await phones.seconds(1);
      expect(phones.simulations.live.board.phones).toHaveLength(2);
    });
  });

  describe('a number', () => {
    test('that is not a phone number places no call, and the page says how to write one', async () => {
      const page = await open();
      const number = page.getByLabel('Number', { exact: true });
      await number.fill('hello');
      await click(page, 'Call support');
      await shows(page.locator('#caller-number-complaint'), '“hello” is not a phone number.');
      expect(phones.simulations.live.board.phones).toEqual([]);
      await number.fill('\u202a+1 (555) 000-0042\u202c');
      await click(page, 'Call support');
      await shows(page.locator('#callers'), '+1 555 000 0042');
    });

    test('that calls again keeps its earlier names in the history', async () => {
      const page = await open();
      await page.getByLabel('Name', { exact: true }).fill('Eve');
      await click(page, 'Call support');
      await phones.seconds(6);
      await click(page, 'Hang up as Eve');
      await phones.seconds(3);
      await page.getByLabel('Number', { exact: true }).fill('+15550000001');
      await page.getByLabel('Name', { exact: true }).fill('Adam');
      await click(page, 'Call support');
      await phones.seconds(6);
      await shows(phoneOf(page, 'Adam'), 'Waiting');
      const names = new Set(await page.locator('.card .of').allInnerTexts());
      expect(names).toEqual(new Set(['Adam', 'Eve']));
    });
  });

  describe('for a whole business:', () => {
    let project: TemporaryProject;
    beforeAll(async () => {
      project = await projectWith(configFile, everything);
    });
    afterAll(() => project.close());
    const monday = (time: string) => new Clock({ startsAt: new Date(`2026-01-05T${time}-05:00`) });

    test('the clock shows its day and city, and each queue its hours, size and longest wait', async () => {
      const page = await open({ project, clock: monday('10:00:00') });
      await shows(page.locator('.clock'), /^Mon 10:00:\d\d\s*New York$/);
      await page.getByRole('combobox', { name: 'To', exact: true }).selectOption('support');
      await click(page, 'Call support');
      await phones.seconds(30);
      await shows(page.locator('#queues'), /support\s*Open until 17:00\s*1 of 5 waiting · longest 0:2\d/);
      await shows(page.locator('#queues'), 'Closed until 22:00');
    });

    test('an agent in the config calls under their own name, and one click enters their own PIN', async () => {
      const page = await open({ project, clock: monday('10:00:00') });
      await page.getByRole('combobox', { name: 'As', exact: true }).selectOption('ana');
      await shows(page.locator('#agent-form'), '246811#');
      await click(page, 'Call as ana');
      await shows(phoneOf(page, 'ana'), 'Entering the PIN');
      await click(page, 'Enter the PIN as ana');
      await phones.seconds(8);
      await shows(phoneOf(page, 'ana'), 'Waiting for callers');
    });

    test('one click skips to opening time; the progress is shown, and it can be canceled', async () => {
      const page = await open({ project, clock: monday('10:00:00') });
      // Someone is on the phone all the way: each of their requests is made.
      await click(page, 'Call sales');
      await phones.seconds(5);
      // The clock stands still as it does while a function works, so that the jump is still in progress at the click.
      let answer: () => void = () => undefined;
      const working = phones.simulations.live.queue.twilio.clock.during(
        new Promise<void>((resolve) => {
          answer = resolve;
        }),
      );
      const jumped = phones.simulations.live.jumpTo('opening-time');
      await eventually(isVisible(page, '#jump-progress'), (shown) => shown);
      await shows(page.locator('#jump-progress'), 'Skipping to opening time.');
      await click(page, 'Cancel');
      answer();
      await Promise.all([working, jumped]);
      await shows(page.locator('#clock'), 'Mon 10:0');
      await eventually(isVisible(page, '#jump-progress'), (shown) => !shown);
      await click(page, 'Opening time');
      await shows(page.locator('#clock'), /^(Mon|Tue) (22|09|10):0\d/, 30_000);
    });
  });

  test('voicemails are listed, with what the receiver got', async () => {
    const page = await open();
    await page.getByRole('combobox', { name: 'Scene', exact: true }).selectOption('1');
    await click(page, 'Play scene');
    await shows(page.locator('#voicemails-box'), /Fay · workshop · 20 s/, 60_000);
    await shows(page.locator('#voicemails-box'), 'The receiver got it: 20 s, with a valid signature.');
    await page.locator('#callers .over summary').click();
    await shows(page.locator('#callers'), 'Voicemail, 20 s', 60_000);
  });

  test('a progress bar starts over with each sound, and never runs backward', async () => {
    const page = await open();
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ana'), 'Thank you for calling');
    await page.evaluate(`window.bar = document.querySelector('.bar')`);
    await phones.seconds(6);
    await shows(phoneOf(page, 'Ana'), 'You are next in line');
    await eventually(
      () => page.evaluate<boolean>('window.bar.isConnected'),
      (isConnected) => !isConnected,
    );
  });

  test('key 0 has a plus', async () => {
    const page = await open();
    await click(page, 'Call support');
    const key = phoneOf(page, 'Ana').getByRole('button', { name: '0', exact: true });
    expect(await key.getAttribute('data-letters')).toBe('+');
  });

  test('at 1024 px every name is shown in full', async () => {
    const page = await open({}, { viewport: { width: 1024, height: 900 } });
    await page.getByLabel('Name', { exact: true }).fill('Maximiliana Rosenthal');
    for (let calls = 0; calls < 4; calls += 1) await click(page, 'Call support');
    await phones.seconds(8);
    await eventually(
      () => page.locator('.name').count(),
      (names) => names > 6,
    );
    const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('.name')]
      .filter((name) => name.checkVisibility() && name.scrollWidth > name.clientWidth + 1)
      .map(({ textContent }) => textContent)`);
    expect(cut).toEqual([]);
  });
});
