const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': 'ts-jest' },
  // Jest makes every look-up of a global slow, and rendering music asks for Math millions of times.
  sandboxInjectedGlobals: ['Math'],
};

/** `npm test` runs the fast project; `npm run test:all` also what starts real processes. */
module.exports = {
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'fast',
      globals: { storyRuntime: 'in-process' },
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.slow\\.test\\.ts$'],
    },
    {
      ...shared,
      displayName: 'slow',
      // The stories of callers and agents once more, through the real twilio-run.
      globals: { storyRuntime: 'twilio-run' },
      testMatch: [
        '<rootDir>/tests/**/*.slow.test.ts',
        '<rootDir>/tests/stories/{a-caller-waits,an-agent-answers}.test.ts',
      ],
    },
  ],
};
