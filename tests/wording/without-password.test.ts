import { withoutPassword } from '../../wording/without-password';

it.each([
  ['https://example.com/a:b@c', 'https://example.com/a:b@c'],
  ['https://example.com:8080/voice?to=a@b', 'https://example.com:8080/voice?to=a@b'],
  ['https://user@example.com/voice', 'https://user@example.com/voice'],
  ['https://user:word@example.com/voice', 'https://user:…@example.com/voice'],
  ['HTTP://user:w@rd@example.com', 'HTTP://user:…@example.com'],
  ['https://:word@example.com', 'https://:…@example.com'],
  ['no URL', 'no URL'],
])('%s is shown as %s', (url, shown) => {
  expect(withoutPassword(url)).toBe(shown);
});
