import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  neverGiven,
  type TwilioErrorCode,
  TwimlError,
  twilioError,
  twilioErrors,
} from '../../../emulator/platform/twilio-errors';

const codes = Object.keys(twilioErrors).map(Number) as TwilioErrorCode[];

/** All of the local Twilio but the catalog itself, without the addresses of pages. */
const root = join(__dirname, '../../../emulator');
const source = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('twilio-errors.ts'))
  .map((file) => readFileSync(join(root, file), 'utf8').replace(/errors\/\d+/g, ''))
  .join('\n');

describe('the catalog', () => {
  test.each(codes)('has %d because it is reported, or says that it never is', (code) => {
    const isGiven = new RegExp(`\\b${code}\\b`).test(source);
    expect(isGiven).toBe(!neverGiven.includes(code));
  });
});

describe('a fault', () => {
  test.each(codes)('%d has a title and a repair that is a sentence', (code) => {
    const { message, repair } = twilioError(code);
    expect(message).toMatch(/^[A-Z].*[^.]$/);
    expect(repair).toMatch(/^[A-Z].*\.$/);
  });

  // "Log level" on each number's page, https://www.twilio.com/docs/api/errors/NNNNN: a value that a verb of the early days
  // cannot read is a warning, while the verbs of queues, and anything that leaves no document to run, are errors.
  test.each([
    [11200, 'error'],
    [12100, 'error'],
    [12200, 'warning'],
    [13212, 'warning'],
    [13224, 'error'],
    [13314, 'warning'],
    [13325, 'error'],
    [13420, 'error'],
    [13521, 'warning'],
    [14206, 'error'],
    [14207, 'warning'],
    [15003, 'warning'],
    [16101, 'warning'],
    [16102, 'warning'],
  ] as const)('%d is an %s', (code, severity) => {
    expect(twilioError(code).severity).toBe(severity);
  });

  test('has the detail and the line of its case, and a better repair where there is one', () => {
    expect(twilioError(13910, '<Pause> length is "x"', 3, 'Write 1.')).toEqual({
      code: 13910,
      severity: 'warning',
      message: 'Pause: length cannot be read: <Pause> length is "x"',
      repair: 'Write 1.',
      line: 3,
    });
  });

  test('may lack detail and line', () => {
    expect(twilioError(14204)).toEqual({
      code: 14204,
      severity: 'error',
      message: 'Enqueue: the queue has no name',
      repair: 'Put the name between <Enqueue> and </Enqueue>.',
    });
  });

  test('thrown, says everything in one line', () => {
    const error = new TwimlError(twilioError(14204, undefined, 3));
    expect(`${error}`).toBe(
      'TwimlError: 14204 Enqueue: the queue has no name (line 3). Put the name between <Enqueue> and </Enqueue>.',
    );
  });
});
