import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  assumeOfTaskRouter,
  type TaskRouterAssumptionName,
  taskRouterAssumptions,
} from '../../../emulator/platform/task-router-assumptions';

const names = Object.keys(taskRouterAssumptions) as TaskRouterAssumptionName[];

const tests = readdirSync(__dirname)
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(__dirname, file), 'utf8'))
  .join('\n');

describe('what Twilio’s documentation leaves open about TaskRouter', () => {
  test.each(names)('%s is a question with two different answers and a reason', (name) => {
    const { question, answers, because } = taskRouterAssumptions[name];
    expect(question).toMatch(/^[A-Z].*\?$/);
    expect(because).toMatch(/^[A-Z].*\.$/);
    expect(new Set(answers).size).toBe(2);
  });

  test.each(names)('%s is tried with both answers', (name) => {
    expect(tests).toContain(`answersTo('${name}')`);
  });

  test('the first answer is the default', () => {
    expect(assumeOfTaskRouter({ nullOrder: 'true' })).toEqual({ ...assumeOfTaskRouter(), nullOrder: 'true' });
    expect(assumeOfTaskRouter().nullOrder).toBe('false');
  });
});
