import { buildComplaint } from '../../build/build-complaint';

const loader = `    at failureErrorWithLog (/shop/node_modules/esbuild/lib/main.js:1752:15)
    at Pipe.onStreamRead (node:internal/stream_base_commons:191:23)`;

describe('a failed build reports the error', () => {
  it.each([
    [
      'of a config that cannot be parsed',
      `node:internal/modules/run_main:123
    triggerUncaughtException(
    ^

Error: Transform failed with 1 error:
/shop/queues.config.ts:8:29: ERROR: Expected identifier but found "{"
${loader} {
  name: 'TransformError'
}

Node.js v20.20.2
`,
      'Error: Transform failed with 1 error:\nqueues.config.ts:8:29: ERROR: Expected identifier but found "{"',
    ],
    [
      'of a config that breaks, with its place',
      `/shop/queues.config.ts:1
ReferenceError: opening is not defined
    at Object.<anonymous> (/shop/queues.config.ts:9:21)
${loader}

Node.js v20.20.2`,
      'ReferenceError: opening is not defined\n    at Object.<anonymous> (queues.config.ts:9:21)',
    ],
    [
      'of a config with faults, as it is',
      'queues.config.ts cannot be built:\n  support: maxCallers is 0. Write a number from 1.\n',
      'queues.config.ts cannot be built:\n  support: maxCallers is 0. Write a number from 1.',
    ],
  ])('%s', (_, printed, complaint) => {
    expect(buildComplaint(printed, '/shop')).toBe(complaint);
  });
});
