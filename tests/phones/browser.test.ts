import { findBrowser } from '../../scripts/browser';

const onlyChrome = (path: string) => path === '/usr/bin/google-chrome';

describe('the browser for the tests', () => {
  test('is one in a usual place', () => {
    expect(findBrowser({}, onlyChrome)).toBe('/usr/bin/google-chrome');
  });

  test('is only the one in CHROMIUM_PATH, if that is set', () => {
    expect(findBrowser({ CHROMIUM_PATH: '/opt/chromium' }, () => true)).toBe('/opt/chromium');
    expect(findBrowser({ CHROMIUM_PATH: '/opt/nothing' }, onlyChrome)).toBeUndefined();
  });

  test('is missing if there is none', () => {
    expect(findBrowser({}, () => false)).toBeUndefined();
  });
});
