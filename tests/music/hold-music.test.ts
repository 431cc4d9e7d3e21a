import { audioFaults, collectionFaults } from '../../music/audio-gate';
import { readHoldMusic } from '../../music/folder';
import { secondsOfWav } from '../../music/wav';
import config from '../../queues.config';
import { faultsOf } from '../../src/config/errors/config-errors';

const files = readHoldMusic();

describe('the hold music', () => {
  test.each(files)('$fileName can be played to a caller', (file) => {
    expect(audioFaults(file)).toEqual([]);
  });

  test('is equally loud from piece to piece, small enough to upload, and has no piece twice', () => {
    expect(collectionFaults(files)).toEqual([]);
  });

  test('is as long as the config says, and never plays a caller the same piece twice in a row', () => {
    const pieceSeconds = new Map(files.map(({ fileName, bytes }) => [fileName, secondsOfWav(bytes)]));
    expect(faultsOf(config, pieceSeconds)).toEqual([]);
  });
});
