const shared = {
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': 'ts-jest' },
  // Jest makes every look-up of a global slow, and rendering music asks for Math millions of times.
  sandboxInjectedGlobals: ['Math'],
};

/** `npm test` runs the fast project; `npm run test:all` also what starts real processes. */
module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'fast',
      testMatch: ['<rootDir>/tests/**/*.test.ts'],
      testPathIgnorePatterns: ['\\.slow\\.test\\.ts$'],
    },
    { ...shared, displayName: 'slow', testMatch: ['<rootDir>/tests/**/*.slow.test.ts'] },
  ],
};
