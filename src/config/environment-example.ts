import type { EnvironmentVariable } from './environment';

/**
 * The text of `.env.example`, which a person copies to `.env`. The comments are written the way that Twilio's
 * tools can ask by them: https://github.com/twilio-labs/configure-env
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
