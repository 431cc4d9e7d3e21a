import { inWords } from '../../src/config/errors/config-problem';
import { messageTurnErrors } from '../../src/config/errors/message-turns';
import type { HoldMusicPiece, PeriodicMessage } from '../../src/config/queue-config';
import { queue } from '../example-config';

const pieces = (...seconds: readonly number[]): HoldMusicPiece[] =>
  seconds.map((length, index) => ({ file: `${index}.wav`, seconds: length }));

const faults = (messages: readonly PeriodicMessage[], holdMusic = pieces(48.5, 58.6, 83.7)) =>
  messageTurnErrors(
    'queues.support.announcements.messages',
    queue('support', { holdMusic, announcements: { firstInLineEverySeconds: 120, messages } }),
  ).map(inWords);

const list = (everySeconds: number, changes: Partial<PeriodicMessage> = {}): PeriodicMessage => ({
  say: ['Find us on the web.', 'Have your number at hand.'],
  startSeconds: 60,
  everySeconds,
  ...changes,
});

test.each([120, 150, 180, 300, 600])('texts in turn every %d s can be kept with the stock music', (every) => {
  expect(faults([list(every)])).toEqual([]);
});

test.each([30, 60, 90])(
  'texts in turn every %d s are refused with the stock music, with a cadence that can be kept',
  (every) => {
    const [fault = ''] = faults([list(every)]);
    expect(fault).toContain(
      `queues.support.announcements.messages[0].everySeconds: texts every ${every} seconds cannot be heard in turn`,
    );
    const repair = Number(/Write (\d+) or more/.exec(fault)?.[1]);
    expect(repair).toBeGreaterThan(90);
    expect(repair).toBeLessThan(130);
    expect(faults([list(repair)])).toEqual([]);
  },
);

test('a single text may come as often as every 30 s, alone or beside others', () => {
  const single = list(30, { say: ['Thank you for waiting.'] });
  expect([...faults([single]), ...faults([list(150), single])]).toEqual([]);
});

test('the list that is too fast is named, wherever it is', () => {
  expect(faults([list(180), list(60)])).toEqual([
    expect.stringMatching(/^\S+\[1\]\.everySeconds: texts every 60 seconds/),
  ]);
});

test('longer pieces need longer cadences', () => {
  const music = pieces(180, 180, 180);
  expect(faults([list(180)], music)).toEqual([expect.stringContaining('takes up to 190 seconds')]);
  expect(faults([list(240)], music)).toEqual([]);
});

test('messages in a queue without any, or none at all, are not a fault', () => {
  expect(faults([])).toEqual([]);
});
