import type { EnvironmentVariable } from './environment';

/**
 * The text of `.env.example`, which people copy to `.env`. The build updates it with the agents of the config. The
 * comments have the format that Twilio's tools read: https://github.com/twilio-labs/configure-env
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
