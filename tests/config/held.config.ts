import type { QueuesConfig } from '../../src/config/queue-config';

// A separate name, so that the module is not bundled: what the test holds would be left behind.
const load = require;

/** Whatever config the test holds when a function is loaded. */
export default load(`${process.cwd()}/tests/config/held-config`).held.config as QueuesConfig;
