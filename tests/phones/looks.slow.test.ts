import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TemporaryProject } from '../../simulation/project-with';
import { shopWhosePhonesRing } from '../../simulation/scenes/rung-scenes';
import { projectOf } from '../../simulation/scenes/scene';
import { describeInBrowser } from './describe-in-browser';
import { click, OpenedPhones, phoneOf, shows } from './opened-phones';

/** A folder for screenshots; git ignores it. */
const screenshots = join(__dirname, '..', '..', 'screenshots');

/** A state of the page, reached from the page as it opens. */
type Led = readonly [name: string, lead: (phones: OpenedPhones) => Promise<void>];

/** The main states. */
const states: readonly Led[] = [
  ['first view', async ({ page }) => shows(page.locator('#callers'), 'Press Call')],
  [
    'waiting',
    async (phones) => {
      await click(phones.page, 'Call support');
      await phones.seconds(20);
      await shows(phoneOf(phones.page, 'Ana'), 'Waiting, 1st in line');
    },
  ],
  [
    'talking',
    async (phones) => {
      await click(phones.page, 'Call support');
      await phones.seconds(20);
      await click(phones.page, 'Agent takes next');
      await phones.seconds(20);
      await shows(phoneOf(phones.page, 'Ana'), 'Talking with');
    },
  ],
  [
    'five callers',
    async (phones) => {
      await click(phones.page, 'Call support');
      await phones.seconds(15);
      await click(phones.page, 'Agent takes next');
      await phones.seconds(10);
      await click(phones.page, 'Add 5 callers');
      await phones.seconds(20);
      await shows(phones.page.locator('#line'), 'Fay');
    },
  ],
  [
    'failure',
    async (phones) => {
      const { page } = phones;
      await page.getByLabel('Failure:').selectOption('500');
      await click(page, 'Call support');
      await phones.seconds(20);
      await shows(page.locator('.cards'), '11200');
      await page.locator('.card summary', { hasText: '11200' }).first().click();
    },
  ],
  [
    'cards',
    async (phones) => {
      await click(phones.page, 'Call support');
      await phones.seconds(8);
      await click(phones.page, 'star');
      await phones.seconds(8);
      await click(phones.page, 'Expand all');
      await shows(phoneOf(phones.page, 'Ana'), 'Pressed the exit key');
    },
  ],
  [
    'scene',
    async (phones) => {
      const { page } = phones;
      await page.getByRole('combobox', { name: 'Scene', exact: true }).selectOption('3');
      await click(page, 'Play scene');
      await shows(page.locator('#scene-banner'), 'Two queues');
      await phones.seconds(30);
      await shows(page.locator('#queues'), 'Priority lane');
    },
  ],
  [
    'scene with a long name',
    async ({ page }) => {
      const scene = page.getByRole('combobox', { name: 'Scene', exact: true });
      const names = await scene.locator('option').allInnerTexts();
      const [longest = ''] = names.toSorted((one, other) => other.length - one.length);
      await scene.selectOption(longest);
      await click(page, 'Play scene');
      await shows(page.locator('#scene-next'), 'Next');
    },
  ],
  [
    'group by call',
    async (phones) => {
      await click(phones.page, 'Call support');
      await phones.seconds(15);
      await click(phones.page, 'Hang up as Ana');
      await phones.seconds(3);
      await click(phones.page, 'Group by call');
      await shows(phones.page.locator('#callers'), 'Gave up after');
    },
  ],
  [
    'shortcuts',
    async ({ page }) => {
      await page.keyboard.press('?');
      await shows(page.locator('#shortcuts'), 'Keyboard shortcuts');
    },
  ],
  [
    'does not build',
    async ({ page, simulations }) => {
      simulations.live.setProblem(
        'queues.config.ts cannot be built:\n  support: maxCallers must be 1 or more',
      );
      await shows(page.locator('#problem'), 'The last change does not build');
    },
  ],
];

