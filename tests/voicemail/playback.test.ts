import { answerClosed, answerSound, type RecordingMedia } from '../../src/voicemail/playback';

const recording = `RE${'0123456789abcdef'.repeat(2)}`;
const bytes = Buffer.from('ffe348c000010203', 'hex');
const there = { kind: 'there', bytes } as const;

describe('somebody who opens a link', () => {
  test('that is good hears the message in the page, and nothing on the way keeps it', () => {
    expect(answerSound(recording, there, undefined)).toEqual({
      status: 200,
      headers: {
        'Accept-Ranges': 'bytes',
        'Cache-Control': 'private, no-store',
        'Content-Disposition': `inline; filename="voicemail-${recording}.mp3"`,
        'Content-Type': 'audio/mpeg',
        'X-Content-Type-Options': 'nosniff',
      },
      body: bytes,
    });
  });

  test('in Safari, which asks for the first two bytes, gets these and the length of the whole', () => {
    expect(answerSound(recording, there, 'bytes=0-1')).toMatchObject({
      status: 206,
      headers: { 'Content-Range': 'bytes 0-1/8', 'Content-Type': 'audio/mpeg' },
      body: bytes.subarray(0, 2),
    });
  });

  test('and asks for more than there is gets the length alone', () => {
    expect(answerSound(recording, there, 'bytes=8-')).toEqual({
      status: 416,
      headers: { 'Cache-Control': 'private, no-store', 'Content-Range': 'bytes */8' },
    });
  });

  test.each<[Exclude<RecordingMedia['kind'], 'there'>, number, RegExp]>([
    ['gone', 404, /deleted/],
    ['too-large', 502, /too long/],
    ['unavailable', 502, /try again/],
  ])('of a recording that is %s reads why, in a sentence with %i', (kind, status, words) => {
    expect(answerSound(recording, { kind, why: 'secret' }, 'bytes=0-1')).toEqual(said(status, words));
  });

  test.each([
    ['not-ours', 403, /does not open/],
    ['expired', 410, /expired/],
  ] as const)('that is %s reads so, in a sentence with %i', (kind, status, words) => {
    expect(answerClosed({ kind })).toEqual(said(status, words));
  });
});

const said = (status: number, words: RegExp) => ({
  status,
  headers: { 'Cache-Control': 'private, no-store', 'Content-Type': 'text/plain; charset=utf-8' },
  body: expect.stringMatching(words),
});
