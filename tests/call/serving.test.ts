import fc from 'fast-check';
import {
  decideFirstDial,
  decideNextDial,
  type FreeAgent,
  newsOf,
  readFreeAgent,
  type ServingNews,
  type ServingStep,
  sayAgentsApology,
  sayServing,
  servingLogged,
} from '../../src/call/serving';
import type { Shift } from '../../src/shift';
import { again, config, document, now, nowSeconds, parameters, queue } from '../example-config';

const shift: Shift = {
  agent: 'agent-1',
  queue: queue('sales'),
  startedAt: nowSeconds,
  dialledAt: nowSeconds,
};
const none: ServingNews = { kind: 'none' };

const agent = (changes: Partial<FreeAgent> = {}): FreeAgent => ({
  call: 'CA1',
  shift,
  dialStatus: 'no-answer',
  hasTalked: false,
  secondsTalked: undefined,
  ...changes,
});

const at = (secondsLater: number) => new Date((nowSeconds + secondsLater) * 1000);

const dial = (changes: Partial<Extract<ServingStep, { kind: 'dial' }>> = {}): ServingStep => ({
  kind: 'dial',
  news: none,
  pauseSeconds: 0,
  timeoutSeconds: 600,
  shift,
  ...changes,
});

describe('an agent who is let in', () => {
  test.each<[string, number | undefined, ServingNews, string]>([
    [
      'nobody',
      0,
      { kind: 'nobody' },
      'Nobody is waiting. Stay on the line, and the next caller will be connected.',
    ],
    ['one caller', 1, { kind: 'waiting', callers: 1 }, 'One caller is waiting. Here is the first.'],
    ['two callers', 2, { kind: 'waiting', callers: 2 }, 'Two callers are waiting. Here is the first.'],
    ['many callers', 37, { kind: 'waiting', callers: 37 }, '37 callers are waiting. Here is the first.'],
    ['nobody knows how many', undefined, { kind: 'unknown' }, 'Stay on the line for the next caller.'],
  ])('while %s wait hears so, and is connected', (_many, count, news, words) => {
    expect(newsOf(count)).toEqual(news);
    const xml = sayServing(decideFirstDial(shift, news, now), config.agentLine).toString();
    expect(xml).toContain(`<Response><Say voice="Polly.Amy-Neural" language="en-US">${words}</Say><Dial `);
  });

  test('dials the queue at once, for as long as Twilio lets a dial ring', () => {
    expect(decideFirstDial(shift, none, now)).toEqual(dial());
  });

  test('is connected so that * ends the talk only, and what comes next is asked afterwards', () => {
    expect(sayServing(dial({ news: { kind: 'nobody' } }), config.agentLine).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Amy-Neural" language="en-US">Nobody is waiting. Stay on the line, and the next caller will be connected.</Say>
          <Dial action="/agent/next?agent=agent-1&amp;queue=sales&amp;started=1767625200&amp;dialled=1767625200${again}"
            hangupOnStar="true" timeout="600">
            <Queue url="/agent/connect?queue=sales&amp;agent=agent-1${again}">sales</Queue>
          </Dial>
        </Response>`),
    );
  });

  test('is not connected if our code fails', () => {
    expect(sayAgentsApology(config.agentLine).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Amy-Neural" language="en-US">Sorry, something went wrong. Please dial in again. Goodbye.</Say>
          <Hangup/>
        </Response>`),
    );
  });
});

describe('an agent whose dial of the queue is over', () => {
  test.each<[string, string | undefined, boolean]>([
    ['has talked', 'completed', true],
    ['has talked', 'answered', true],
    ['has not talked', 'no-answer', false],
    ['has not talked', 'busy', false],
    ['has not talked', 'failed', false],
    ['has not talked', 'canceled', false],
    ['has not talked, as far as we know', 'teleported', false],
    ['has not talked, as far as we know', undefined, false],
  ])('%s when Twilio says %p', (_sentence, DialCallStatus, hasTalked) => {
    expect(readFreeAgent(parameters({ DialCallStatus }), config, now).hasTalked).toBe(hasTalked);
  });

  test('is read with the shift that the URL carries', () => {
    const request = parameters({
      agent: 'agent-1',
      queue: 'sales',
      started: String(nowSeconds - 900),
      dialled: String(nowSeconds - 300),
      DialCallStatus: 'completed',
      DialCallDuration: '280',
    });
    expect(readFreeAgent(request, config, now)).toEqual({
      call: 'CA1',
      shift: { ...shift, startedAt: nowSeconds - 900, dialledAt: nowSeconds - 300 },
      dialStatus: 'completed',
      hasTalked: true,
      secondsTalked: 280,
    });
    expect(request.faults).toEqual([]);
  });

  test.each<[string, Partial<FreeAgent>, number, number]>([
    ['goes on at once after a talk of any length', { hasTalked: true }, 1, 0],
    ['goes on at once after a round of ten seconds', {}, 10, 0],
    ['pauses for ten seconds after a round of nine', {}, 9, 10],
    ['pauses for ten seconds after a round of none, as of a queue that does not exist yet', {}, 0, 10],
    ['pauses for ten seconds if the URL says that the round begins only later', {}, -5, 10],
  ])('%s', (_sentence, changes, secondsLater, pauseSeconds) => {
    const step = decideNextDial(agent(changes), none, at(secondsLater));
    const dialledAt = nowSeconds + secondsLater + pauseSeconds;
    expect(step).toEqual(dial({ pauseSeconds, shift: { ...shift, dialledAt } }));
  });

  test('hears nothing before the pause, and is connected after it', () => {
    expect(sayServing(dial({ pauseSeconds: 4 }), config.agentLine).toString()).toMatch(
      /<Response><Pause length="4"\/><Dial /,
    );
  });

  test('hears no pause when there is none', () => {
    expect(sayServing(dial(), config.agentLine).toString()).toMatch(/<Response><Dial /);
  });
});

