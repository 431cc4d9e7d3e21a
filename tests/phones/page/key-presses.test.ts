import { KeyPresses } from '../../../phones/page/key-presses';

test('keys reach a call in order, however long the server takes', async () => {
  const sent: string[] = [];
  const answers: (() => void)[] = [];
  const presses = new KeyPresses((call, keys) => {
    sent.push(`${call} ${keys}`);
    return new Promise<void>((resolve) => answers.push(resolve));
  });
  for (const key of '246') presses.press('CA1', key);
  presses.press('CA2', '*');
  expect(sent).toEqual(['CA1 2', 'CA2 *']);
  answers[0]?.();
  await new Promise(setImmediate);
  expect(sent).toEqual(['CA1 2', 'CA2 *', 'CA1 46']);
});
