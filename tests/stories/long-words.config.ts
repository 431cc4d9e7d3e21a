import { defineQueues } from '../../src/config/queue-config';
import everything from './everything.config';
import { plans } from './usual-queue';

/** So many characters of words, as a business may have them read to callers. */
const words = (length: number) => 'All our lines are open. '.repeat(Math.ceil(length / 24)).slice(0, length);

/** A business with long words for its callers before they are in line. */
export default defineQueues({
  ...everything,
  menus: {},
  agents: [{ id: 'ana', queues: ['support', 'second'], number: '+15550990001' }],
  queues: {
    support: {
      ...everything.queues.sales,
      numbers: ['+15550200002'],
      greeting: words(600),
      plans: {
        ...plans,
        keyPressed: [{ play: 'hold-music/porch-light.v1.wav' }, { queue: 'second' }],
      },
    },
    second: { ...everything.queues.sales, numbers: ['+15550200001'], greeting: words(70), plans },
  },
});
