/**
 * What a failed build says to the developer. If the config cannot be loaded, Node and its loader print their own text:
 * only the error and the places in our own files are kept, with paths relative to the folder.
 */
export function buildComplaint(printed: string, folder: string): string {
  const lines = printed.trim().replaceAll(`${folder}/`, '').split('\n');
  const start = lines.findIndex((line) => /^\w*Error: /.test(line));
  return lines
    .slice(Math.max(start, 0))
    .filter((line) => !isFromNode(line))
    .join('\n')
    .trim();
}

const isFromNode = (line: string) =>
  /^\s+at .*(node:|node_modules)/.test(line) || /^(Node\.js v|\s+name: '|\}$)/.test(line);
