/** The two places to deploy to; each has its own domain, variables and lines. */
export type EnvironmentName = 'staging' | 'production';

export const environmentNames: readonly EnvironmentName[] = ['staging', 'production'];

/** Production has none, so its domain is shorter. https://www.twilio.com/docs/serverless/api/resource/environment */
export const domainSuffixes: Readonly<Record<EnvironmentName, string | undefined>> = {
  staging: 'staging',
  production: undefined,
};

/** The file with the variables of each, in the project's folder. */
export const variablesFiles: Readonly<Record<EnvironmentName, string>> = {
  staging: '.env',
  production: '.env.production',
};
