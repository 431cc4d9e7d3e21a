const { availableParallelism } = require('node:os');

const shared = {
  testEnvironment: '<rootDir>/tests/environment.ts',
  transform: { '^.+\\.ts$': 'ts-jest' },
  // Jest makes every look-up of a global slow, and rendering music asks for Math millions of times.
  sandboxInjectedGlobals: ['Math'],
};

/** What runs in one process. */
const inProcess = {
  ...shared,
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
};

/**
 * `npm test` runs the fast project, and `npm run test:all` the others: the same tests with more random cases and every
 * combination of answers, then what starts real processes, and each story under each answer that Twilio may give.
 */
module.exports = {
  // One more than there are processors, because a file that waits for a process or a timer leaves its own idle.
  maxWorkers: availableParallelism() + 1,
  // A story runs once for each answer that Twilio may give, on a machine that may be slow.
  testTimeout: 600_000,
  projects: [
    {
      ...inProcess,
      displayName: 'fast',
      testPathIgnorePatterns: ['\\.(slow|thorough)\\.test\\.ts$'],
      globals: { storyRuntime: 'in-process', storyAnswers: null, thorough: false },
    },
    {
      ...inProcess,
      displayName: 'thorough',
      testPathIgnorePatterns: ['\\.slow\\.test\\.ts$'],
      globals: { storyRuntime: 'in-process', storyAnswers: null, thorough: true },
    },
    {
      ...shared,
      displayName: 'slow',
      // The stories of callers and agents once more, through the real twilio-run.
      globals: { storyRuntime: 'twilio-run', storyAnswers: null, thorough: true },
      testMatch: [
        '<rootDir>/tests/**/*.slow.test.ts',
        '<rootDir>/tests/stories/{a-caller-waits,an-agent-answers}.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'answers',
      globals: { storyRuntime: 'in-process', storyAnswers: null, thorough: false },
      testEnvironment: '<rootDir>/tests/stories/each-answer.ts',
      testMatch: ['<rootDir>/tests/stories/*.test.ts'],
      // Each of these draws or lists the answers itself, or is a whole day of calls.
      testPathIgnorePatterns: [
        '/(agents-are-rung|one-outcome|rung-orders\\.thorough|served-or-lost)\\.test\\.ts$',
      ],
    },
  ],
};
