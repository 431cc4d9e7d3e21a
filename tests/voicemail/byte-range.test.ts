import { type ByteRange, byteRange } from '../../src/voicemail/byte-range';

describe('of a file of 1,000 bytes', () => {
  test.each<[string | undefined, ByteRange | 'outside' | undefined]>([
    [undefined, undefined],
    ['', undefined],
    ['bytes=0-1', { from: 0, to: 1 }],
    ['bytes=0-0', { from: 0, to: 0 }],
    ['bytes=0-', { from: 0, to: 999 }],
    ['bytes=500-', { from: 500, to: 999 }],
    ['bytes=500-998', { from: 500, to: 998 }],
    ['bytes=500-999', { from: 500, to: 999 }],
    ['bytes=500-1000', { from: 500, to: 999 }],
    ['bytes=999-', { from: 999, to: 999 }],
    ['bytes=1000-', 'outside'],
    ['bytes=1000-2000', 'outside'],
    ['bytes=-1', { from: 999, to: 999 }],
    ['bytes=-1000', { from: 0, to: 999 }],
    ['bytes=-5000', { from: 0, to: 999 }],
    ['bytes=-0', 'outside'],
    ['bytes=-', undefined],
    ['bytes=2-1', undefined],
    ['bytes=0-1,5-6', undefined],
    ['seconds=0-1', undefined],
    ['bytes=a-b', undefined],
    [`bytes=0-${'9'.repeat(400)}`, undefined],
  ])('the header Range: %s asks for %j', (header, range) => {
    expect(byteRange(header, 1000)).toEqual(range);
  });

  test('an empty file has no part', () => {
    expect(byteRange('bytes=0-', 0)).toBe('outside');
  });
});
