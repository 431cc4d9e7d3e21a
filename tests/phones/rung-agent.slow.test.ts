import type { Page } from 'playwright-core';
import type { TemporaryProject } from '../../simulation/project-with';
import { shopWhosePhonesRing as business } from '../../simulation/scenes/rung-scenes';
import { projectOf } from '../../simulation/scenes/scene';
import { describeInBrowser } from './describe-in-browser';
import { click, OpenedPhones, phoneOf, shows } from './opened-phones';

describeInBrowser('a person whose phone rings', (browser) => {
  let project: TemporaryProject;
  let phones: OpenedPhones;
  let page: Page;
  beforeAll(async () => {
    project = await projectOf(business);
  });
  afterAll(() => project.close());
  beforeEach(async () => {
    phones = await OpenedPhones.open(browser(), { project });
    page = phones.page;
    await shows(page.locator('#agents-empty'), 'Agents call once to be available.');
    await page.getByRole('combobox', { name: 'As', exact: true }).selectOption('ada (repairs)');
    await shows(page.locator('#agent-form'), /Then enter the PIN: \d{6}#, and press 1 to be available/);
  });
  afterEach(async () => {
    await phones.close();
    expect(phones.complaints).toEqual([]);
  });

  const worker = (name: string) => page.locator('#workers li', { hasText: name });

  /** Ada calls the agents' number, enters the PIN that the page shows, and chooses. */
  async function adaChooses(...keys: readonly [words: string, keys: string][]): Promise<void> {
    await click(page, 'Call as ada');
    const ada = phoneOf(page, 'ada');
    await shows(ada, 'Please enter your PIN');
    await page.keyboard.type(await page.locator('#pin').innerText());
    for (const [words, pressed] of keys) {
      await shows(ada, words);
      await page.keyboard.type(pressed);
    }
  }

  test('signs in, picks up, takes the call by a key, talks, has wrap-up time, and takes a break', async () => {
    await adaChooses(['Press 1 to be available', '1']);
    await phones.seconds(10);
    await shows(phoneOf(page, 'ada'), 'Chose to be available');
    await shows(worker('ada'), 'Available');
    await click(page, 'Dismiss ada');

    await click(page, 'Call repairs');
    await phones.seconds(6);
    const ada = phoneOf(page, 'ada');
    await shows(ada, 'Ringing');
    await shows(worker('ada'), 'Phone rings');
    await shows(page.locator('#tasks'), 'Reserved for ada');
    await click(page, 'Answer as ada');
    await shows(ada, 'A call for repairs. Press 1 to take it, or star to decline.');
    await shows(ada, 'yours');
    await page.keyboard.press('1');
    await phones.seconds(6);
    await shows(ada, /Talking with\s+Ana/);
    await shows(phoneOf(page, 'Ana'), /Talking with\s+ada/);
    await shows(worker('ada'), 'On a call');

    await click(page, 'Hang up as Ana');
    await phones.seconds(1);
    await shows(ada, 'You have 20 seconds for your notes.');
    await shows(ada, 'Wrap-up');
    await shows(worker('ada'), 'Wrap-Up');
    await click(page, 'Hang up as ada');
    await phones.seconds(25);
    await shows(worker('ada'), 'Available');

    await adaChooses(['Press 1 to be available', '2'], ['Enter the number of minutes', '10#']);
    await phones.seconds(10);
    await shows(phoneOf(page, 'ada'), 'Chose a break');
    await shows(worker('ada'), 'On Break');
    await phones.seconds(600);
    await shows(worker('ada'), 'Available');
    await click(page, 'Call repairs');
    await phones.seconds(6);
    await shows(page.getByRole('article', { name: 'ada' }).last(), 'Ringing');
  });

  test('declines, and the next agent is rung; one click leads that agent to the caller', async () => {
    await adaChooses(['Press 1 to be available', '1']);
    await phones.seconds(10);
    await page.getByRole('combobox', { name: 'As', exact: true }).selectOption('ben (repairs)');
    await click(page, 'Call as ben');
    await click(page, 'Enter the PIN as ben');
    await shows(phoneOf(page, 'ben'), 'Press 1 to be available');
    await page.keyboard.press('1');
    await phones.seconds(10);
    await click(page, 'Call repairs');
    await phones.seconds(6);
    await click(page, 'Decline as ada');
    await phones.seconds(4);
    await shows(phoneOf(page, 'ben').last(), 'Ringing');
    await click(page, 'Agent takes next');
    await phones.seconds(15);
    await shows(phoneOf(page, 'Ana'), /Talking with\s+ben/);
  });

  test('is not there, and the caller hears so', async () => {
    await click(page, 'Call repairs');
    await phones.seconds(6);
    await shows(phoneOf(page, 'Ana'), 'Sorry, nobody is here right now.');
    await shows(phoneOf(page, 'Ana'), 'Nobody was there');
  });
});