// Twilio ends a call after 4 hours (14,400 s); half an hour before (12,600 s) the last caller must have been joined.
// A dial may ring 5 s longer than it says, and 5 s are the shortest it may ring.
describe('an agent near the end of Twilio’s four hours', () => {
  test.each<[string, number, ServingStep['kind'], number | undefined]>([
    ['dials for as long as ever', 11_995, 'dial', 600],
    ['dials for a second less', 11_996, 'dial', 599],
    ['dials for the shortest time there is', 12_590, 'dial', 5],
    ['is asked to dial in again', 12_591, 'send-home', undefined],
    ['is asked to dial in again, late as it is', 14_399, 'send-home', undefined],
  ])('%s after %d s', (_sentence, secondsLater, kind, timeoutSeconds) => {
    const step = decideNextDial(agent({ hasTalked: true }), none, at(secondsLater));
    expect(step.kind).toBe(kind);
    if (step.kind === 'dial') expect(step.timeoutSeconds).toBe(timeoutSeconds);
  });

  test.each<[string, number, ServingStep['kind']]>([
    ['still dials', 12_580, 'dial'],
    ['is asked to dial in again', 12_581, 'send-home'],
  ])('who must pause ten seconds first %s after %d s', (_sentence, secondsLater, kind) => {
    const justDialled = { ...shift, dialledAt: nowSeconds + secondsLater };
    expect(decideNextDial(agent({ shift: justDialled }), none, at(secondsLater)).kind).toBe(kind);
  });

  test('hears why, and goodbye', () => {
    expect(sayServing({ kind: 'send-home' }, config.agentLine).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Amy-Neural" language="en-US">Your call is about to reach its four hour limit. Please dial in again. Goodbye.</Say>
          <Hangup/>
        </Response>`),
    );
  });
});

describe('any agent at any time', () => {
  const rounds = fc.record({
    startedAgo: fc.nat({ max: 15_000 }),
    dialledAgo: fc.integer({ min: -20, max: 15_000 }),
    hasTalked: fc.boolean(),
  });
  const next = ({
    startedAgo,
    dialledAgo,
    hasTalked,
  }: {
    startedAgo: number;
    dialledAgo: number;
    hasTalked: boolean;
  }) =>
    decideNextDial(
      agent({
        hasTalked,
        shift: { ...shift, startedAt: nowSeconds - startedAgo, dialledAt: nowSeconds - dialledAgo },
      }),
      none,
      now,
    );

  test('has no round under ten seconds, except after a talk', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const step = next(round);
        if (step.kind !== 'dial') return;
        const roundSeconds = Math.max(0, round.dialledAgo) + step.pauseSeconds;
        expect(round.hasTalked || roundSeconds >= 10).toBe(true);
      }),
    );
  });

  test('is joined to nobody in the last half hour, counting the five seconds that Twilio adds', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const step = next(round);
        if (step.kind !== 'dial') return;
        const lastJoinSeconds = round.startedAgo + step.pauseSeconds + step.timeoutSeconds + 5;
        expect(lastJoinSeconds).toBeLessThanOrEqual(12_600);
      }),
    );
  });

  test('dials for a time that Twilio accepts', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const step = next(round);
        if (step.kind !== 'dial') return;
        expect(step.timeoutSeconds).toBeGreaterThanOrEqual(5);
        expect(step.timeoutSeconds).toBeLessThanOrEqual(600);
      }),
    );
  });
});

describe('the log of an agent who is free', () => {
  test.each<[string, ServingStep, boolean]>([
    ['stays on', dial(), true],
    ['is sent home', { kind: 'send-home' }, false],
  ])('tells how the dial ended, and that the agent %s', (_sentence, step, staysOn) => {
    expect(servingLogged(step, agent())).toEqual({
      event: 'agent-free',
      call: 'CA1',
      agent: 'agent-1',
      queue: 'sales',
      dialStatus: 'no-answer',
      hasTalked: false,
      secondsTalked: null,
      staysOn,
    });
  });
});
