/** Options that npm has too: they may be set in an `.npmrc`, and without ours nothing unwanted happens. */
const sharedWithNpm = ['force', 'json', 'yes'];

/**
 * The option that was typed without `--` before it, so that npm kept it and did not pass it on:
 * `npm run rollback --production` would change staging. npm leaves a trace of it in the environment:
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
    (option) => !sharedWithNpm.includes(option) && !isGiven(option) && isKept(option, environment),
  );
}

/** npm's own `--production` is an old option for leaving out what only development needs. */
const isKept = (option: string, environment: Readonly<Record<string, string | undefined>>) =>
  option === 'production'
    ? environment.NODE_ENV === 'production'
    : Boolean(environment[`npm_config_${option.replaceAll('-', '_')}`]);
