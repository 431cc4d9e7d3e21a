import { strandedCallers, unusedQueues } from '../../../account/doctor/checks/queues';
import type { Facts } from '../../../account/doctor/facts';
import { known } from '../../../account/doctor/read';
import { config } from '../../example-config';

const found = (name: string, waiting: number) => {
  const queues = known([{ sid: 'QU1', name, maxSize: 100, waiting }]);
  const facts = { queues, checkout: { config } } as unknown as Facts;
  return [...strandedCallers(facts), ...unusedQueues(facts)].length;
};

test.each([0, 2])(
  'the line of a workflow of TaskRouter is not taken for a leftover, with %d callers',
  (waiting) => {
    expect(found(`WW${'0'.repeat(32)}`, waiting)).toBe(0);
    expect(found('an-earlier-name', waiting)).toBe(1);
  },
);
