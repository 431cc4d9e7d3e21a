import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type BuildFailure, buildSync } from 'esbuild';
import { secondsOfWav } from '../music/wav';
import { configErrors, configWarnings } from '../src/config/errors/config-errors';
import { type ConfigProblem, inWords } from '../src/config/errors/config-problem';
import { shapeOf } from '../src/config/errors/shape';
import { missingFileProblems } from '../src/config/files-played';
import type { QueuesConfig } from '../src/config/queue-config';

const root = join(__dirname, '..');
const configFile = join(root, 'queues.config.ts');

/** A config that cannot work. The message is complete, and nobody needs the stack. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

/**
 * `queues.config.ts`, read and checked. Every command calls this before it does anything else.
 * Throws a ConfigError that names each mistake, its place and the fix.
 */
export function checkedConfig(file = configFile): QueuesConfig {
  const config = configInShape(file);
  const problems = [
    ...configErrors(config, readPieceSeconds()),
    ...missingFileProblems(config, assetPaths()),
  ];
  if (problems.length > 0) throw errorOf(file, problems);
  return config;
}

/** The config with only its shape checked, for a command that checks the rest itself. */
export function configInShape(file = configFile): QueuesConfig {
  const shape = shapeOf(exportOf(file));
  if (shape.kind === 'problems') throw errorOf(file, shape.problems);
  return shape.config;
}

/** What may not be what you want, in a line each. */
export const warningsOf = (config: QueuesConfig): string[] => configWarnings(config).map(inWords);

function errorOf(file: string, problems: readonly ConfigProblem[]): ConfigError {
  const count = problems.length === 1 ? '1 error' : `${problems.length} errors`;
  return new ConfigError(`${inProject(file)} has ${count}:\n  ${problems.map(inWords).join('\n  ')}`);
}

/** Only this function loads the file. An error in loading is reported with its file, line and message. */
function exportOf(file: string): unknown {
  const broken = syntaxErrorsIn(file);
  if (broken.length > 0) throw new ConfigError(broken.join('\n'));
  try {
    return (require(file) as { default?: unknown }).default;
  } catch (error) {
    throw new ConfigError(
      `${placeOf(error, file)}: ${error instanceof Error ? error.message : String(error)}.`,
    );
  }
}

/** Syntax errors and missing imports, with their places, in the file and everything that it imports. */
function syntaxErrorsIn(file: string): string[] {
  try {
    buildSync({
      entryPoints: [file],
      bundle: true,
      write: false,
      platform: 'node',
      logLevel: 'silent',
      absWorkingDir: root,
    });
    return [];
  } catch (error) {
    return (error as BuildFailure).errors.map(({ location, text }) => {
      const place = location ? `${location.file}:${location.line}:${location.column + 1}` : inProject(file);
      const hint = /^Expected "[}\])]" but found/.test(text) ? ' Is a comma missing before it?' : '';
      return `${place}: ${text}.${hint}`;
    });
  }
}

/** The first of our own lines in the stack of an error. */
function placeOf(error: unknown, file: string): string {
  const lines = (error instanceof Error ? (error.stack ?? '') : '').split('\n');
  const ours = lines.flatMap((line) => /\(?((?:\/|[A-Z]:)[^()]*?:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
  const first = ours.find((place) => place.startsWith(root) && !place.includes('node_modules'));
  return inProject(first ?? file);
}

const inProject = (path: string) => (path.startsWith(root) ? relative(root, path) : path);

/** How long each piece of hold music really plays; a file that cannot be read has no length. */
function readPieceSeconds(): Map<string, number> {
  const folder = join(root, 'assets', 'hold-music');
  const files = readdirSync(folder).filter((file) => file.endsWith('.wav'));
  return new Map(files.map((file) => [file, lengthOf(readFileSync(join(folder, file)))]));
}

function lengthOf(bytes: Buffer): number {
  try {
    return secondsOfWav(bytes);
  } catch {
    return Number.NaN;
  }
}

/** The paths of the files in `assets/`, such as `/sorry.wav`. */
function assetPaths(): string[] {
  const entries = readdirSync(join(root, 'assets'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory());
  return files.map((entry) => {
    const path = relative(join(root, 'assets'), join(entry.parentPath, entry.name));
    return `/${path.split(sep).join('/')}`;
  });
}
