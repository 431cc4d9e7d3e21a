import fc from 'fast-check';
import { sayMusic, sayWaiting } from '../../src/caller/say-waiting';
import { readWaitingCaller, waitingEndpoint, waitingLogged } from '../../src/caller/waiting';
import { decideWaiting, type WaitingCaller, type WaitingStep } from '../../src/caller/waiting-step';
import type { Announcements, Queue } from '../../src/config/queue-config';
import { listName } from '../../src/rules/message-turns';
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
  queueSize: undefined,
  ...changes,
});

const partsOf = (step: WaitingStep) => (step.kind === 'wait' ? step.parts : []);
const filesOf = (step: WaitingStep) =>
  partsOf(step).map(({ sound }) => (sound.kind === 'piece' ? sound.piece.file : sound.say));

/** What a caller of the queue hears before the music, with some of the queue changed. */
const announced = (queueChanges: Partial<Queue>, changes: Partial<WaitingCaller> = {}) => {
  const waiting = caller({ state: callerState({ queue: queue('support', queueChanges) }), ...changes });
  const step = decideWaiting(waiting, now);
  return partsOf(step)[0]?.announcement;
};

const offer = 'To leave, press star.';

describe('what Twilio sends about a waiting caller', () => {
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
      'is 0 when the ticket begins only in a moment, and QueueTime is missing',
      { QueueTime: undefined, joined: String(nowSeconds + 2) },
      0,
      0,
      ['QueueTime: missing'],
    ],
    ['is 0 without a ticket or a QueueTime', { QueueTime: undefined }, 0, 0, ['QueueTime: missing']],
    ['may be all the seconds of a day', { QueueTime: '86400' }, 86_400, 86_400, []],
    ['is no more than that', { QueueTime: '86401' }, 0, 0, ['QueueTime: too large']],
  ])('%s', (_sentence, given, queueTimeSeconds, secondsWaited, issues) => {
    expect(read(given)).toMatchObject({ queueTimeSeconds, secondsWaited, issues });
  });

  test.each<[string, unknown, number | undefined, string[]]>([
    ['is read', '7', 7, []],
    ['may be the last of the longest line', '5000', 5000, []],
    ['is unknown beyond that', '5001', undefined, ['QueuePosition: too large']],
    ['is unknown when it is 0', '0', undefined, ['QueuePosition: not from 1 up']],
    ['is unknown when it is missing', undefined, undefined, ['QueuePosition: missing']],
    ['is unknown when it is a word', 'first', undefined, ['QueuePosition: not a whole number']],
  ])('the place in line %s', (_sentence, QueuePosition, position, issues) => {
    expect(read({ QueuePosition })).toMatchObject({ position, issues });
  });
});

describe('the place of a caller whose agents are rung', () => {
  const isSaid = (changes: Partial<Queue>, state: object = {}) => {
    const inLine = callerState({ queue: queue('support', { ringing: {}, ...changes }), ...state });
    const [part] = partsOf(decideWaiting(caller({ state: inLine, position: 2 }), now));
    return part?.announcement.startsWith('One caller is ahead of you.');
  };

  test.each<[string, Partial<Queue>, object, boolean]>([
    ['is said', {}, {}, true],
    ['is said if all agents are rung from the start', { ringing: { escalateAfterSeconds: [] } }, {}, true],
    ['is not said if other agents are rung later', { ringing: { escalateAfterSeconds: [45] } }, {}, false],
    ['is not said after coming back in line', {}, { returns: 1 }, false],
    ['is not said next to a priority lane', { priority: { normalLaneFirstAfterSeconds: 300 } }, {}, false],
    [
      'is not said in the priority lane',
      { priority: { normalLaneFirstAfterSeconds: 300 } },
      { lane: 'priority' },
      false,
    ],
  ])('%s', (_sentence, changes, state, expected) => {
    expect(isSaid(changes, state)).toBe(expected);
  });
});

test.each([
  [19, true],
  [20, false],
])(
  'a caller far back in a growing line hears more at first: after %d s: %p',
  (queueTimeSeconds, hearsMore) => {
    const waiting = caller({ queueTimeSeconds, position: 300, queueSize: 300 });
    expect(partsOf(decideWaiting(waiting, now)).length > 1).toBe(hearsMore);
  },
);

