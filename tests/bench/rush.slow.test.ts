import { closeLongLine, WaitingCrowd } from '../../bench/waiting-crowd';

afterAll(() => closeLongLine());

/** How many call within how many seconds, with answers of this many milliseconds. */
const rushes: [callers: number, withinSeconds: number, answerMillis: number][] = [
  [500, 10, 300],
  [100, 10, 1500],
];

test.each(rushes)(
  'of %i callers within %i s, at %i ms an answer, nobody is lost, and everybody is in line within a minute and a half',
  async (callers, withinSeconds, answerMillis) => {
    const crowd = await WaitingCrowd.open(answerMillis);
    for (let index = 0; index < callers; index += 1) crowd.callAfter((index * withinSeconds) / callers);
    await crowd.seconds(100);
    expect([crowd.isRefused, crowd.lostCallers, crowd.waiting]).toEqual([true, 0, callers]);
  },
  180_000,
);
