/** Wraps a line between words to a number of columns; lines after the first are indented. */
export function wrapped(line: string, columns: number, indent = 0): string {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > columns) {
    const least = lines.length === 0 ? indent : indent + 1;
    const space = rest.lastIndexOf(' ', columns);
    const next = space > least ? space : rest.indexOf(' ', columns);
    if (next < 0) break;
    lines.push(rest.slice(0, next).trimEnd());
    rest = ' '.repeat(indent) + rest.slice(next + 1).trimStart();
  }
  return [...lines, rest].join('\n');
}
