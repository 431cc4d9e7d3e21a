import { readRequestedRoutes } from '../../account/numbers/requested-routes';
import { readPhoneNumber } from '../../phones/phone-number';
import { readQuestion } from '../../reporting/call-plan/question';
import { config } from '../example-config';

const now = new Date('2026-01-05T15:00:00Z');

/** Who reads a number that people type or copy. */
const readers: readonly [string, (written: string) => string | undefined][] = [
  ['the phones', readPhoneNumber],
  ['npm run wire', (written) => readRequestedRoutes([`${written}=sales`], config).requested[0]?.phoneNumber],
  ['npm run explain', (written) => readQuestion({ from: written }, config, now).from],
];

describe.each(readers)('a number read by %s', (_reader, read) => {
  test.each([
    '+15551230000',
    ' +1 (555) 123-0000 ',
    '+1.555.123.0000',
    '+1\u00a0555\u00a0123\u20110000',
    '\u202a+15551230000\u202c',
    '\ufeff+1555\u200b1230000',
  ])('may be written as %j', (written) => {
    expect(read(written)).toBe('+15551230000');
  });
});
