import fc from 'fast-check';
import { phoneNumberComplaint, readPhoneNumber } from '../../phones/phone-number';

test.each([
  ['+15550000001', '+15550000001'],
  [' +1 (555) 000-0001 ', '+15550000001'],
  ['+44 20 7946 0958', '+442079460958'],
  ['\u202a+15550000001\u202c', '+15550000001'],
  ['\u2066+1\u00a0555\u00a0000\u20110001\u2069', '+15550000001'],
  ['Anonymous', 'anonymous'],
  ['hello', undefined],
  ['5550000001', undefined],
  ['+0123456789', undefined],
  ['+123', undefined],
  ['+1234567890123456', undefined],
  ['+1555000000a', undefined],
  ['', undefined],
])('“%s” is read as %s', (text, number) => {
  expect(readPhoneNumber(text)).toBe(number);
});

test('a number is read correctly whatever characters were copied with it', () => {
  const decoration = fc.constantFrom('', ' ', '-', '\u202a', '\u202c', '\u200b', '\u00a0', '(', ')');
  fc.assert(
    fc.property(fc.array(decoration, { minLength: 12, maxLength: 12 }), (decorations) => {
      const digits = [...'+15550000001'];
      const text = digits.map((digit, index) => digit + (decorations[index] ?? '')).join('');
      expect(readPhoneNumber(text)).toBe('+15550000001');
    }),
  );
});

test('text that is not a number gets a message with an example, and is cut to a readable length', () => {
  expect(phoneNumberComplaint('hello')).toBe(
    '“hello” is not a phone number. Write + and the country code, such as +15550000001, or anonymous.',
  );
  expect(phoneNumberComplaint('x'.repeat(1000)).length).toBeLessThan(150);
});
