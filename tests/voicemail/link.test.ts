import fc from 'fast-check';
import { Parameters } from '../../src/state/parameters';
import { checkLink, isRecordingSid, linkTo, readShownLink } from '../../src/voicemail/link';
import { anyCharacter } from '../any-text';
import { now } from '../example-config';
import { isThorough, runs } from '../thorough';

const secret = '0123456789abcdef0123456789abcdef';
const recording = `RE${'0123456789abcdef'.repeat(2)}`;
const link = linkTo(recording, secret, now);
const week = 7 * 24 * 3600_000;

/** What happens to a link that somebody opens this many milliseconds after it was made. */
const shown = (query: Record<string, unknown>, afterMillis = 0, withSecret: string | undefined = secret) =>
  checkLink(readShownLink(new Parameters(query)), withSecret, new Date(now.getTime() + afterMillis));

const open = { kind: 'open', recording };
const notOurs = { kind: 'not-ours' };

describe('a link to a voicemail', () => {
  test('names the recording and the second from which on it is closed, a week away', () => {
    expect(link.query).toEqual({
      recording,
      expires: '1768230000',
      signature: expect.stringMatching(/^[\w-]{43}$/),
    });
    expect(link.expiresAt).toEqual(new Date(now.getTime() + week));
  });

  test.each([
    ['as soon as it is made', 0, open],
    ['in its last second', week - 1, open],
    ['at its last second’s end', week, { kind: 'expired' }],
    ['a year later', 52 * week, { kind: 'expired' }],
  ])('%s', (_when, afterMillis, check) => {
    expect(shown(link.query, afterMillis)).toEqual(check);
  });

  test('opens nothing with another secret, or where there no longer is one', () => {
    expect(shown(link.query, 0, `${secret}0`)).toEqual(notOurs);
    expect(checkLink(readShownLink(new Parameters(link.query)), undefined, now)).toEqual(notOurs);
    expect(checkLink(readShownLink(new Parameters(link.query)), '', now)).toEqual(notOurs);
  });

  test('of another message has another signature', () => {
    const other = linkTo(`RE${'f'.repeat(32)}`, secret, now);
    const later = linkTo(recording, secret, new Date(now.getTime() + 1000));
    expect(new Set([link, other, later].map(({ query }) => query.signature)).size).toBe(3);
  });
});

describe('a link that somebody made or changed', () => {
  const { expires = '', signature = '' } = link.query;
  const forAnother = linkTo(`RE${'f'.repeat(32)}`, secret, now).query;

  test.each<[string, Record<string, unknown>]>([
    ['without anything', { recording: undefined, expires: undefined, signature: undefined }],
    ['without a signature', { signature: undefined }],
    ['with an empty signature', { signature: '' }],
    ['with the signature of another recording', { signature: forAnother.signature }],
    ['with a shorter signature', { signature: signature.slice(0, -1) }],
    ['with a longer signature', { signature: `${signature}A` }],
    ['with a signature in other letters', { signature: signature.toLowerCase() }],
    ['with a signature that ends as base64 used to', { signature: `${signature}=` }],
    ['with a signature of far too many letters', { signature: 'A'.repeat(10_000) }],
    ['with a signature of letters that take two bytes', { signature: 'é'.repeat(43) }],
    ['with a signature of letters as long as its bytes', { signature: `${'é'.repeat(21)}A` }],
    ['with a list for a signature, the first of them wrong', { signature: ['A', signature] }],
    ['with no end', { expires: undefined }],
    ['with a later end', { expires: String(Number(expires) + 1) }],
    ['with an earlier end', { expires: String(Number(expires) - 1) }],
    ['with an end that is written otherwise', { expires: `0${expires}` }],
    ['with an end that is written with an exponent', { expires: '1.76823e9' }],
    ['with an end that is no number', { expires: 'never' }],
    ['without a recording', { recording: undefined }],
    ['with another recording', { recording: `RE${'f'.repeat(32)}` }],
    ['with the recording in other letters', { recording: recording.toUpperCase() }],
    ['with a path for a recording', { recording: `../Calls/${recording}` }],
    ['with a part of one field in the other', { recording: `${recording}.`, expires: expires.slice(1) }],
    ['with an object for a recording', { recording: { recording } }],
  ])('%s does not open', (_how, changes) => {
    expect(shown({ ...link.query, ...changes })).toEqual(notOurs);
  });

  test('does not open after any change of a single character', () => {
    const query = new URLSearchParams(link.query).toString();
    fc.assert(
      fc.property(fc.nat(query.length - 1), anyCharacter, (at, other) => {
        fc.pre(query[at] !== other);
        const changed = `${query.slice(0, at)}${other}${query.slice(at + 1)}`;
        expect(shown(Object.fromEntries(new URLSearchParams(changed)))).toEqual(notOurs);
      }),
      runs(2000),
    );
  });

  test('does not open after any change of one of its letters to another letter of base64', () => {
    const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
    const changed = [...signature].flatMap((letter, at) =>
      letters
        .filter((other) => other !== letter)
        .map((other) => `${signature.slice(0, at)}${other}${signature.slice(at + 1)}`),
    );
    expect(changed).toHaveLength(43 * 63);
    for (const altered of changed.filter((_, index) => isThorough || index % 10 === 0))
      expect(shown({ ...link.query, signature: altered })).toEqual(notOurs);
  });

  test('does not open though its signature is right, if it is not for a recording', () => {
    for (const sid of ['RE1', 'CA0123456789abcdef0123456789abcdef', `${recording}0`, `${recording}/../..`]) {
      expect(shown(linkTo(sid, secret, now).query)).toEqual(notOurs);
    }
  });
});

describe('Twilio’s name of a recording', () => {
  test.each([
    ['RE and 32 hexadecimal digits', recording, true],
    ['the same in capitals', `RE${'ABCDEF01'.repeat(4)}`, true],
    ['31 digits', recording.slice(0, -1), false],
    ['33 digits', `${recording}0`, false],
    ['a letter instead of a digit', `${recording.slice(0, -1)}g`, false],
    ['another kind of thing', recording.replace('RE', 'CA'), false],
    ['a line after it', `${recording}\n`, false],
    ['nothing', undefined, false],
  ])('%s: so it is, or is not', (_what, text, isSid) => {
    expect(isRecordingSid(text)).toBe(isSid);
  });
});
