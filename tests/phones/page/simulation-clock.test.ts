import { SimulationClock } from '../../../phones/page/simulation-clock';

const start = '2026-01-05T15:00:00.000Z';

function clockAt(speed = 1) {
  const machine = { millis: 0 };
  const clock = new SimulationClock(() => machine.millis);
  clock.reset(start, speed);
  const secondsShown = () => (clock.now() - Date.parse(start)) / 1000;
  return { machine, clock, secondsShown };
}

const later = (seconds: number) => new Date(Date.parse(start) + seconds * 1000).toISOString();

describe('the clock on the page', () => {
  test('runs on between messages from the server, at the simulation’s speed', () => {
    const { machine, secondsShown } = clockAt(20);
    machine.millis = 500;
    expect(secondsShown()).toBe(10);
  });

  test('stops when the server has sent nothing for three seconds', () => {
    const { machine, secondsShown } = clockAt();
    machine.millis = 60_000;
    expect(secondsShown()).toBe(3);
  });

  test('does not go back by small amounts', () => {
    const { machine, clock, secondsShown } = clockAt();
    machine.millis = 1000;
    expect(secondsShown()).toBe(1);
    clock.set(later(0.9));
    expect(secondsShown()).toBe(1);
    machine.millis = 1200;
    expect(secondsShown()).toBeCloseTo(1.1);
  });

  test('follows a jump', () => {
    const { clock, secondsShown } = clockAt();
    clock.set(later(60));
    expect(secondsShown()).toBe(60);
  });

  test('goes back to the time of another simulation', () => {
    const { clock, secondsShown } = clockAt();
    clock.set(later(60));
    clock.now();
    clock.reset(start, 1);
    expect(secondsShown()).toBe(0);
  });
});
