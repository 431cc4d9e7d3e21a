const { default: TestRunner } = require('jest-runner');

/** The names of the tests in each file, and how long it takes, known once it has run. */
const known = new Map();

/**
 * Runs only files with a test that Stryker asks for, the quickest first, until one fails. Jest alone loads every file
 * that imports the changed one, and loading takes most of the time.
 */
module.exports = class CoveringTests extends TestRunner {
  async runTests(tests, watcher, options) {
    const { testNamePattern } = this._globalConfig;
    const isAskedFor = (name) => new RegExp(testNamePattern ?? '', 'i').test(name);
    let hasFailed = false;
    this.on('test-file-success', ([{ path }, { testResults, numFailingTests, perfStats }]) => {
      const names = testResults.map(({ fullName }) => fullName);
      if (!known.has(path)) known.set(path, { names, millis: perfStats.runtime });
      hasFailed ||= numFailingTests > 0;
    });
    const millisOf = ({ path }) => known.get(path)?.millis ?? 0;
    for (const test of tests.toSorted((one, other) => millisOf(one) - millisOf(other))) {
      if (testNamePattern && hasFailed) return;
      const names = known.get(test.path)?.names;
      if (names?.some(isAskedFor) ?? true) await super.runTests([test], watcher, options);
    }
  }
};
