import fc from 'fast-check';
import type { TimelineEvent } from '../../emulator/index';
import { twilioError as fault } from '../../emulator/reference';
import type { CallBoardEvent } from '../../phones/call-board';
import {
  callBoardAfter,
  cardsKept,
  emptyCallBoard,
  endedPhonesKept,
  voicemailsKept,
} from '../../phones/call-board-after';
import type { Stage } from '../../phones/stage';
import {
  AGENTS,
  asks,
  becomes,
  boardOf,
  dialed,
  hears,
  moment,
  numbered,
  numbers,
  rings,
  START,
  SUPPORT,
} from './timeline';

const phoneAfter = (events: readonly TimelineEvent[], call = 'A') =>
  boardOf(numbered(events)).phones.find((phone) => phone.call === call);

describe('a telephone on the board', () => {
  it.each([
    ['of a caller', rings('A'), 'caller'],
    ['of an agent, who calls the agents’ number', rings('A', AGENTS), 'agent'],
    ['of an external person, who is dialed', dialed('A'), 'external'],
  ])('is that %s', (_, event, role) => {
    expect(phoneAfter([event])).toMatchObject({ role, status: 'ringing', startedAt: moment(1) });
  });

  const waits: TimelineEvent = { kind: 'queued', call: 'A', queue: 'support', position: 2 };
  const leaves = (why: string): TimelineEvent => ({
    kind: 'unqueued',
    call: 'A',
    queue: 'support',
    why,
    secondsWaited: 3,
  });
  const talk: TimelineEvent = { kind: 'bridged', call: 'A', agentCall: 'B', queue: 'support' };
  const parted: TimelineEvent = {
    kind: 'parted',
    call: 'A',
    agentCall: 'B',
    endedBy: 'star',
    secondsTalked: 1,
  };
  const runs = (verb: string): TimelineEvent => ({ kind: 'verb', call: 'A', verb, attributes: {} });
  const answered = [rings('A'), rings('B', AGENTS), becomes('A', 'in-progress')];
  const over = [...answered, becomes('A', 'completed')];
  const listening = (stage: Stage, number: number) => ({ kind: 'listening', stage, since: moment(number) });

  it.each<[string, readonly TimelineEvent[], object]>([
    ['rings', [rings('A')], { kind: 'ringing' }],
    ['listens once it is answered', answered, listening('listening', 3)],
    ['waits in a queue', [...answered, waits], { kind: 'waiting', queue: 'support', since: moment(4) }],
    ['listens after it has left the queue', [...answered, waits, leaves('leave')], listening('listening', 5)],
    [
      'talks with an agent',
      [...answered, waits, leaves('dequeued'), talk],
      { kind: 'talking', with: 'B', since: moment(6) },
    ],
    [
      'leaves a message while a <Record> runs',
      [...answered, runs('Say'), runs('Record')],
      { kind: 'leaving-message', since: moment(5) },
    ],
    ['listens after the message', [...answered, runs('Record'), runs('Say')], listening('listening', 5)],
    ['listens after the conversation', [...answered, talk, parted], listening('listening', 5)],
    ['is over', over, { kind: 'over' }],
    ['stays over, even if its last events come later', [...over, leaves('hangup'), parted], { kind: 'over' }],
  ])('%s', (_, events, doing) => {
    expect(phoneAfter(events)?.doing).toEqual(doing);
  });

  it('shows the other side of a conversation too', () => {
    expect(phoneAfter([...answered, talk], 'B')).toMatchObject({
      doing: { kind: 'talking', with: 'A' },
      transcript: [{ kind: 'note', text: 'Talks with +1555A' }],
    });
    expect(phoneAfter([...answered, talk])?.transcript.at(-1)?.text).toBe('Talks with +1555B');
  });

  it('shows when its call began, was answered and ended', () => {
    expect(phoneAfter(over)).toMatchObject({
      startedAt: moment(1),
      answeredAt: moment(3),
      endedAt: moment(4),
      status: 'completed',
    });
  });

  it('shows the sound, when it began, how long it lasts, and that it was cut off', () => {
    const greeted = [...answered, hears('A', 'Hello')];
    const hearing = { number: 4, at: moment(4), seconds: 3, sound: { kind: 'said', text: 'Hello' } };
    expect(phoneAfter(greeted)?.hearing).toMatchObject(hearing);
    expect(phoneAfter(greeted)?.hearing?.isCut).toBeUndefined();
    const cut: TimelineEvent = { kind: 'cut', call: 'A', secondsHeard: 1 };
    expect(phoneAfter([...greeted, cut])?.hearing).toMatchObject({ ...hearing, isCut: true });
  });

  it('shows what was heard, pressed and spoken, with the keys of one entry on one line', () => {
    const press = (key: string, isHeard = true): TimelineEvent => ({
      kind: 'pressed',
      call: 'A',
      key,
      isHeard,
    });
    const silence: TimelineEvent = { kind: 'heard', call: 'A', sound: { kind: 'silence' }, seconds: 5 };
    const speaks: TimelineEvent = { kind: 'spoke', call: 'A', seconds: 12 };
    const events = [
      rings('A'),
      hears('A', 'Your PIN?'),
      press('1'),
      press('#'),
      silence,
      press('9', false),
      speaks,
    ];
    expect(phoneAfter(events)?.transcript.map(({ kind, text }) => [kind, text])).toEqual([
      ['heard', 'Your PIN?'],
      ['pressed', '1#'],
      ['note', 'Presses 9: ignored, nothing is listening'],
      ['spoke', 'for 12 s'],
    ]);
  });

  it('keeps the newest lines of its transcript, each of a bounded length', () => {
    const talkative = Array.from({ length: 500 }, (_, index) => hears('A', `${index} ${'x'.repeat(10_000)}`));
    const { transcript = [] } = phoneAfter([rings('A'), ...talkative]) ?? {};
    expect(transcript).toHaveLength(200);
    expect(transcript[0]?.text.startsWith('300 ')).toBe(true);
    expect(Math.max(...transcript.map(({ text }) => text.length))).toBe(2000);
  });
});

