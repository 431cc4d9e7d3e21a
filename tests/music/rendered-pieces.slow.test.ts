import { readHoldMusic } from '../../music/folder';
import { fileNameOf } from '../../music/piece';
import { pieces } from '../../music/pieces';
import { record } from '../../music/record';
import { soundTheSame } from '../../music/same-sound';

const files = readHoldMusic();

describe('a rendered piece', () => {
  test.each(pieces)('$name sounds as its notes say (if not, run: npm run music)', (piece) => {
    const file = files.find(({ fileName }) => fileName === fileNameOf(piece));
    expect(soundTheSame(file?.bytes ?? new Uint8Array(), record(piece))).toBe(true);
  });
});