describe('a waiting caller', () => {
  test.each([
    ['next in line', 1, 'You are next in line.'],
    ['second in line', 2, 'One caller is ahead of you.'],
    ['third in line', 3, 'Two callers are ahead of you.'],
    ['far back in line', 42, '41 callers are ahead of you.'],
    ['somewhere in line', undefined, 'You are still in line.'],
  ])('%s hears so, and how to leave', (_place, position, words) => {
    expect(announced({}, { position })).toBe(`${words} ${offer}`);
  });

  test('hears the words of the queue instead of the language’s, where it has its own', () => {
    const ofSales = callerState({ queue: queue('sales') });
    const offer = 'To leave, press nine.';
    expect(announced({}, { state: ofSales, position: undefined })).toBe(`Sales will be with you. ${offer}`);
    expect(announced({}, { state: ofSales, position: 1 })).toBe(`You are next in line. ${offer}`);
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
    expect(filesOf(decideWaiting(caller({ queueTimeSeconds, secondsWaited: 1000 }), now))).toEqual([file]);
  });

  test('hears announcements, the way out and music together, and can press a key at any moment', () => {
    const step = decideWaiting(caller({ position: 2 }), now);
    expect(sayWaiting(step, caller({ position: 2 }), { domain, now }).toString()).toBe(
      document(`
        <Response>
          <Gather action="/wait/key?queue=support&amp;joined=1767625200&amp;told=0&amp;piece=0&amp;second=0&amp;asked=1767625200${again}"
            finishOnKey="" input="dtmf" numDigits="1" timeout="1">
            ${said('One caller is ahead of you. To leave, press star.')}
            <Play>https://call-queue-1234.twil.io/hold-music/a.wav</Play>
          </Gather>
        </Response>`),
    );
  });

  test('whose wait is over is taken out of line without a word', () => {
    expect(sayWaiting({ kind: 'leave' }, caller(), { domain, now }).toString()).toBe(
      document('<Response><Leave/></Response>'),
    );
  });

  test('hears music if our code fails, and can still press a key', () => {
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

  test('always hears music or leaves, and at the latest when the limit is reached, no matter what Twilio sends', () => {
    const words = fc.option(fc.oneof(fc.nat().map(String), fc.string()), { nil: undefined });
    const requests = fc.record({ QueueTime: words, QueuePosition: words, joined: words, waited: words });
    fc.assert(
      fc.property(requests, (given) => {
        const read = readWaitingCaller(webhookRequest(given));
        const xml = sayWaiting(decideWaiting(read, now), read, { domain, now }).toString();
        expect(xml).toMatch(read.secondsWaited >= 1800 ? /<Leave\/>/ : /<Play>https:.*<\/Play><\/Gather>/);
      }),
    );
  });
});

describe('a waiting caller when the queue closes', () => {
  const decide = (atClosing: 'run-closed-plan' | 'keep-waiting', seconds: number) => {
    const closing = queue('support', { openingHours: closingNow({ atClosing }) });
    return decideWaiting(caller({ state: callerState({ queue: closing }) }), later(seconds)).kind;
  };

  test('is sent away when it does, and not a second before', () => {
    expect([decide('run-closed-plan', -1), decide('run-closed-plan', 0)]).toEqual(['wait', 'leave']);
  });

  test('waits on, if waiting callers are still served', () => {
    expect([decide('keep-waiting', -1), decide('keep-waiting', 0)]).toEqual(['wait', 'wait']);
  });
});

describe('a caller waiting in a queue with a priority lane', () => {
  const changes: Partial<Queue> = { priority: { normalLaneFirstAfterSeconds: 300 } };
  const inLane = (lane: 'normal' | 'priority', position: number) =>
    announced(changes, { position, state: callerState({ lane, queue: queue('support', changes) }) });

  test.each([
    ['the place in the priority lane, where it is true', 'priority', 3, 'Two callers are ahead of you.'],
    ['to be next in the priority lane', 'priority', 1, 'You are next in line.'],
    ['no place in the normal lane, where others may come first', 'normal', 3, 'You are still in line.'],
    ['no place at the front of the normal lane either', 'normal', 1, 'You are still in line.'],
  ] as const)('hears %s', (_what, lane, position, words) => {
    expect(inLane(lane, position)).toBe(`${words} ${offer}`);
  });
});

describe('a caller waiting in a queue with messages', () => {
  const announcements: Announcements = {
    firstInLineEverySeconds: 120,
    messages: [
      { say: ['Find us on the web.', 'Have your number at hand.'], startSeconds: 0, everySeconds: 120 },
      { say: ['We are glad you called.'], startSeconds: 100, everySeconds: 200 },
    ],
  };
  const second = 'One caller is ahead of you.';
  const messages = ['Find us on the web.', 'Have your number at hand.', 'We are glad you called.'];

  /** Everything that is said in this many seconds to a caller whose words take as long as they do in the local Twilio. */
  const saidWithin = (seconds: number, changes: Partial<WaitingCaller> = {}) => {
    const words: string[] = [];
    for (let clock = 0; clock < seconds; ) {
      const queueTimeSeconds = Math.floor(clock);
      const at = { queueTimeSeconds, secondsWaited: queueTimeSeconds, position: 2, ...changes };
      const state = callerState({ queue: queue('support', { announcements }), ...changes.state });
      for (const { announcement, sound } of partsOf(decideWaiting(caller({ ...at, state }), now))) {
        words.push(announcement);
        clock += announcement.length / 15 + (sound.kind === 'piece' ? sound.piece.seconds : 0) + 1;
      }
    }
    return words;
  };
  const messagesWithin = (seconds: number) =>
    saidWithin(seconds).flatMap((words) => messages.filter((message) => words.includes(message)));

  test('hears the place in line, what is due, and how to leave', () => {
    expect(saidWithin(1)).toEqual([`${second} Find us on the web. ${offer}`]);
  });

  test('hears the texts of a list in turn, and each list by its own clock', () => {
    const heard = messagesWithin(600);
    const ofFirst = heard.filter((message) => message !== 'We are glad you called.');
    expect(ofFirst.length).toBeGreaterThanOrEqual(4);
    expect(ofFirst).toEqual(ofFirst.map((_, index) => messages[index % 2]));
    expect(heard.filter((message) => message === 'We are glad you called.').length).toBeGreaterThanOrEqual(2);
  });

  test('continues the list where an earlier queue entry ended', () => {
    const [first] = announcements.messages ?? [];
    const textsHeard = first ? { [listName(first)]: 1 } : {};
    const state = callerState({ queue: queue('support', { announcements }), textsHeard });
    const step = decideWaiting(caller({ state, position: 2 }), now);
    expect(partsOf(step)[0]?.announcement).toBe(`${second} Have your number at hand. ${offer}`);
  });

  // Twice a minute past the slots of 50 s: told at 0 s and at 120 s, first in line all the time.
  test('and is first in line hears of the place only now and then, and nothing at all where nothing is due', () => {
    const rounds = [0, 55, 120, 195].map((queueTimeSeconds) =>
      announced({ announcements: { firstInLineEverySeconds: 120 } }, { queueTimeSeconds, position: 1 }),
    );
    const next = `You are next in line. ${offer}`;
    expect(rounds.filter((words) => words !== '')).toEqual([next, next]);
    expect(rounds[1]).toBe('');
  });

  test('hears music alone where there is nothing to say', () => {
    const piece = { file: 'b.wav', seconds: 60 };
    const parts = [{ announcement: '', sound: { kind: 'piece', piece }, latestMomentPlayed: 0 }] as const;
    expect(sayWaiting({ kind: 'wait', parts }, caller(), { domain, now }).toString()).toMatch(
      /<Gather [^>]*><Play>[^<]*b\.wav<\/Play><\/Gather>/,
    );
  });
});

describe('a caller in a long line', () => {
  const far = (changes: Partial<WaitingCaller> = {}) =>
    decideWaiting(caller({ position: 4000, queueSize: 5000, ...changes }), now);
  const secondsOf = (step: WaitingStep) =>
    partsOf(step).reduce(
      (total, { sound }) => total + (sound.kind === 'piece' ? sound.piece.seconds + 1 : 0),
      0,
    );

  test('hears many pieces in one document, none twice in a row, and the place only at its start', () => {
    const step = far();
    expect(secondsOf(step)).toBeGreaterThan(700);
    const files = filesOf(step);
    expect(files.filter((file, index) => file === files[index + 1])).toEqual([]);
    expect(partsOf(step).map(({ announcement }) => announcement)).toEqual([
      `3999 callers are ahead of you. ${offer}`,
      ...files.slice(1).map(() => ''),
    ]);
  });

  test.each([
    ['the front is near', { position: 5 }, 80],
    ['the longest wait is nearly over', { queueTimeSeconds: 1700, secondsWaited: 1700 }, 100 + 72],
    ['the longest wait of the whole call is', { queueTimeSeconds: 700, secondsWaited: 1700 }, 100 + 72],
  ])('hears a shorter document when %s', (_sentence, changes, mostSeconds) => {
    expect(secondsOf(far(changes))).toBeLessThanOrEqual(mostSeconds);
  });

  test('hears a shorter document when the queue is about to close', () => {
    const closing = callerState({ queue: queue('support', { openingHours: closingNow() }) });
    const waiting = caller({ position: 4000, queueSize: 5000, state: closing });
    expect(secondsOf(decideWaiting(waiting, later(-120)))).toBeLessThanOrEqual(120 + 72);
  });

  test('can press a key at any moment, and the answer knows in which piece it was', () => {
    const waiting = caller({ position: 4000, queueSize: 5000 });
    const xml = sayWaiting(decideWaiting(waiting, now), waiting, { domain, now }).toString();
    const gathers = xml.match(/<Gather.*?<\/Gather>/g) ?? [];
    expect(gathers.join('')).toBe(/<Response>(.*)<\/Response>/.exec(xml)?.[1]);
    expect(gathers.map((gather) => /piece=(\d)/.exec(gather)?.[1]).slice(0, 4)).toEqual(['0', '1', '2', '0']);
  });

  // https://www.twilio.com/docs/api/errors/11750
  test('has a document far below the 64 KB that Twilio takes', () => {
    const waiting = caller({ position: 5000, queueSize: 5000 });
    expect(sayWaiting(decideWaiting(waiting, now), waiting, { domain, now }).toString().length).toBeLessThan(
      16_000,
    );
  });
});

describe('a waiting caller whose music is missing', () => {
  const without = (...files: readonly string[]) =>
    decideWaiting(caller({ position: 2 }), now, new Set(files.map((file) => `hold-music/${file}`)));

  test('hears another piece', () => {
    expect(filesOf(without('a.wav'))).toEqual(['b.wav']);
  });

  test('hears the one piece that is left', () => {
    expect(filesOf(without('a.wav', 'c.wav'))).toEqual(['b.wav']);
  });

  test('hears words every ten seconds for about a minute if no piece is left', () => {
    const waiting = caller({ position: 2 });
    const xml = sayWaiting(without('a.wav', 'b.wav', 'c.wav'), waiting, { domain, now }).toString();
    expect(xml).not.toContain('<Play>');
    expect(xml).toContain(said('One caller is ahead of you. To leave, press star.'));
    const again = `${said('You are still in line.')}<Pause length="8"/>`;
    expect(xml.split(again)).toHaveLength(8);
  });

  test('is found out from the deployment, for the queue of the caller', async () => {
    const asked: string[][] = [];
    const missingFiles = async (files: readonly string[]) => {
      asked.push([...files]);
      return new Set(['hold-music/a.wav']);
    };
    const request = webhookRequest({ queue: 'support', QueueTime: '0', QueuePosition: '2' });
    const read = waitingEndpoint.read(request);
    const sources = {
      missingFiles,
      hasAgents: async () => true,
      hasAgentsOnSecondLook: async () => true,
      waitingTaskOf: async () => undefined,
    };
    const facts = await waitingEndpoint.gatherFacts?.(read, sources, request);
    expect(asked).toEqual([['hold-music/a.wav', 'hold-music/b.wav', 'hold-music/c.wav']]);
    expect(
      filesOf(waitingEndpoint.decide(read, request, facts ?? { missingFiles: new Set(), mayBeServed: true })),
    ).toEqual(['b.wav']);
  });
});

describe('a caller whose queue a deployment has dropped', () => {
  test.each([
    ['the queue is gone', { queue: 'billing' }],
    ['the priority lane is gone', { queue: 'support', lane: 'priority' }],
  ])('is taken out of it, because %s and no agent looks there', (_sentence, url) => {
    const read = readWaitingCaller(webhookRequest({ ...url, QueueTime: '40', QueuePosition: '1' }));
    expect(decideWaiting(read, now)).toEqual({ kind: 'leave' });
  });
});

describe('the log of a wait', () => {
  test('has each announcement, with a place that may be unknown', () => {
    const waited = caller({ position: undefined, secondsWaited: 65 });
    expect(waitingLogged(decideWaiting(waited, now), waited)).toEqual({
      event: 'announced',
      call: 'CA1',
      queue: 'support',
      position: null,
      secondsWaited: 65,
    });
  });

  test('says when it is over', () => {
    const waited = caller({ secondsWaited: 1810 });
    expect(waitingLogged({ kind: 'leave' }, waited)).toEqual({
      event: 'leaving',
      call: 'CA1',
      queue: 'support',
      secondsWaited: 1810,
    });
  });
});