describe('the queues', () => {
  const joins = (call: string): TimelineEvent => ({ kind: 'queued', call, queue: 'support', position: 1 });
  const leaves = (call: string): TimelineEvent => ({
    kind: 'unqueued',
    call,
    queue: 'support',
    why: 'leave',
    secondsWaited: 1,
  });

  it('have their waiting callers in order, and stay when there are none', () => {
    const three = numbered(['A', 'B', 'C'].map(joins));
    expect(boardOf(three).queues).toEqual([
      {
        queue: 'support',
        places: ['A', 'B', 'C'].map((call, index) => ({ call, since: moment(index + 1) })),
      },
    ]);
    const board = boardOf(numbered([leaves('B')], 3), boardOf(three));
    expect(board.queues[0]?.places.map(({ call }) => call)).toEqual(['A', 'C']);
    expect(boardOf(numbered([leaves('A'), leaves('C')], 4), board).queues).toEqual([
      { queue: 'support', places: [] },
    ]);
  });
});

describe('the cards', () => {
  const [request] = boardOf(numbered([asks('A', '<Response>…</Response>')])).cards;

  it('show a request with its answer, but without the fragment, which is for Twilio only', () => {
    expect(request).toEqual({
      kind: 'request',
      number: 1,
      at: moment(1),
      call: 'A',
      method: 'POST',
      host: 'call-queue-1234.twil.io',
      path: '/wait?queue=support',
      parameters: { CallSid: 'A', QueuePosition: '1' },
      headers: { 'x-twilio-signature': 'signature' },
      status: 200,
      answer: '<Response>…</Response>',
      millis: 50,
      attempts: [{ millis: 50, status: 200 }],
      logLines: [],
    });
  });

  it('have no document if the answer is a 204', () => {
    const silent = { ...asks('A', '""'), status: 204 } as TimelineEvent;
    expect(boardOf(numbered([silent])).cards).toMatchObject([{ status: 204, answer: '' }]);
  });

  it('keep a bounded part of a long answer and of long parameters', () => {
    const long = {
      ...asks('A', 'x'.repeat(100_000)),
      parameters: { From: 'y'.repeat(100_000) },
      headers: { 'x-twilio-signature': 'z'.repeat(100_000) },
      eachAttempt: [{ millis: 1, status: 500, answer: 'v'.repeat(100_000) }],
    } as TimelineEvent;
    const [card] = boardOf(numbered([long])).cards;
    expect(JSON.stringify(card).length).toBeLessThan(8000);
    expect(card).toMatchObject({ answer: expect.stringMatching(/^x{3999}…$/) });
  });

  it('show a fault of a request once, with the request', () => {
    const failed = { ...asks('A', ''), status: 500, fault: fault(11200, 'POST /wait') } as TimelineEvent;
    const again: TimelineEvent = { kind: 'fault', call: 'A', fault: fault(11200, 'POST /wait') };
    const other: TimelineEvent = { kind: 'fault', call: 'A', fault: fault(12100) };
    const callback: TimelineEvent = {
      kind: 'fault',
      call: 'A',
      fault: fault(15003, fault(11200, 'POST /wait').message),
    };
    const { cards } = boardOf(numbered([failed, again, other, again, callback]));
    expect(cards[0]).toMatchObject({ otherFaults: [15003] });
    expect(cards.map((card) => [card.kind, 'fault' in card && card.fault?.code])).toEqual([
      ['request', 11200],
      ['fault', 12100],
    ]);
  });

  it('have what the function logged for that request of that call', () => {
    const line = (call: string, path = '/wait'): TimelineEvent => ({
      kind: 'log',
      path,
      level: 'log',
      text: JSON.stringify({ event: 'announced', call }),
    });
    const board = boardOf(numbered([line('A'), line('B'), line('A', '/action'), asks('A')]));
    expect(board.cards).toMatchObject([{ kind: 'request', logLines: [{ call: 'A', path: '/wait' }] }]);
    expect(board.openLogLines.map(({ call, path }) => [call, path])).toEqual([
      ['B', '/wait'],
      ['A', '/action'],
    ]);
  });

  it('have what the function logged just after its answer', () => {
    const [asked] = numbered([asks('A')]);
    const late = {
      kind: 'log',
      path: '/wait',
      level: 'log',
      text: '{"event":"announced","call":"A"}',
    } as const;
    const events = [asked, { ...late, number: 2, at: asked?.at }] as CallBoardEvent[];
    expect(boardOf(events).cards).toMatchObject([{ kind: 'request', logLines: [{ call: 'A' }] }]);
  });

  it('show every attempt, and the failure that was switched on', () => {
    const eachAttempt = [
      { millis: 1, status: 500, failure: '5xx', disturbance: 'status', answer: 'x'.repeat(5000) },
      { millis: 50, status: 200 },
    ] as const;
    const { cards } = boardOf(numbered([{ ...asks('A'), eachAttempt, attempts: 2 } as TimelineEvent]));
    expect(cards).toMatchObject([
      { attempts: [{ disturbance: 'status', answer: expect.stringMatching(/^x{999}…$/) }, { status: 200 }] },
    ]);
  });

  it('show a fault with its error code and the repair, and which call was refused', () => {
    const events: TimelineEvent[] = [
      { kind: 'fault', call: 'A', fault: fault(12100) },
      { kind: 'refused', from: '+1555', to: SUPPORT, fault: fault(10004) },
    ];
    expect(boardOf(numbered(events)).cards).toMatchObject([
      { kind: 'fault', call: 'A', fault: { code: 12100, repair: expect.any(String) } },
      { kind: 'fault', fault: { code: 10004 } },
    ]);
  });

  it.each<[TimelineEvent, string]>([
    [rings('C'), '+1555C calls support'],
    [rings('C', AGENTS), '+1555C calls the agents’ number'],
    [dialed('C'), 'External 0100’s phone rings'],
    [becomes('A', 'completed'), '+1555A’s call is over'],
    [becomes('A', 'busy'), 'The call from +1555A ends: busy'],
    [{ kind: 'queued', call: 'A', queue: 'support', position: 2 }, '+1555A waits in support, place 2'],
    [
      { kind: 'unqueued', call: 'A', queue: 'support', why: 'hangup', secondsWaited: 7 },
      '+1555A leaves support after 7 s: hung up',
    ],
    [{ kind: 'bridged', call: 'A', agentCall: 'B' }, '+1555A and +1555B talk'],
    [{ kind: 'spoke', call: 'A', seconds: 3 }, '+1555A speaks for 3 s'],
    [
      { kind: 'pressed', call: 'A', key: '5', isHeard: false },
      '+1555A presses 5: ignored, nothing is listening',
    ],
    [
      { kind: 'recorded', call: 'A', recording: 'RE', status: 'completed', seconds: 9 },
      'A recording of 9 s is completed',
    ],
    [{ kind: 'log', path: '/wait', level: 'error', text: 'It broke' }, '/wait: It broke'],
    [
      { kind: 'broken', call: 'A', why: 'No such verb' },
      'The local Twilio could not continue +1555A’s call: No such verb',
    ],
  ])('put %j in words', (event, text) => {
    const { cards } = boardOf(numbered([rings('A'), rings('B', AGENTS), event]));
    expect(cards.at(-1)).toMatchObject({ kind: 'event', number: 3, text });
  });

  it('say who ended a conversation, if there was one', () => {
    const parted: TimelineEvent = {
      kind: 'parted',
      call: 'A',
      agentCall: 'B',
      endedBy: 'star',
      secondsTalked: 9,
    };
    const before = [rings('A'), rings('B', AGENTS)];
    const talked = boardOf(numbered([...before, { kind: 'bridged', call: 'A', agentCall: 'B' }, parted]));
    expect(talked.cards.at(-1)).toMatchObject({
      text: '+1555A and +1555B talked for 9 s, ended by the star key',
    });
    expect(boardOf(numbered([...before, parted])).cards).toHaveLength(2);
  });

  it.each<[string, TimelineEvent]>([
    ['what is heard', hears('A', 'Hello')],
    ['a key that something is listening for', { kind: 'pressed', call: 'A', key: '5', isHeard: true }],
    ['what functions log', { kind: 'log', path: '/wait', level: 'log', text: '{}' }],
    ['a request to the REST API', { kind: 'rest', method: 'GET', path: '/Queues', status: 200 }],
  ])('do not show %s', (_, event) => {
    expect(boardOf(numbered([event])).cards).toEqual([]);
  });
});

