import { within } from '../../src/twilio/within';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const doneAfter = (millis: number) =>
  new Promise<string>((resolve) => setTimeout(() => resolve('done'), millis));

describe('work within a second', () => {
  test('comes to what it comes to if it is done in time', async () => {
    const work = within(1000, doneAfter(999));
    await jest.advanceTimersByTimeAsync(999);
    expect(await work).toBe('done');
  });

  test('is given up if it is not, with the time it had', async () => {
    const work = within(1000, doneAfter(1001));
    const outcome = expect(work).rejects.toThrow('No answer within 1000 ms');
    await jest.advanceTimersByTimeAsync(1000);
    await outcome;
  });

  test('fails as it fails', async () => {
    await expect(within(1000, Promise.reject(new Error('no luck')))).rejects.toThrow('no luck');
  });

  test('leaves no timer behind', async () => {
    await within(1000, Promise.resolve('done'));
    expect(jest.getTimerCount()).toBe(0);
  });
});
