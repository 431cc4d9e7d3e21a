/**
 * What a build that broke has to say to whoever changed the code. A config that cannot even be read ends the build in the
 * words of Node and its loader: of these only the error stays, and the places of our own files, as seen from their folder.
 */
export function buildComplaint(printed: string, folder: string): string {
  const lines = printed.trim().replaceAll(`${folder}/`, '').split('\n');
  const start = lines.findIndex((line) => /^\w*Error: /.test(line));
  return lines
    .slice(Math.max(start, 0))
    .filter((line) => !isNodes(line))
    .join('\n')
    .trim();
}

const isNodes = (line: string) =>
  /^\s+at .*(node:|node_modules)/.test(line) || /^(Node\.js v|\s+name: '|\}$)/.test(line);
