import fc from 'fast-check';
import {
  decideWaiting,
  readWaitingCaller,
  sayMusic,
  sayWaiting,
  type WaitingCaller,
  waitingLogged,
} from '../../src/caller/waiting';
import type { Announcements, Queue } from '../../src/config/queue-config';
import {
  again,
  callerState,
  closingNow,
  document,
  domain,
  later,
  now,
  nowSeconds,
  queue,
  said,
  webhookRequest,
} from '../example-config';

const caller = (changes: Partial<WaitingCaller> = {}): WaitingCaller => ({
  call: 'CA1',
  state: callerState(),
  queueTimeSeconds: 0,
  secondsWaited: 0,
  position: 1,
  ...changes,
});

/** What a caller of the queue hears before the music, with some of the queue changed. */
const announced = (queueChanges: Partial<Queue>, changes: Partial<WaitingCaller> = {}) => {
  const waiting = caller({ state: callerState({ queue: queue('support', queueChanges) }), ...changes });
  const step = decideWaiting(waiting, now);
  return step.kind === 'wait' ? step.announcement : step.kind;
};

const offer = 'To leave, press star.';

describe('what Twilio tells of a waiting caller', () => {
  const read = (given: Record<string, unknown>) => {
    const request = webhookRequest({ queue: 'support', QueueTime: '60', QueuePosition: '2', ...given });
    return { ...readWaitingCaller(request), issues: request.parameters.issues };
  };

  test('is how long the wait has lasted, and the place in line', () => {
    expect(read({ joined: String(nowSeconds - 60) })).toEqual({
      ...caller({
        state: callerState({ joinedAt: nowSeconds - 60 }),
        queueTimeSeconds: 60,
        secondsWaited: 60,
        position: 2,
      }),
      issues: [],
    });
  });

  test.each<[string, Record<string, unknown>, number, number, string[]]>([
    ['adds to what was waited before, for a caller who came back in line', { waited: '300' }, 60, 360, []],
    [
      'is made up for by the ticket when QueueTime is missing',
      { QueueTime: undefined, joined: String(nowSeconds - 90) },
      90,
      90,
      ['QueueTime: missing'],
    ],
    [
      'is made up for by the ticket when QueueTime is absurd',
      { QueueTime: '-1', joined: String(nowSeconds - 90), waited: '10' },
      90,
      100,
      ['QueueTime: not a whole number'],
    ],
    [
      'is nought when the ticket begins only in a moment, and QueueTime is missing',
      { QueueTime: undefined, joined: String(nowSeconds + 2) },
      0,
      0,
      ['QueueTime: missing'],
    ],
    ['is nought with neither ticket nor QueueTime', { QueueTime: undefined }, 0, 0, ['QueueTime: missing']],
    ['may be all the seconds of a day', { QueueTime: '86400' }, 86_400, 86_400, []],
    ['is no more than that', { QueueTime: '86401' }, 0, 0, ['QueueTime: too large']],
  ])('%s', (_sentence, given, queueTimeSeconds, secondsWaited, issues) => {
    expect(read(given)).toMatchObject({ queueTimeSeconds, secondsWaited, issues });
  });

  test.each<[string, unknown, number | undefined, string[]]>([
    ['is read', '7', 7, []],
    ['may be the last of the longest line', '5000', 5000, []],
    ['is unknown beyond that', '5001', undefined, ['QueuePosition: too large']],
    ['is unknown when it is nought', '0', undefined, ['QueuePosition: not from 1 up']],
    ['is unknown when it is missing', undefined, undefined, ['QueuePosition: missing']],
    ['is unknown when it is a word', 'first', undefined, ['QueuePosition: not a whole number']],
  ])('the place in line %s', (_sentence, QueuePosition, position, issues) => {
    expect(read({ QueuePosition })).toMatchObject({ position, issues });
  });
});

