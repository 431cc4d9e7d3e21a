const { default: TestRunner } = require('jest-runner');

/** The names of the tests in each file, and how long it takes, known once it has run. */
const known = new Map();

/** Stryker asks for tests by a pattern of all their names, `(one)|(another)`, which takes seconds to match. */
const namesIn = (pattern) =>
  pattern
    .slice(1, -1)
    .split(')|(')
    .map((name) => name.replace(/\\(.)/gs, '$1'));

const patternOf = (names) =>
  `^(${names.map((name) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')})$`;

/**
 * Runs only files with a test that Stryker asks for, the quickest first, until one fails. Jest alone loads every file
 * that imports the changed one, and loading takes most of the time.
 */
module.exports = class CoveringTests extends TestRunner {
  async runTests(tests, watcher, options) {
    let hasFailed = false;
    this.on('test-file-success', ([{ path }, { testResults, numFailingTests, perfStats }]) => {
      const names = testResults.map(({ fullName }) => fullName);
      if (!known.has(path)) known.set(path, { names, millis: perfStats.runtime });
      hasFailed ||= numFailingTests > 0;
    });
    const { testNamePattern } = this._globalConfig;
    if (!testNamePattern) return super.runTests(tests, watcher, options);
    const askedFor = new Set(namesIn(testNamePattern));
    const millisOf = ({ path }) => known.get(path)?.millis ?? 0;
    for (const test of tests.toSorted((one, other) => millisOf(one) - millisOf(other))) {
      const names = (known.get(test.path)?.names ?? [...askedFor]).filter((name) => askedFor.has(name));
      if (hasFailed || names.length === 0) continue;
      this._globalConfig = { ...this._globalConfig, testNamePattern: patternOf(names) };
      await super.runTests([test], watcher, options);
    }
  }
};
