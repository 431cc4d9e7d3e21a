const [fast] = require('../jest.config.js').projects;

/** The tests that load rules and decisions themselves; stories run the built functions, in which nothing is mutated. */
module.exports = {
  ...fast,
  rootDir: '..',
  testEnvironment: 'node',
  runner: '<rootDir>/mutation/covering-tests.cjs',
  testMatch: [
    '<rootDir>/tests/{rules,caller,agent,state,voicemail}/**/*.test.ts',
    '<rootDir>/tests/config/message-turns.test.ts',
  ],
};
