/** The two places a queue can be deployed to; each has its own domain, variables and lines. */
export type EnvironmentName = 'staging' | 'production';

export const environmentNames: readonly EnvironmentName[] = ['staging', 'production'];

/** Production has none, and so the shorter domain. https://www.twilio.com/docs/serverless/api/resource/environment */
export const domainSuffixes: Readonly<Record<EnvironmentName, string | undefined>> = {
  staging: 'staging',
  production: undefined,
};

/** Where the variables of each stand, in the project's folder. */
export const variablesFiles: Readonly<Record<EnvironmentName, string>> = {
  staging: '.env',
  production: '.env.production',
};
