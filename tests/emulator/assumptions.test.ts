import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AssumptionName, assume, assumptions } from '../../emulator/platform/assumptions';

const names = Object.keys(assumptions) as AssumptionName[];

/** All tests of the local Twilio, as text. */
const tests = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(__dirname, file), 'utf8'))
  .join('\n');

describe('what Twilio’s documentation leaves open', () => {
  test.each(names)('%s is a question with different answers and a reason', (name) => {
    const { question, answers, because } = assumptions[name];
    expect(question).toMatch(/^[A-Z].*\?$/);
    expect(because).toMatch(/^[A-Z].*\.$/);
    expect(new Set(answers).size).toBe(answers.length);
    expect(answers.length).toBeGreaterThanOrEqual(2);
  });

  test.each(names)('%s is tried with each answer', (name) => {
    expect(tests).toContain(`answersTo('${name}')`);
  });

  test('the first answer is the default', () => {
    expect(assume()).toEqual(Object.fromEntries(names.map((name) => [name, assumptions[name].answers[0]])));
    expect(assume({ hangupInWait: 'leave' })).toEqual({ ...assume(), hangupInWait: 'leave' });
  });
});
