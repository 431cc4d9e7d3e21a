/**
 * Where Node runs functions: https://www.twilio.com/docs/serverless/functions-assets/node-upgrade. Node 24 can be chosen
 * since July 2026, which the published API does not list yet.
 */
export const runtimes = ['node20', 'node22', 'node24'];

/** "If no runtime is sent" that of the last build counts, or this. */
export const usualRuntime = 'node22';

/**
 * The versions of the runtime handler that the platform has. They are not those of the npm package of that name.
 * https://www.twilio.com/docs/serverless/functions-assets/handler
 */
export const handlerVersions = [
  ...['1.0.1', '1.1.0', '1.1.1', '1.1.2', '1.1.3', '1.2.0', '1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5'],
  ...['1.3.0', '1.3.1', '2.0.0', '2.0.1', '2.1.2'],
];

/** Bytes of an asset, by who may reach it, and how many there may be in a build. */
export const assetLimits = {
  public: { bytes: 25 * 1024 * 1024, count: 1000 },
  protected: { bytes: 25 * 1024 * 1024, count: 1000 },
  private: { bytes: 10 * 1024 * 1024, count: 50 },
} as const;

/** How many modules of npm a service may have. */
export const maxDependencies = 100;

/** https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
export const variableLimits = { keyCharacters: 128, valueBytes: 450, contextBytes: 3 * 1024 } as const;

/** What a path may not have in it. */
export const forbiddenInPaths = /[;,?:@+&$()' "#]/;

export const longestPath = 255;
export const longestUniqueName = 50;
export const longestDomainSuffix = 16;

/** The package that stands for the platform’s handler. */
export const handlerPackage = '@twilio/runtime-handler';
