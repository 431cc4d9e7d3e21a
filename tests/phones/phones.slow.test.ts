import { describeInBrowser } from './describe-in-browser';
import { click, eventually, OpenedPhones, phoneOf, secondsPlayed, shows } from './opened-phones';

describeInBrowser('the phones in the browser', (browser) => {
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

  test('a person calls, and within three seconds the greeting starts', async () => {
    const page = await open();
    await click(page, 'Call support');
    const ana = phoneOf(page, 'Ana');
    await shows(ana, 'Thank you for calling. You are in line');
    await shows(ana, /0:0[1-4] \/ 0:04/);
    const [phone] = phones.simulations.live.board.phones;
    const secondsToGreeting =
      (Date.parse(phone?.hearing?.at ?? '') - Date.parse(phone?.startedAt ?? '')) / 1000;
    expect(secondsToGreeting).toBeLessThan(3);
  });

  test('the music really plays, from where the call is', async () => {
    const page = await open();
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ana'), 'Thank you for calling');
    await phones.seconds(12);
    await shows(phoneOf(page, 'Ana'), '♪ porch-light.v1.wav');
    const first = await eventually(
      () => secondsPlayed(page),
      (seconds) => seconds > 3,
    );
    await eventually(
      () => secondsPlayed(page),
      (seconds) => seconds > first + 0.5,
    );
    expect(await page.evaluate('document.getElementById("speaker").paused')).toBe(false);
  });

  test('after a jump the music continues where the call is', async () => {
    const page = await open();
    await click(page, 'Call support');
    await phones.seconds(10);
    await eventually(
      () => secondsPlayed(page),
      (seconds) => seconds > 1,
    );
    await phones.seconds(25);
    await eventually(
      () => secondsPlayed(page),
      (seconds) => seconds > 25,
    );
  });

  test('if the browser has voices, words are spoken in their language, and cut off with the call', async () => {
    const page = await open();
    await page.addInitScript(`
      window.spoken = [];
      window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
      const voices = ['es-ES', 'en-US'].map((lang) => ({ lang, default: false, localService: true }));
      const speak = ({ text, lang }) => text.trim() && window.spoken.push(lang + ' ' + text);
      const cancel = () => window.spoken.push('quiet');
      Object.defineProperty(window, 'speechSynthesis', { value: { getVoices: () => voices, speak, cancel } });
    `);
    await page.reload();
    const spoken = () => page.evaluate<string[]>('window.spoken');
    await click(page, 'Call support');
    await eventually(spoken, ([words]) => words?.startsWith('en-US Thank you for calling.') ?? false);
    await click(page, 'Hang up as Ana');
    await eventually(spoken, (all) => all.at(-1) === 'quiet');
  });

  test('the exit key takes the caller out of line, and the music ends', async () => {
    const page = await open();
    await click(page, 'Call support');
    await phones.seconds(10);
    const ana = phoneOf(page, 'Ana');
    await shows(ana, 'Waiting, 1st in line');
    await click(ana, 'star');
    await shows(ana, 'You can reach us again at any time');
    expect(await page.evaluate('document.getElementById("speaker").paused')).toBe(true);
    await phones.seconds(10);
    await shows(ana, 'Pressed the exit key after');
    await shows(page.locator('#queues'), '0 of 100 waiting');
  });

  test('after two clicks an agent talks with the caller; each phone shows the other, and both hang up', async () => {
    const page = await open();
    await click(page, 'Call support');
    await phones.seconds(6);
    await click(page, 'Agent takes next');
    await phones.seconds(8);
    const [ana, agent] = [phoneOf(page, 'Ana'), phoneOf(page, 'Agent 1')];
    await shows(ana, /Talking with\s+Agent 1/);
    await shows(agent, /Talking with\s+Ana/);
    await shows(page.locator('#line'), 'Ana and Agent 1');
    const hues = await Promise.all([ana, agent].map((phone) => phone.getAttribute('data-hue')));
    expect(hues).toEqual(['0', '0']);
    await click(ana, 'Hang up as Ana');
    await shows(ana, /Served after \d+ s, \d+ s conversation/);
    await shows(agent, 'Waiting for callers');
  });

  test('an agent whose keys are pressed on the page calls, enters the PIN, and is connected to the caller', async () => {
    const page = await open();
    await click(page, 'Call support');
    await phones.seconds(6);
    await click(page, 'Call as an agent');
    const agent = phoneOf(page, 'Agent 1');
    await shows(agent, 'Please enter your PIN');
    await page.keyboard.type('246810#');
    await shows(agent, 'One caller is waiting');
    await shows(agent, /Presses\s+246810#/);
    await phones.seconds(8);
    await shows(agent, /Talking with\s+Ana/);
  });

  test('the agent gets the first of two callers; the other moves up and is next', async () => {
    const page = await open();
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ana'), 'Thank you');
    await phones.seconds(2);
    await click(page, 'Call support');
    await phones.seconds(8);
    await shows(phoneOf(page, 'Ben'), 'Waiting, 2nd in line');
    await click(page, 'Agent takes next');
    await phones.seconds(10);
    await shows(phoneOf(page, 'Ana'), /Talking with\s+Agent 1/);
    await shows(phoneOf(page, 'Ben'), 'Waiting, 1st in line');
    await click(page, 'Agent takes next');
    await phones.seconds(10);
    await shows(phoneOf(page, 'Ben'), /Talking with\s+Agent 1/);
  });

  test('five callers call at one click, and a minute passes at another', async () => {
    const page = await open();
    await click(page, 'Add 5 callers');
    const line = page.locator('#line');
    await shows(line, /In line\s+5/);
    await click(page, 'Skip 60 s');
    await shows(line, /1:0\d/);
    expect(await page.locator('.person').count()).toBe(5);
  });

  test('the speakers play the phone that the user listens to', async () => {
    const page = await open();
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ana'), 'yours');
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ben'), 'yours');
    expect(await phoneOf(page, 'Ana').innerText()).not.toContain('yours');
    await click(page, 'Listen as Ana');
    await shows(phoneOf(page, 'Ana'), 'yours');
  });

  test('a failing function is shown with Twilio’s error code and what to do, and the caller hears the fallback', async () => {
    const page = await open();
    await page.getByLabel('Failure:').selectOption('500');
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ana'), 'Sorry, all our lines are busy');
    const card = page.locator('.card', { hasText: '/caller' }).filter({ hasText: '11200' }).first();
    await card.locator('summary').first().click();
    await shows(card, 'Make the URL answer with a 2xx status');
    await shows(card, 'twilio.com/docs/api/errors/11200');
    await page.getByLabel('Failure:').selectOption('none');
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ben'), 'Thank you for calling');
  });

  test('a webhook shows its call, its parameters, and the document in the answer', async () => {
    const page = await open();
    await click(page, 'Call support');
    await phones.seconds(6);
    const card = page.locator('.card.request', { hasText: '/wait' }).first();
    await shows(card, /Ana\s+POST\s*\/wait/);
    await card.locator('summary').first().click();
    await shows(card, /QueuePosition\s+1/);
    await shows(card.locator('.document'), 'You are next in line. To stop waiting, press star.</Say>');
  });

  test('choosing a phone shows only its requests', async () => {
    const page = await open();
    await click(page, 'Call support');
    await click(page, 'Call support');
    await phones.seconds(6);
    await click(page, 'Requests of Ben');
    const names = () => page.locator('.card .of').allInnerTexts();
    expect(new Set(await eventually(names, (shown) => !shown.includes('Ana')))).toEqual(new Set(['Ben']));
    await page.getByRole('combobox', { name: 'Person' }).selectOption('Everyone');
    await eventually(names, (shown) => shown.includes('Ana'));
  });

  test('a hostile name is only text', async () => {
    const page = await open();
    const hostile = '<img src=x onerror="window.broken=1"><b>Eve</b>';
    await page.getByLabel('Name', { exact: true }).fill(hostile);
    await click(page, 'Call support');
    await phones.seconds(6);
    await page.getByRole('heading', { name: hostile, exact: true }).waitFor();
    await shows(page.locator('.card').first(), hostile);
    await shows(page.locator('#line'), hostile);
    expect(await page.locator('main img, main b:has-text("Eve")').count()).toBe(0);
    expect(await page.evaluate('window.broken')).toBeUndefined();
  });

  test('everything can be done by keyboard, and the focus is never lost', async () => {
    const page = await open();
    await page.getByRole('button', { name: 'Call support' }).waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    const focused = () => page.evaluate<string>('document.activeElement.textContent.trim()');
    expect(await focused()).toBe('Call support');
    await page.keyboard.press('Enter');
    await shows(phoneOf(page, 'Ana'), 'Thank you for calling');
    await phones.seconds(10);
    await shows(phoneOf(page, 'Ana'), 'Waiting, 1st in line');
    await page.keyboard.press('*');
    await shows(phoneOf(page, 'Ana'), 'You can reach us again');
    await phones.seconds(10);
    await shows(phoneOf(page, 'Ana'), 'Pressed the exit key after');
    expect(await page.evaluate('document.activeElement.id')).toMatch(/^phone-CA/);
  });

  test('M mutes at once, and the browser remembers it; in a field it is a letter', async () => {
    const page = await open();
    await page.getByLabel('Name', { exact: true }).press('m');
    const isMuted = () => page.evaluate<boolean>('document.getElementById("speaker").muted');
    expect(await isMuted()).toBe(false);
    await page.locator('#callers').focus();
    await page.keyboard.press('m');
    expect(await isMuted()).toBe(true);
    await page.reload();
    await eventually(isMuted, (muted) => muted);
    await click(page, 'Muted');
    expect(await isMuted()).toBe(false);
  });

  test('a scene plays fast, with captions, goes as scripted, and ends with a way back', async () => {
    const page = await open();
    const scene = page.getByRole('combobox', { name: 'Scene', exact: true });
    const names = await eventually(
      () => scene.locator('option').allInnerTexts(),
      (all) => all.length > 0,
    );
    await scene.selectOption(names.find((name) => name.includes('A full queue')) ?? '');
    await click(page, 'Play scene');
    await shows(page.locator('#scene-banner'), 'A full queue');
    expect(await page.getByLabel('5×').isChecked()).toBe(true);
    await shows(page.locator('#config-file'), 'simulation/scenes/config.ts');
    await shows(page.locator('#scene-next'), /Next, in 0:\d\d: Ines calls/);
    await shows(page.locator('#callers'), 'yours');
    await page.getByLabel('Paused').check({ force: true });
    await shows(page.locator('#clock'), /./);
    await eventually(
      () => page.locator('#clock').getAttribute('data-paused'),
      (paused) => paused !== null,
    );
    await page.getByLabel('20×').check({ force: true });
    await shows(page.locator('#scene-banner'), 'went as scripted', 30_000);
    expect(await page.getByLabel('1×', { exact: true }).isChecked()).toBe(true);
    await click(page, 'Restart');
    await shows(page.locator('#scene-next'), 'Next, in');
    await click(page, 'Back to your queue');
    await eventually(
      () => page.locator('#scene-banner').isVisible(),
      (isThere) => !isThere,
    );
    await shows(page.locator('#callers'), 'Press Call');
  });

  test('the words of a failed build are shown until the build succeeds', async () => {
    const page = await open();
    const problem = 'queues.config.ts cannot be built:\n  support: maxCallers <b>must</b> be 1 or more';
    phones.simulations.live.setProblem(problem);
    await shows(page.locator('#problem'), 'The last change does not build');
    expect(await page.locator('#problem pre').textContent()).toBe(problem);
    phones.simulations.live.setProblem(undefined);
    await eventually(
      () => page.locator('#problem').isVisible(),
      (isThere) => !isThere,
    );
  });

  test('a request that is refused is explained in words', async () => {
    const page = await open({ settings: { maxConcurrentCalls: 1 } });
    await click(page, 'Call support');
    await shows(phoneOf(page, 'Ana'), 'yours');
    await click(page, 'Call support');
    await shows(page.getByRole('alert'), 'Too many calls at once for this account');
    await click(page, 'Close');
    await eventually(
      () => page.getByRole('alert').count(),
      (count) => count === 0,
    );
    phones.complaints.splice(0);
  });

  test('a page from another origin reaches nothing', async () => {
    const page = await open();
    const elsewhere = await page.context().newPage();
    await elsewhere.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>elsewhere</title>' }),
    );
    await elsewhere.goto('http://evil.example/');
    const tried = await elsewhere.evaluate<string[]>(`Promise.all([
      fetch('${phones.url}/crowd', { method: 'POST', body: '{"callers": 3}' }),
      fetch('${phones.url}/crowd', { method: 'POST', mode: 'no-cors', body: '{"callers": 3}' }),
      fetch('${phones.url}/'),
    ].map((tried) => tried.then(({ type }) => type, () => 'refused')))`);
    expect(tried).not.toContain('basic');
    expect(tried).not.toContain('cors');
    await phones.seconds(1);
    expect(phones.simulations.live.board.phones).toEqual([]);
  });

  test('when the server is gone the page says so, and it continues when the server is back', async () => {
    const page = await open();
    await click(page, 'Call support');
    await phones.stopServer();
    await shows(page.locator('#connection'), 'Is npm start still running?');
    await click(page, 'Add 5 callers');
    await shows(page.getByRole('alert'), 'The server did not answer');
    await phones.startServerAgain();
    await eventually(
      () => page.locator('#connection').isVisible(),
      (isThere) => !isThere,
      20_000,
    );
    expect(await page.getByRole('alert').isVisible()).toBe(false);
    await phones.seconds(6);
    await shows(phoneOf(page, 'Ana'), 'Waiting, 1st in line');
    phones.complaints.splice(0);
  });
});