describe('a waiting caller', () => {
  test.each([
    ['next in line', 1, 'You are next in line.'],
    ['second in line', 2, 'One caller is ahead of you.'],
    ['third in line', 3, 'Two callers are ahead of you.'],
    ['far back in line', 42, '41 callers are ahead of you.'],
    ['somewhere in line', undefined, 'You are still in line.'],
  ])('%s hears so, and how to leave', (_place, position, words) => {
    expect(announced({}, { position })).toEqual([words, offer]);
  });

  test('hears the words of the queue instead of the language’s, where it has its own', () => {
    const ofSales = callerState({ queue: queue('sales') });
    const offer = 'To leave, press nine.';
    expect(announced({}, { state: ofSales, position: undefined })).toEqual([
      'Sales will be with you.',
      offer,
    ]);
    expect(announced({}, { state: ofSales, position: 1 })).toEqual(['You are next in line.', offer]);
  });

  test.each<[string, Partial<WaitingCaller>, 'wait' | 'leave']>([
    ['stays one second before the longest wait', { queueTimeSeconds: 1799, secondsWaited: 1799 }, 'wait'],
    ['leaves at the longest wait', { queueTimeSeconds: 1800, secondsWaited: 1800 }, 'leave'],
    ['leaves after it', { queueTimeSeconds: 9999, secondsWaited: 9999 }, 'leave'],
    ['stays while the waits before and after a lost agent are short enough', { secondsWaited: 1799 }, 'wait'],
    ['leaves when the waits before and after a lost agent are long enough', { secondsWaited: 1800 }, 'leave'],
  ])('%s', (_sentence, waited, kind) => {
    expect(decideWaiting(caller(waited), now).kind).toBe(kind);
  });

  test.each([
    [0, 'a.wav'],
    [49, 'a.wav'],
    [50, 'b.wav'],
    [100, 'c.wav'],
    [150, 'a.wav'],
  ])('hears, after %d s of this stay, %s', (queueTimeSeconds, file) => {
    expect(decideWaiting(caller({ queueTimeSeconds, secondsWaited: 1000 }), now)).toMatchObject({
      piece: { file },
    });
  });

  test('hears news, the way out and music in one, and one key is heard at any moment of it', () => {
    const step = decideWaiting(caller({ position: 2 }), now);
    expect(sayWaiting(step, callerState(), domain).toString()).toBe(
      document(`
        <Response>
          <Gather action="/wait/key?queue=support&amp;joined=1767625200${again}"
            finishOnKey="" input="dtmf" numDigits="1" timeout="1">
            ${said('One caller is ahead of you. To leave, press star.')}
            <Play>https://call-queue-1234.twil.io/hold-music/a.wav</Play>
          </Gather>
        </Response>`),
    );
  });

  test('whose wait is over is taken out of line without a word', () => {
    expect(sayWaiting({ kind: 'leave' }, callerState(), domain).toString()).toBe(
      document('<Response><Leave/></Response>'),
    );
  });

  test('hears music if our code fails, and a key is heard still', () => {
    expect(sayMusic(callerState(), domain).toString()).toBe(
      document(`
        <Response>
          <Gather action="/wait/key?queue=support&amp;joined=1767625200${again}"
            finishOnKey="" input="dtmf" numDigits="1" timeout="1">
            <Play>https://call-queue-1234.twil.io/hold-music/a.wav</Play>
          </Gather>
        </Response>`),
    );
  });

  test('always hears music or leaves, and at the latest when the limit is reached, whatever Twilio tells', () => {
    const words = fc.option(fc.oneof(fc.nat().map(String), fc.string()), { nil: undefined });
    const requests = fc.record({ QueueTime: words, QueuePosition: words, joined: words, waited: words });
    fc.assert(
      fc.property(requests, (given) => {
        const read = readWaitingCaller(webhookRequest(given));
        const xml = sayWaiting(decideWaiting(read, now), read.state, domain).toString();
        expect(xml).toMatch(read.secondsWaited >= 1800 ? /<Leave\/>/ : /<Play>https:.*<\/Play><\/Gather>/);
      }),
    );
  });
});

describe('a caller who waits while the queue closes', () => {
  const decide = (atClosing: 'run-closed-plan' | 'keep-waiting', seconds: number) => {
    const closing = queue('support', { openingHours: closingNow({ atClosing }) });
    return decideWaiting(caller({ state: callerState({ queue: closing }) }), later(seconds)).kind;
  };

  test('is sent away when it does, and not a second before', () => {
    expect([decide('run-closed-plan', -1), decide('run-closed-plan', 0)]).toEqual(['wait', 'leave']);
  });

  test('waits on, if who waits is served', () => {
    expect([decide('keep-waiting', -1), decide('keep-waiting', 0)]).toEqual(['wait', 'wait']);
  });
});

