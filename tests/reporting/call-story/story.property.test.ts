import fc from 'fast-check';
import config from '../../../queues.config';
import type { CallRecords, RecordedRequest } from '../../../reporting/call-story/records';
import type { Source } from '../../../reporting/call-story/source';
import { storyOf } from '../../../reporting/call-story/story';
import { storyInWords } from '../../../reporting/call-story/story-in-words';
import { endpoints } from '../../../src/endpoints';
import { runs } from '../../thorough';
import { LineOfTheQueue, pin } from './line-of-the-queue';

let line: LineOfTheQueue;
let ofCaller: CallRecords;
let ofAgent: CallRecords;

beforeAll(async () => {
  line = await LineOfTheQueue.open();
  const caller = line.caller();
  await line.seconds(200);
  caller.press('3');
  const agent = await line.signedInAgent(`${[...pin].reverse().join('')}#`);
  await line.seconds(10);
  agent.press(`${pin}#`);
  await line.seconds(60);
  agent.press('*');
  await line.seconds(20);
  agent.hangUp();
  await line.seconds(16 * 60);
  ofCaller = await line.records(caller.callSid);
  ofAgent = await line.records(agent.callSid);
});
afterAll(() => line.close());

/** The same in another order. */
const shuffled = <Item>(source: Source<Item>): fc.Arbitrary<Source<Item>> =>
  source.kind !== 'read'
    ? fc.constant(source)
    : fc
        .shuffledSubarray([...source.items], { minLength: source.items.length })
        .map((items) => ({ ...source, items }));

const anyOrder = (records: CallRecords): fc.Arbitrary<CallRecords> =>
  fc
    .record({
      events: shuffled(records.events),
      notices: shuffled(records.notices),
      recordings: shuffled(records.recordings),
      dialed: shuffled(records.dialed),
      routing: shuffled(records.routing),
      log: shuffled(records.log),
    })
    .map((sources) => ({ ...records, ...sources }));

describe('a story', () => {
  it.each([
    ['of a caller', () => ofCaller],
    ['of an agent', () => ofAgent],
  ])('%s is the same, in the order of time, whatever the order of the records', (_whose, records) => {
    const told = storyInWords(storyOf(records(), config));
    fc.assert(
      fc.property(anyOrder(records()), (mixed) => {
        const story = storyOf(mixed, config);
        const times = story.moments.map(({ at }) => Math.floor(at.getTime() / 1000));
        expect(times).toEqual([...times].sort((one, other) => one - other));
        expect(storyInWords(story)).toEqual(told);
      }),
      runs(100),
    );
  });

  /** The log cannot be read: only seconds are known. */
  const withoutLog = (records: CallRecords): CallRecords => ({
    ...records,
    log: { kind: 'unread', why: 'it is down' },
  });

  it.each([
    ['of a caller', () => withoutLog(ofCaller)],
    ['of an agent', () => withoutLog(ofAgent)],
  ])(
    '%s is the same from a list that has the newest first, although the log cannot be read',
    (_whose, records) => {
      const { events } = records();
      const items = events.kind === 'read' ? [...events.items].reverse() : [];
      const reversed: CallRecords = { ...records(), events: { kind: 'read', items, isCut: false } };
      expect(items.length).toBeGreaterThan(3);
      expect(storyInWords(storyOf(reversed, config))).toEqual(storyInWords(storyOf(records(), config)));
    },
  );

  const digits = fc.stringMatching(/^\d{6,10}$/);

  const anyEvent = (keys: string): fc.Arbitrary<RecordedRequest> =>
    fc.record({
      at: fc.integer({ min: 0, max: 600 }).map((seconds) => new Date(Date.UTC(2026, 0, 5, 15, 0, seconds))),
      url: fc
        .constantFrom(...endpoints.map(({ path }) => path), '/voice', '/fallback/agent.xml')
        .map((path) => `https://queue.example${path}?attempt=1&menu=main&queue=support&Digits=${keys}`),
      parameters: fc.constant({ digits: keys, call_sid: 'CAa', from: 'anonymous', queue_result: 'leave' }),
      status: fc.constantFrom(200, 500, undefined),
      contentType: fc.constantFrom('text/xml', 'text/plain', undefined),
      body: fc.constantFrom(
        '',
        'no TwiML',
        '<Response><Say>Hello</Say><Hangup/></Response>',
        '<Response><Dial/></Response>',
      ),
    });

  it('never has the digits of a PIN, wherever they were entered', () => {
    fc.assert(
      fc.property(
        digits.chain((keys) => fc.tuple(fc.constant(keys), fc.array(anyEvent(keys), { maxLength: 30 }))),
        ([keys, events]) => {
          const read = { kind: 'read', items: [], isCut: false } as const;
          const call = { ...ofAgent.call, sid: 'CAa', from: 'anonymous', to: 'anonymous' };
          const records: CallRecords = {
            ...{ call, notices: read, recordings: read, dialed: read, routing: read, log: read },
            ...{ domain: 'queue.example' },
            events: { kind: 'read', items: events, isCut: false },
          };
          const story = storyOf(records, config);
          expect(storyInWords(story).join('\n')).not.toContain(keys);
          expect(JSON.stringify(story)).not.toContain(keys);
        },
      ),
      runs(300),
    );
  });

  it('has neither the PIN with which an agent signed in, nor the wrong one before it', () => {
    const story = storyOf(ofAgent, config);
    const texts = [storyInWords(story).join('\n'), JSON.stringify(story)];
    for (const text of texts) {
      expect(text).not.toContain(pin);
      expect(text).not.toContain([...pin].reverse().join(''));
    }
    expect(JSON.stringify(ofAgent)).toContain(pin);
  });
});
