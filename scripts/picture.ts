import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import type { Page } from 'playwright-core';
import { Clock } from '../emulator/index';
import { startPhonesServer } from '../phones/server';
import { Simulations } from '../phones/simulations';
import { LocalQueue } from '../simulation/local-queue';
import { errorInWords } from '../wording/error-in-words';
import { findBrowser, howToGetABrowser, startBrowser } from './browser';

const place = join(__dirname, '..', 'docs', 'phones.png');

/** A Monday morning; the clock moves only for the picture. */
const startsAt = new Date('2026-01-05T15:00:00Z');

/**
 * Renders the README's picture of the phones from the real page: three callers, one of them talking with the agent, and
 * Twilio's requests with their answers.
 */
async function renderPicture(): Promise<void> {
  const executablePath = findBrowser();
  if (executablePath === undefined) throw new Error(howToGetABrowser);
  const simulations = new Simulations(await LocalQueue.open({ clock: new Clock({ startsAt }) }), {
    pace: () => () => undefined,
  });
  const server = await startPhonesServer({ simulations });
  const browser = await startBrowser(executablePath);
  try {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 1446 },
      deviceScaleFactor: 1.5,
      colorScheme: 'light',
      reducedMotion: 'reduce',
      timezoneId: 'America/New_York',
    });
    await page.goto(server.url);
    await playOn(page, (seconds) => simulations.live.queue.twilio.clock.advance(seconds * 1000));
    await page.screenshot({ path: place });
  } finally {
    await browser.close();
    await server.close();
    await simulations.close();
  }
  console.log(`Wrote docs/phones.png, ${Math.ceil((await stat(place)).size / 1024)} KB.`);
}

async function playOn(page: Page, pass: (seconds: number) => Promise<void>): Promise<void> {
  const call = async (name: string) => {
    await page.getByRole('button', { name: 'Call support' }).click();
    await page.getByRole('article', { name, exact: true }).waitFor();
  };
  await call('Ana');
  await pass(34);
  await page.getByRole('button', { name: 'Agent takes next' }).click();
  await pass(9);
  await call('Ben');
  await pass(12);
  await call('Cleo');
  await pass(10);
  await page.getByRole('button', { name: 'Listen as Agent 1' }).click();
  await page.locator('.card', { hasText: 'One caller is ahead of you' }).locator('summary').first().click();
  await page.locator('.document').getByText('One caller is ahead of you').waitFor();
  // Remove the focus and pointer, and scroll to the top.
  await page.evaluate('document.activeElement.blur(); scrollTo(0, 0)');
  await page.mouse.move(0, 0);
}

new Command('npm run picture --')
  .description(
    'Renders docs/phones.png, the README’s picture of the phones, from the real page. It needs Chromium.',
  )
  .action(renderPicture)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(errorInWords(error));
    process.exitCode = 1;
  });
