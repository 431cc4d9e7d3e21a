const { TestEnvironment } = require('jest-environment-node');

/** Skips the rest of a file once a test has failed: the change is noticed. */
module.exports = class UntilOneFails extends TestEnvironment {
  hasFailed = false;

  handleTestEvent({ name, test }) {
    if (name === 'test_done' && test.errors.length > 0) this.hasFailed = true;
    if (name === 'test_start' && this.hasFailed) test.mode = 'skip';
  }
};
