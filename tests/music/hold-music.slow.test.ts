import { audioFaults, collectionFaults } from '../../music/audio-gate';
import { readHoldMusic } from '../../music/folder';

const files = readHoldMusic();

describe('the hold music', () => {
  test.each(files)('$fileName can be played to a caller', (file) => {
    expect(audioFaults(file)).toEqual([]);
  });

  test('is equally loud from piece to piece, small enough to upload, and has no piece twice', () => {
    expect(collectionFaults(files)).toEqual([]);
  });
});