describe('a caller who waits in a queue with a priority lane', () => {
  const changes: Partial<Queue> = { priority: { normalLaneFirstAfterSeconds: 300 } };
  const inLane = (lane: 'normal' | 'priority', position: number) =>
    announced(changes, { position, state: callerState({ lane, queue: queue('support', changes) }) });

  test.each([
    ['the place in the priority lane, where it is true', 'priority', 3, 'Two callers are ahead of you.'],
    ['to be next in the priority lane', 'priority', 1, 'You are next in line.'],
    ['no place in the normal lane, where others may come first', 'normal', 3, 'You are still in line.'],
    ['no place at the front of the normal lane either', 'normal', 1, 'You are still in line.'],
  ] as const)('hears %s', (_what, lane, position, words) => {
    expect(inLane(lane, position)).toEqual([words, offer]);
  });
});

describe('a caller who waits in a queue with messages', () => {
  const announcements: Announcements = {
    firstInLineEverySeconds: 120,
    messages: [
      { say: ['Find us on the web.', 'Have your number at hand.'], startSeconds: 40, everySeconds: 100 },
      { say: ['We are glad you called.'], startSeconds: 100, everySeconds: 200 },
    ],
  };
  const second = 'One caller is ahead of you.';

  // The pieces last 50, 60 and 70 s, with five seconds of news in each round.
  test.each<[number, string[]]>([
    [0, [second, offer]],
    [56, [second, 'Find us on the web.', offer]],
    [122, [second, 'We are glad you called.', offer]],
    [198, [second, 'Have your number at hand.', offer]],
    [254, [second, 'Find us on the web.', offer]],
  ])('hears, %d s into the wait, the news and then each that is due: %j', (queueTimeSeconds, words) => {
    const changes = { queueTimeSeconds, secondsWaited: queueTimeSeconds, position: 2 };
    expect(announced({ announcements }, changes)).toEqual(words);
  });

  test('hears the next ones after being sent on to another queue, and none of those before again', () => {
    const moved = callerState({
      queue: queue('support', { announcements }),
      secondsWaitedBefore: 130,
      moves: 1,
    });
    const words = [0, 56, 122].map((queueTimeSeconds) => {
      const step = decideWaiting(caller({ state: moved, queueTimeSeconds, position: 2 }), now);
      return step.kind === 'wait' && step.announcement;
    });
    expect(words).toEqual([
      [second, offer],
      [second, 'Have your number at hand.', offer],
      [second, offer],
    ]);
  });

  // Twice a minute past the slots of 50 s: told at 0 s and at 120 s, first in line all the time.
  test('and is first in line hears of the place only now and then, and nothing at all where nothing is due', () => {
    const rounds = [0, 55, 120, 195].map((queueTimeSeconds) =>
      announced({ announcements: { firstInLineEverySeconds: 120 } }, { queueTimeSeconds, position: 1 }),
    );
    const next = ['You are next in line.', offer];
    expect(rounds.filter((words) => words.length > 0)).toEqual([next, next]);
    expect(rounds[1]).toEqual([]);
  });

  test('hears music alone where there is nothing to say', () => {
    const step = { kind: 'wait', announcement: [], piece: { file: 'b.wav', seconds: 60 } } as const;
    expect(sayWaiting(step, callerState(), domain).toString()).toMatch(
      /<Gather [^>]*><Play>[^<]*b\.wav<\/Play><\/Gather>/,
    );
  });
});

describe('the log of a wait', () => {
  test('tells each announcement, with a place that may be unknown', () => {
    const waited = caller({ position: undefined, secondsWaited: 65 });
    expect(waitingLogged(decideWaiting(waited, now), waited)).toEqual({
      event: 'announced',
      call: 'CA1',
      queue: 'support',
      position: null,
      secondsWaited: 65,
    });
  });

  test('tells when it is over', () => {
    const waited = caller({ secondsWaited: 1810 });
    expect(waitingLogged({ kind: 'leave' }, waited)).toEqual({
      event: 'leaving',
      call: 'CA1',
      queue: 'support',
      secondsWaited: 1810,
    });
  });
});
