import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

interface Day {
  readonly ended: { readonly completed: number; readonly canceled: number };
  readonly left: { readonly tasks: number; readonly reservations: number };
  readonly millisOfTenths: readonly number[];
  readonly cpuMillis: number;
}

/** The goal is a minute, and a machine half as fast is not a defect. */
const mostMillis = 120_000;

const inSeconds = (millis: number) => (millis / 1000).toFixed(1);

test('a day of 10,000 calls with 500 workers leaves nothing behind, and its last tenth costs no more than its first', () => {
  const program = join(__dirname, 'whole-day.ts');
  const printed = execFileSync(process.execPath, ['--import', 'tsx', program], { encoding: 'utf8' });
  const { ended, left, millisOfTenths, cpuMillis } = JSON.parse(printed) as Day;
  process.stdout.write(
    `A day of 10,000 calls: ${inSeconds(cpuMillis)} s of processor time, by tenths ${millisOfTenths.map(inSeconds).join(', ')}\n`,
  );
  expect(ended).toEqual({ completed: 10_000, canceled: 0 });
  expect(left).toEqual({ tasks: 0, reservations: 0 });
  expect(cpuMillis).toBeLessThan(mostMillis);
  const [, second = 0] = millisOfTenths;
  expect(millisOfTenths.at(-1)).toBeLessThan(second * 1.5);
}, 600_000);
