import { findBrowser } from '../../scripts/browser';

const onlyChrome = (path: string) => path === '/usr/bin/google-chrome';

describe('the browser for the tests', () => {
  test('is one of those that are usually there', () => {
    expect(findBrowser({}, onlyChrome)).toBe('/usr/bin/google-chrome');
  });

  test('is the one that is named, and no other', () => {
    expect(findBrowser({ CHROMIUM_PATH: '/opt/chromium' }, () => true)).toBe('/opt/chromium');
    expect(findBrowser({ CHROMIUM_PATH: '/opt/nothing' }, onlyChrome)).toBeUndefined();
  });

  test('is none where there is none', () => {
    expect(findBrowser({}, () => false)).toBeUndefined();
  });
});
