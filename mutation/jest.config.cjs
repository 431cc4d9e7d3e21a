const [fast] = require('../jest.config.js').projects;

/** The tests that load rules and decisions themselves; stories run the built functions, in which nothing is mutated. */
module.exports = {
  ...fast,
  rootDir: '..',
  testEnvironment: require.resolve('./until-one-fails.cjs'),
  runner: '<rootDir>/mutation/covering-tests.cjs',
  testMatch: [
    '<rootDir>/tests/{rules,caller,agent,state}/**/*.test.ts',
    '<rootDir>/tests/config/message-turns.test.ts',
  ],
};
