const { default: TestRunner } = require('jest-runner');

/** The names of the tests in each file, known once it has run. */
const namesIn = new Map();

/**
 * Runs only files with a test that Stryker asks for, until one fails. Jest alone loads every file that imports the
 * changed one, and loading takes most of the time.
 */
module.exports = class CoveringTests extends TestRunner {
  async runTests(tests, watcher, options) {
    const { testNamePattern } = this._globalConfig;
    const isAskedFor = (name) => new RegExp(testNamePattern ?? '', 'i').test(name);
    let hasFailed = false;
    this.on('test-file-success', ([{ path }, { testResults, numFailingTests }]) => {
      namesIn.set(
        path,
        testResults.map(({ fullName }) => fullName),
      );
      hasFailed ||= numFailingTests > 0;
    });
    for (const test of tests) {
      if (testNamePattern && hasFailed) return;
      if (namesIn.get(test.path)?.some(isAskedFor) ?? true) await super.runTests([test], watcher, options);
    }
  }
};
