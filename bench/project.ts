import { join } from 'node:path';
import { type DeployedFile, deployedFiles } from '../emulator/reference';

const root = join(__dirname, '..');

/** The project's own folder. */
export const projectFolder = root;

/** The functions as they would be deployed, with their music. */
export const builtFiles = () => deployedFiles(join(root, 'dist', 'functions'), join(root, 'assets'));

/** The guide's sample, deployed with the same music. */
export const peerFiles = () => deployedFiles(join(__dirname, 'peer'), join(root, 'assets'));

/** The function that answers with a fixed document. */
export const fixedFile = join(__dirname, 'fixed', 'fixed.js');

/** The file behind a path, if it was built. */
export function functionAt(files: readonly DeployedFile[], path: string): string {
  const found = files.find((file) => file.kind === 'function' && file.path === path);
  if (!found) throw new Error(`The function ${path} was not built: run npm run build and check its output.`);
  return found.file;
}
