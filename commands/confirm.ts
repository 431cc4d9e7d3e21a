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

/** Asks the person at the terminal whether to make the changes that were shown. */
export async function confirmChanges(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    throw new Error(
      'Nothing was changed: there is no terminal to ask at. Run it again with --yes to change these.',
    );
  }
  return confirm('Change these? y/N ', process.stdin, process.stderr);
}
