import type { QueuesConfig } from '../../src/config/queue-config';

/** The config with which functions run that were bundled with `held.config.ts`: a test changes it between two runs. */
export const held: { config?: QueuesConfig } = {};