/** Somebody calls, and the phone of an agent rings for them. */
async function ringAda(phones: OpenedPhones): Promise<void> {
  const { page } = phones;
  await page.getByRole('combobox', { name: 'As', exact: true }).selectOption('ada (repairs)');
  await click(page, 'Call as ada');
  await click(page, 'Enter the PIN as ada');
  await shows(phoneOf(page, 'ada'), 'Press 1 to be available');
  await page.keyboard.press('1');
  await phones.seconds(10);
  await click(page, 'Dismiss ada');
  await click(page, 'Call repairs');
  await phones.seconds(6);
  await shows(phoneOf(page, 'ada'), 'Ringing');
}

/** Where agents are rung. */
const rungStates: readonly Led[] = [
  ['rung first view', async ({ page }) => shows(page.locator('#agents-empty'), 'their phones ring')],
  ['ringing', ringAda],
  [
    'notes',
    async (phones) => {
      await ringAda(phones);
      await click(phones.page, 'Answer as ada');
      await shows(phoneOf(phones.page, 'ada'), 'A call for repairs.');
      await phones.page.keyboard.press('1');
      await phones.seconds(10);
      await click(phones.page, 'Call repairs');
      await phones.seconds(6);
      await click(phones.page, 'Hang up as Ana');
      await shows(phoneOf(phones.page, 'ada'), 'Wrap-up');
    },
  ],
];

/** Buttons that stick out of their message. */
const stickingOut = `[...document.querySelectorAll('.banner button')]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > one.closest('.banner').getBoundingClientRect().right)
  .map((one) => one.outerHTML)`;

/** Pairs of controls that overlap. */
const overlaps = `(() => {
  const shown = [...document.querySelectorAll('.masthead, .controls, .banners, .places')]
    .flatMap((part) => [...part.querySelectorAll('button, select, input, summary')])
    .filter((one) => one.checkVisibility())
    .map((one) => ({ one, box: one.getBoundingClientRect() }));
  const isOn = ({ box: a }, { box: b }) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return shown.flatMap((first, index) =>
    shown.slice(index + 1).filter((second) => isOn(first, second)).map((second) => first.one.outerHTML + ' on ' + second.one.outerHTML));
})()`;

describeInBrowser('how the phones look', (browser) => {
  let phones: OpenedPhones;
  let rungProject: TemporaryProject;
  beforeAll(async () => {
    await mkdir(screenshots, { recursive: true });
    rungProject = await projectOf(shopWhosePhonesRing);
  });
  afterAll(() => rungProject.close());
  afterEach(() => phones.close());

  test.each([...states, ...rungStates])(
    '%s: nothing overflows or overlaps, and axe finds nothing',
    async (name, lead) => {
      const isRung = rungStates.some(([rung]) => rung === name);
      phones = await OpenedPhones.open(browser(), isRung ? { project: rungProject } : {});
      await lead(phones);
      const { page } = phones;
      const axe = await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        for (const width of [380, 768, 1024, 1200, 1440, 1920]) {
          await page.setViewportSize({ width, height: 900 });
          const path = join(screenshots, `${name.replaceAll(' ', '-')}-${width}-${colorScheme}.png`);
          const height = await page.evaluate<number>('document.documentElement.scrollHeight');
          if (width === 380) await page.setViewportSize({ width, height: Math.min(height, 6000) });
          // What is scrolled away lies behind the controls at the top.
          await page.evaluate('document.querySelector(".people-pane").scrollTop = 0; scrollTo(0, 0)');
          await page.screenshot({ path });
          expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
            width,
          );
          expect(await page.evaluate<string[]>(overlaps)).toEqual([]);
          expect(await page.evaluate<string[]>(stickingOut)).toEqual([]);
        }
        await page.evaluate(axe);
        const violations = await page.evaluate<string[]>(`axe.run().then(({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => id + ': ' + html + ' ' + failureSummary)))`);
        expect(violations).toEqual([]);
      }
    },
  );
});
