/** Those npm has as well: they may stand in an `.npmrc`, and nothing unwanted happens without ours. */
const alsoOfNpm = ['force', 'json', 'yes'];

/**
 * The option that was typed without `--` before it, so that npm took it for itself and passed nothing on:
 * `npm run rollback --production` would go on with staging. npm leaves a trace of it in the environment:
 * https://docs.npmjs.com/cli/v10/using-npm/config#environment-variables
 */
export function optionKeptByNpm(
  options: readonly string[],
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (environment.npm_lifecycle_event === undefined) return undefined;
  const isGiven = (option: string) => words.some((word) => word.split('=')[0] === `--${option}`);
  return options.find(
    (option) => !alsoOfNpm.includes(option) && !isGiven(option) && isKept(option, environment),
  );
}

/** npm's own `--production` is an old word for leaving development behind. */
const isKept = (option: string, environment: Readonly<Record<string, string | undefined>>) =>
  option === 'production'
    ? environment.NODE_ENV === 'production'
    : Boolean(environment[`npm_config_${option.replaceAll('-', '_')}`]);
