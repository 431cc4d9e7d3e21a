import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Usual paths of Chromium or a browser based on it. */
const usualPaths = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export const howToGetABrowser =
  'Chromium was not found. Install it ("apt-get install chromium", or Google Chrome), or set CHROMIUM_PATH to its path.';

/** This machine's browser: the one in CHROMIUM_PATH, or one at a usual path. */
export function findBrowser(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  exists: (path: string) => boolean = existsSync,
): string | undefined {
  const named = environment.CHROMIUM_PATH;
  return [...(named ? [named] : usualPaths)].find(exists);
}

/** Starts the browser without a window, and without its own requests to the internet. */
export function startBrowser(executablePath: string, more: readonly string[] = []): Promise<Browser> {
  const args = [
    ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
    ...['--disable-background-networking', '--disable-component-update', ...more],
  ];
  return chromium.launch({ executablePath, args });
}
