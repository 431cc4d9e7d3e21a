import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { type BuildFailure, buildSync, type Message } from 'esbuild';
import { secondsOfWav } from '../music/wav';
import { configErrors, configWarnings } from '../src/config/errors/config-errors';
import { type ConfigProblem, inWords, linesOf } from '../src/config/errors/config-problem';
import { shapeOf } from '../src/config/errors/shape';
import { missingFileProblems } from '../src/config/files-played';
import type { QueuesConfig } from '../src/config/queue-config';
import { syntaxHint } from './syntax-hint';

const root = join(__dirname, '..');
const configFile = join(root, 'queues.config.ts');

/** A config that cannot work. The message is complete without a stack. */
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

/** Settings that may not be what you want, one line each. */
export const warningsOf = (config: QueuesConfig): string[] => configWarnings(config).map(inWords);

function errorOf(file: string, problems: readonly ConfigProblem[]): ConfigError {
  const lines = linesOf(problems);
  const count = lines.length === 1 ? '1 error' : `${lines.length} errors`;
  return new ConfigError(`${inProject(file)} has ${count}:\n  ${lines.join('\n  ')}`);
}

/** Loads the file. A failure is reported with file, line and message. */
function exportOf(file: string): unknown {
  if (!existsSync(file)) {
    throw new ConfigError(`${inProject(file)} does not exist. docs/config.md has a complete example.`);
  }
  const broken = errorsInSource(file);
  if (broken.length > 0) throw new ConfigError(broken.join('\n'));
  try {
    return (require(file) as { default?: unknown }).default;
  } catch (error) {
    throw new ConfigError(`${placeOf(error, file)}: ${loadErrorInWords(error)}`);
  }
}

/** The error in terms of the file: the loader renames what was imported. */
function loadErrorInWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const plain = message.replace(/\(0 , [\w$]+\.([\w$]+)\)/g, '$1');
  const [, unknown] = /^([\w$]+) is not defined$/.exec(plain) ?? [];
  if (unknown !== undefined) return `${plain}. Import it above, or put it in quotes if it is text.`;
  const [, called] = /^([\w$.]+) is not a function$/.exec(plain) ?? [];
  return called === undefined ? `${plain}.` : `${plain}. Write ${called} without parentheses.`;
}

/**
 * The errors in the source of the file and its imports, with their places: syntax, missing imports, duplicate settings,
 * of which JavaScript silently uses the last, and modules that a deployed function does not have.
 */
function errorsInSource(file: string): string[] {
  try {
    const { warnings, metafile } = buildSync({
      entryPoints: [file],
      bundle: true,
      write: false,
      metafile: true,
      platform: 'node',
      logLevel: 'silent',
      absWorkingDir: root,
    });
    const twice = warnings
      .filter(({ id }) => id === 'duplicate-object-key')
      .map((warning) => {
        const [, name = ''] = /^Duplicate key (".*") in object literal$/.exec(warning.text) ?? [];
        const first = warning.notes[0]?.location;
        const above = first ? `, first on line ${first.line}` : '';
        return `${placeIn(warning, file)}: ${name} is set twice${above}. Rename one of them, or remove it.`;
      });
    const outside = Object.entries(metafile.inputs).flatMap(([path, { imports }]) =>
      imports
        .filter(({ external }) => external)
        .map(
          (imported) =>
            `${path}: it imports '${imported.path}', which a deployed function does not have. Write the text or the number itself.`,
        ),
    );
    return [...twice, ...outside];
  } catch (error) {
    return (error as BuildFailure).errors.map((message) => {
      const hint = syntaxHint(message);
      return `${placeIn(message, file)}: ${message.text}.${hint === undefined ? '' : ` ${hint}`}`;
    });
  }
}

const placeIn = ({ location }: Pick<Message, 'location'>, file: string) =>
  location ? `${location.file}:${location.line}:${location.column + 1}` : inProject(file);

/** The first of our own lines in the stack of an error. */
function placeOf(error: unknown, file: string): string {
  const lines = (error instanceof Error ? (error.stack ?? '') : '').split('\n');
  const ours = lines.flatMap((line) => /\(?((?:\/|[A-Z]:)[^()]*?:\d+:\d+)\)?$/.exec(line)?.[1] ?? []);
  const first = ours.find((place) => place.startsWith(root) && !place.includes('node_modules'));
  return inProject(first ?? file);
}

const inProject = (path: string) => (path.startsWith(root) ? relative(root, path) : path);

/** The real length of each piece of hold music, in seconds. Unreadable files are left out. */
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
