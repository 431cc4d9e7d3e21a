/**
 * The Node versions of functions: https://www.twilio.com/docs/serverless/functions-assets/node-upgrade. Node 24 is
 * available since July 2026, but the published API does not list it yet.
 */
export const runtimes = ['node20', 'node22', 'node24'];

/** The runtime of a build "if no runtime is sent" and there is no earlier build. */
export const usualRuntime = 'node22';

/**
 * The versions of the runtime handler that the platform has. They differ from those of the npm package with the same name.
 * https://www.twilio.com/docs/serverless/functions-assets/handler
 */
export const handlerVersions = [
  ...['1.0.1', '1.1.0', '1.1.1', '1.1.2', '1.1.3', '1.2.0', '1.2.1', '1.2.2', '1.2.3', '1.2.4', '1.2.5'],
  ...['1.3.0', '1.3.1', '2.0.0', '2.0.1', '2.1.2'],
];

/** The largest size of an asset and the number of assets per build, by visibility. */
export const assetLimits = {
  public: { bytes: 25 * 1024 * 1024, count: 1000 },
  protected: { bytes: 25 * 1024 * 1024, count: 1000 },
  private: { bytes: 10 * 1024 * 1024, count: 50 },
} as const;

/** How many npm modules a service may have. */
export const maxDependencies = 100;

/** https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
export const variableLimits = { keyCharacters: 128, valueBytes: 450, contextBytes: 3 * 1024 } as const;

/** Characters that a path must not contain. */
export const forbiddenInPaths = /[;,?:@+&$()' "#]/;

export const longestPath = 255;
export const longestUniqueName = 50;
export const longestDomainSuffix = 16;

/** The package that represents the platform’s handler. */
export const handlerPackage = '@twilio/runtime-handler';
