import fc from 'fast-check';
import type { AgentPin } from '../../src/environment';
import { checkIdentity, type IdentityCheck, pinIsRight } from '../../src/rules/agent-identity';
import { config } from '../example-config';

const attested = 'TN-Validation-Passed-A';
const unset: AgentPin = { kind: 'unset' };
const malformed: AgentPin = { kind: 'malformed' };
const set: AgentPin = { kind: 'set', digits: '246810' };
const trusted = '+15550101001';
const untrusted = '+15550101002';
const stranger = '+15550109999';

describe('somebody on the agents’ line', () => {
  test.each<[string, AgentPin, string | undefined, string | undefined, IdentityCheck]>([
    ['is asked for the PIN once there is one', set, stranger, undefined, 'ask-for-pin'],
    ['is asked for the PIN from a trusted and attested number too', set, trusted, attested, 'ask-for-pin'],
    ['is refused while the PIN is malformed', malformed, stranger, undefined, 'refuse'],
    [
      'is refused while the PIN is malformed, trusted and attested or not',
      malformed,
      trusted,
      attested,
      'refuse',
    ],
    ['is let in from a trusted number that the carrier attests', unset, trusted, attested, 'let-in'],
    [
      'is refused from a trusted number with attestation B',
      unset,
      trusted,
      'TN-Validation-Passed-B',
      'refuse',
    ],
    [
      'is refused from a trusted number with attestation C',
      unset,
      trusted,
      'TN-Validation-Passed-C',
      'refuse',
    ],
    ['is refused when the attestation failed', unset, trusted, 'TN-Validation-Failed-A', 'refuse'],
    [
      'is refused when the attestation is only begun like A',
      unset,
      trusted,
      `${attested}-Diverted`,
      'refuse',
    ],
    ['is refused from a trusted number without attestation', unset, trusted, undefined, 'refuse'],
    ['is refused from a listed number that is not trusted', unset, untrusted, attested, 'refuse'],
    ['is refused from an unlisted number', unset, stranger, attested, 'refuse'],
    ['is refused without a number, though one agent has none', unset, undefined, attested, 'refuse'],
  ])('%s', (_sentence, pin, from, stirVerstat, check) => {
    expect(checkIdentity(pin, from, stirVerstat, config.agents)).toBe(check);
  });

  test('is refused without a number, though a trusted agent has none by mistake', () => {
    const mistaken = [{ id: 'agent-9', queue: 'support', trustCallerId: true }];
    expect(checkIdentity(unset, undefined, attested, mistaken)).toBe('refuse');
  });

  test('is refused when there are neither agents nor a PIN', () => {
    expect(checkIdentity(unset, trusted, attested, [])).toBe('refuse');
  });
});

describe('a PIN', () => {
  test('is right only if every digit is, and their number', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 12 });
    fc.assert(
      fc.property(digits, digits, (entered, pin) => {
        expect(pinIsRight(entered, pin)).toBe(entered === pin);
        expect(pinIsRight(pin, pin)).toBe(true);
      }),
    );
  });
});
