/** `npm run mutation`: changes one thing at a time in the rules and decisions of src/, and reports changes that no test notices. */
export default {
  packageManager: 'npm',
  testRunner: 'jest',
  plugins: ['@stryker-mutator/jest-runner', './mutation/not-a-decision.mjs'],
  mutate: [
    'src/{rules,caller,agent,state}/**/*.ts',
    '!src/state/{urls,paths}.ts',
    // Their tests go through whole waits and weeks: they take too long for each change.
    '!src/rules/{opening-hours,waiting-document}.ts',
  ],
  ignoreStatic: true,
  ignorers: ['not-a-decision'],
  // The stories test the words.
  mutator: { excludedMutations: ['StringLiteral'] },
  jest: { projectType: 'custom', configFile: 'mutation/jest.config.cjs', enableFindRelatedTests: true },
  coverageAnalysis: 'perTest',
  ignorePatterns: ['/dist'],
  incremental: true,
  incrementalFile: 'dist/mutation/incremental.json',
  tempDirName: 'dist/mutation/sandbox',
  cleanTempDir: 'always',
  reporters: ['clear-text', 'progress-append-only', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'dist/mutation/report.json' },
  thresholds: { high: 95, low: 90, break: null },
  concurrency: 2,
  timeoutMS: 10_000,
};
