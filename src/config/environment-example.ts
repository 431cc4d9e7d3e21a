import type { EnvironmentVariable } from './environment';

/**
 * The text of `.env.example`, which a person copies to `.env`. The build keeps it up to date with the agents of
 * the config. The comments are in the form by which Twilio's tools can ask: https://github.com/twilio-labs/configure-env
 */
export const renderEnvironmentExample = (variables: readonly EnvironmentVariable[]): string =>
  variables
    .map(({ name, description, format, isRequired }) =>
      [
        `# description: ${description}`,
        `# format: ${format}`,
        `# required: ${isRequired}`,
        `${name}=`,
        '',
      ].join('\n'),
    )
    .join('\n');