describe('the board', () => {
  it('counts every call that got through', () => {
    const refused: TimelineEvent = { kind: 'refused', from: '+1', to: SUPPORT, fault: fault(10004) };
    expect(boardOf(numbered([rings('A'), rings('B', AGENTS), dialed('C'), refused])).callsSoFar).toBe(3);
  });

  it('is the same object after an event that it already has', () => {
    const events = numbered([rings('A'), hears('A', 'Hello')]);
    const board = boardOf(events);
    expect(boardOf(events, board)).toBe(board);
  });

  it('keeps the objects of all telephones and queues to which nothing happened', () => {
    const board = boardOf(
      numbered([rings('A'), rings('B'), { kind: 'queued', call: 'B', queue: 'support', position: 1 }]),
    );
    const after = boardOf(numbered([hears('A', 'Hello')], 3), board);
    expect(after.phones[0]).not.toBe(board.phones[0]);
    expect(after.phones[1]).toBe(board.phones[1]);
    expect(after.queues).toBe(board.queues);
    expect(after.cards).toBe(board.cards);
    const later = boardOf(numbered([asks('A')], 4), after);
    const latest = boardOf(numbered([asks('A')], 5), later);
    expect(latest.phones).toBe(later.phones);
  });

  it('keeps all calls that are up, however many have ended, and the last ones that ended', () => {
    const calls = Array.from({ length: 300 }, (_, index) => String(index));
    const events = [rings('first'), ...calls.flatMap((call) => [rings(call), becomes(call, 'completed')])];
    const { phones, callsSoFar } = boardOf(numbered(events));
    expect(phones.map(({ call }) => call)).toEqual(['first', ...calls.slice(-endedPhonesKept)]);
    expect(callsSoFar).toBe(301);
  });

  it('still shows a long call that ended just now', () => {
    const calls = Array.from({ length: endedPhonesKept }, (_, index) => String(index));
    const events = [
      rings('long'),
      ...calls.flatMap((call) => [rings(call), becomes(call, 'completed')]),
      becomes('long', 'completed'),
    ];
    expect(boardOf(numbered(events)).phones.map(({ call }) => call)).toEqual(['long', ...calls.slice(1)]);
  });

  it('keeps the newest cards', () => {
    const events = numbered(Array.from({ length: cardsKept + 500 }, () => asks('A')));
    const { cards } = boardOf(events);
    expect(cards).toHaveLength(cardsKept);
    expect(cards[0]?.number).toBe(501);
  });

  it('keeps the newest voicemails, each once even if it is reported often', () => {
    const events = Array.from(
      { length: 120 },
      (_, index): TimelineEvent => ({
        kind: 'log',
        path: '/action/voicemail',
        level: 'log',
        text: JSON.stringify({
          ...{ event: 'voicemail', call: 'A', queue: 'support', recording: `RE${Math.floor(index / 2)}` },
          ...{ seconds: 12, delivery: 'delivered', why: null },
        }),
      }),
    );
    const { voicemails } = boardOf(numbered([{ ...rings('A') }, ...events]));
    expect(voicemails).toHaveLength(voicemailsKept);
    expect(voicemails.at(-1)).toMatchObject({ recording: 'RE59', seconds: 12, name: '+1555A' });
  });
});

