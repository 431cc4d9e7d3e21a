import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { confirm } from '../../commands/confirm';

describe('a question', () => {
  test.each([
    ['y\n', true],
    ['Yes\n', true],
    [' y \n', true],
    ['n\n', false],
    ['\n', false],
    ['yellow\n', false],
    // Never finished with Enter.
    ['y', false],
    ['', false],
  ])('answered %j is %s, and the next output starts on a new line', async (typed, isAgreed) => {
    const [input, output] = [new PassThrough(), new PassThrough()];
    const answer = confirm('Change these? y/N ', input, output);
    input.end(typed);
    expect(await answer).toBe(isAgreed);
    output.end();
    // At a terminal Enter ends the line, and is echoed.
    const ending = typed.endsWith('\n') ? '' : '\n';
    expect(await text(output)).toBe(`Change these? y/N ${ending}`);
  });
});
