import { createInterface } from 'node:readline';

/** Asks a question at a terminal. Anything but yes means no, and so does the end of the input or Ctrl-C. */
export function confirm(
  question: string,
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
): Promise<boolean> {
  const lines = createInterface({ input, output });
  return new Promise((resolve) => {
    const giveUp = () => {
      output.write('\n');
      resolve(false);
    };
    lines.once('close', giveUp);
    lines.question(question, (answer) => {
      lines.off('close', giveUp).close();
      resolve(/^y(es)?$/i.test(answer.trim()));
    });
  });
}
