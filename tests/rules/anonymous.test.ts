import { isAnonymous } from '../../src/rules/anonymous';

describe('a caller', () => {
  test.each<[string, string | undefined]>([
    ['without a number', undefined],
    ['by a word', 'anonymous'],
    ['by a word in quotation marks and spaces', '" Private "'],
    ['by the digits of a word', '+266696687'],
    ['by the host of anonymous callers', 'sip:abc@anonymous.invalid'],
    ['by a part of that host', 'sip:abc@privacy.anonymous.invalid'],
    ['by a SIP address after a name', '"Ada" <sips:anonymous@example.com>'],
  ])('hides the number %s', (_how, from) => {
    expect(isAnonymous(from)).toBe(true);
  });

  test.each<[string, string]>([
    ['with a telephone number', '+15550101001'],
    ['of a host that only starts like the anonymous one', 'sip:abc@anonymous.invalid.example.com'],
    ['of a host that only ends like it', 'sip:abc@notanonymous.invalid'],
    ['whose digits have a plus in the midst', '2666+96687'],
    ['whose name has a SIP address in the midst', 'ada sip:anonymous@example.com'],
  ])('%s does not', (_who, from) => {
    expect(isAnonymous(from)).toBe(false);
  });
});
