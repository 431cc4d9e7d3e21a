import type { Browser } from 'playwright-core';
import { findBrowser, howToGetABrowser, startBrowser } from '../../scripts/browser';

/**
 * Tests in a real browser. On a machine without one they are skipped, and their title says how to get one; with `CI` set
 * they fail.
 */
export function describeInBrowser(
  name: string,
  tests: (browser: () => Browser) => void,
  more: readonly string[] = [],
): void {
  const path = findBrowser();
  if (path === undefined && !process.env.CI) {
    describe.skip(`${name}: skipped. ${howToGetABrowser}`, () => tests(noBrowser));
    return;
  }
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      if (path === undefined) throw new Error(howToGetABrowser);
      browser = await startBrowser(path, more);
    });
    afterAll(() => browser?.close());
    tests(() => browser ?? noBrowser());
  });
}

function noBrowser(): never {
  throw new Error(howToGetABrowser);
}
