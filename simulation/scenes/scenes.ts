import { dialInScenes } from './dial-in-scenes';
import { rungScenes } from './rung-scenes';
import type { Scene } from './scene';

/** Every scene of the demo, in the order in which they are played. */
export const scenes: readonly Scene[] = [...dialInScenes, ...rungScenes];
