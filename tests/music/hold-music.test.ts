import { readHoldMusic } from '../../music/folder';
import { secondsOfWav } from '../../music/wav';
import config from '../../queues.config';
import { faultsOf } from '../../src/config/errors/config-errors';

const files = readHoldMusic();

describe('the hold music', () => {
  test('is as long as the config says, and never plays a caller the same piece twice in a row', () => {
    const pieceSeconds = new Map(files.map(({ fileName, bytes }) => [fileName, secondsOfWav(bytes)]));
    expect(faultsOf(config, pieceSeconds)).toEqual([]);
  });
});