/** Any events that a timeline can hold, sensible or not. */
const anyEvent = fc
  .record({
    call: fc.constantFrom('A', 'B', 'C', 'D'),
    other: fc.constantFrom('A', 'B', 'C', 'D'),
    queue: fc.constantFrom('support', 'sales'),
    text: fc.string({ maxLength: 20 }),
    number: fc.nat({ max: 100 }),
    isSo: fc.boolean(),
  })
  .chain(({ call, other, queue, text, number, isSo }) =>
    fc.constantFrom<TimelineEvent>(
      rings(call, isSo ? SUPPORT : AGENTS),
      dialed(call),
      becomes(call, 'in-progress'),
      becomes(call, isSo ? 'completed' : 'busy'),
      asks(call, text),
      hears(call, text),
      { kind: 'cut', call, secondsHeard: number },
      { kind: 'pressed', call, key: '5', isHeard: isSo },
      { kind: 'spoke', call, seconds: number },
      { kind: 'queued', call, queue, position: number },
      { kind: 'unqueued', call, queue, why: text, secondsWaited: number },
      { kind: 'bridged', call, agentCall: other },
      { kind: 'parted', call, agentCall: other, endedBy: 'caller', secondsTalked: number },
      { kind: 'recording', call, recording: text },
      { kind: 'recorded', call, recording: text, status: 'completed', seconds: number },
      { kind: 'fault', call: isSo ? call : undefined, fault: fault(12100, text) },
      { kind: 'broken', call, why: text },
      { kind: 'refused', from: text, to: SUPPORT, fault: fault(10004) },
      { kind: 'verb', call, verb: isSo ? 'Record' : 'Say', attributes: {} },
      { kind: 'rest', method: 'GET', path: '/Queues', status: undefined },
      { kind: 'log', path: '/wait', level: isSo ? 'error' : 'log', text },
      {
        kind: 'log',
        path: '/wait',
        level: 'log',
        text: JSON.stringify({
          event: isSo ? 'left' : 'voicemail',
          call,
          outcome: 'closed',
          seconds: number,
        }),
      },
      { kind: 'verb', call, verb: 'Gather', attributes: { action: '/agent/idle' } },
    ),
  );

/** A value as it arrives at the page. */
const sent = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

it('a page that opens at any time ends with the same board as one that saw everything', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 120 }), fc.nat({ max: 120 }), (events, at) => {
      const all = numbered(events);
      const opened = sent(boardOf(all.slice(0, at)));
      expect(boardOf(sent(all.slice(at)) as CallBoardEvent[], opened)).toEqual(sent(boardOf(all)));
    }),
  );
});

it('a board never changes after it is made', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 60 }), (events) => {
      let board = emptyCallBoard(START);
      for (const event of numbered(events)) {
        const before = JSON.stringify(board);
        const after = callBoardAfter(board, event, numbers);
        expect(JSON.stringify(board)).toBe(before);
        board = after;
      }
    }),
  );
});
