import fc from 'fast-check';
import {
  decideNextStep,
  nextStepLogged,
  type ReturningCaller,
  readReturningCaller,
  sayNextStep,
} from '../../src/caller/plan-step';
import { configWith, document, nowSeconds, said, webhookRequest } from '../example-config';

const stepwise = configWith({
  support: {
    plans: {
      closed: [{ say: 'Closed.' }],
      full: [{ say: 'Full.' }],
      waitedTooLong: [
        { ring: { number: '+15550300001' } },
        { voicemail: 'Leave word.' },
        { say: 'Thank you.' },
      ],
      keyPressed: [{ ring: { number: '+15550300001' } }, { queue: 'sales' }],
      error: [{ say: 'Sorry.' }],
    },
  },
});

/** A request about a caller whose wait began three minutes ago, and who comes back from the first step. */
const requestWith = (given: Record<string, unknown>) =>
  webhookRequest(
    { queue: 'support', joined: String(nowSeconds - 180), reason: 'waitedTooLong', step: '1', ...given },
    { config: stepwise },
  );

const read = (given: Record<string, unknown> = {}) => {
  const request = requestWith(given);
  return { returning: readReturningCaller(request), issues: request.parameters.issues };
};

/** What the caller hears next, and what is logged of it. */
function next(given: Record<string, unknown>, changes: Partial<ReturningCaller> = {}) {
  const request = requestWith(given);
  const returning = { ...readReturningCaller(request), ...changes };
  const step = decideNextStep(returning, request);
  return { xml: sayNextStep(step, returning, request).toString(), logged: nextStepLogged(step, returning) };
}

const heard = (given: Record<string, unknown>) => next(given).xml;

const goodbye = document('<Response><Hangup/></Response>');
const message = new RegExp(`^${document(`<Response>${said('Leave word.')}<Record `)}`.replaceAll('?', '\\?'));

describe('a caller who comes back from a number that was called', () => {
  test.each<[string, Record<string, unknown>]>([
    ['talked, as Twilio says by both', { DialCallStatus: 'completed', DialBridged: 'true' }],
    ['talked, as Twilio says by the status alone', { DialCallStatus: 'completed' }],
  ])('and %s has nothing more to hear', (_sentence, given) => {
    expect(heard(given)).toBe(goodbye);
  });

  test.each<[string, Record<string, unknown>]>([
    ['did not answer', { DialCallStatus: 'no-answer', DialBridged: 'false' }],
    ['was busy', { DialCallStatus: 'busy', DialBridged: 'false' }],
    ['could not be rung', { DialCallStatus: 'failed', DialBridged: 'false' }],
    ['was no longer rung', { DialCallStatus: 'canceled', DialBridged: 'false' }],
    ['answered and did not accept', { DialCallStatus: 'completed', DialBridged: 'false' }],
    ['answered, if the status is an unknown word', { DialCallStatus: 'completed', DialBridged: 'yes' }],
    ['is not mentioned at all', {}],
    ['is mentioned in an unknown word', { DialCallStatus: 'teleported' }],
  ])('that %s goes on with the next step', (_sentence, given) => {
    expect(heard(given)).toMatch(message);
  });
});

describe('a caller who comes back from leaving a message', () => {
  test.each<[string, Record<string, unknown>]>([
    ['said something', { RecordingUrl: 'https://api.twilio.com/x', RecordingDuration: '9', Digits: '' }],
    [
      'ended it with a key',
      { RecordingUrl: 'https://api.twilio.com/x', RecordingDuration: '9', Digits: '#' },
    ],
    ['said nothing', {}],
  ])('and %s goes on with the next step', (_sentence, given) => {
    expect(heard({ step: '2', ...given })).toBe(
      document(`<Response>${said('Thank you.')}<Hangup/></Response>`),
    );
  });
});

describe('a step that comes back', () => {
  test('is read with its plan, and the whole time since the wait began', () => {
    const { returning, issues } = read({ waited: '300', DialCallStatus: 'busy' });
    expect(returning).toMatchObject({
      call: 'CA1',
      reason: 'waitedTooLong',
      step: 1,
      secondsWaited: 480,
      dialStatus: 'busy',
      hasTalked: false,
    });
    expect(issues).toEqual([]);
  });

  test('that leads to another queue takes the whole time along', () => {
    expect(heard({ reason: 'keyPressed', waited: '300', DialCallStatus: 'busy' })).toContain(
      '/wait?queue=sales&amp;joined=1767625200&amp;waited=480&amp;moves=1',
    );
  });

  test.each<[string, Record<string, unknown>, number]>([
    ['is a day at the most', { joined: '0', waited: '86400' }, 86_400],
    ['is what was waited before, if the ticket is lost', { joined: undefined, waited: '300' }, 300],
    [
      'is what was waited before, if the ticket begins only in a moment',
      { joined: String(nowSeconds + 5) },
      0,
    ],
  ])('knows a wait that %s', (_sentence, given, secondsWaited) => {
    expect(read(given).returning.secondsWaited).toBe(secondsWaited);
  });

  test.each<[string, unknown, string[]]>([
    ['is missing', undefined, []],
    ['is absurd', '1e9', ['step: not a whole number']],
    ['is negative', '-1', ['step: not a whole number']],
    ['is beyond all plans', '100', ['step: too large']],
    ['is the number of its steps', '3', []],
    ['is beyond the plan', '99', []],
  ])('and whose number %s was the last: the call ends', (_sentence, step, issues) => {
    expect(heard({ step })).toBe(goodbye);
    expect(read({ step }).issues).toEqual(issues);
  });

  test.each<[unknown, string[]]>([
    [undefined, ['reason: missing']],
    ['bored', []],
    ['constructor', []],
  ])('of a plan for the reason %p is of the one for errors', (reason, issues) => {
    const { returning, issues: noted } = read({ reason, step: '0' });
    expect(returning.reason).toBe('error');
    expect(noted).toEqual(issues);
    expect(heard({ reason, step: '0' })).toBe(document(`<Response>${said('Sorry.')}<Hangup/></Response>`));
  });

  test('always has an answer that ends the call or takes the caller further', () => {
    const words = fc.option(fc.oneof(fc.nat({ max: 120 }).map(String), fc.string()), { nil: undefined });
    const reasons = fc.constantFrom('closed', 'full', 'waitedTooLong', 'keyPressed', 'error', 'x', undefined);
    const requests = fc.record({
      reason: reasons,
      step: words,
      joined: words,
      moves: words,
      DialBridged: words,
    });
    fc.assert(
      fc.property(requests, (given) => {
        expect(heard(given)).toMatch(/<(Hangup|Record .*|\/Enqueue|\/Dial)\/?><\/Response>$/);
      }),
    );
  });

  test.each<[Partial<ReturningCaller>, object]>([
    [{ dialStatus: 'busy' }, { dialStatus: 'busy' }],
    [{ dialStatus: undefined }, { dialStatus: null }],
  ])('is logged with its place in the plan, and how the dial ended: %j', (changes, line) => {
    const logged = { event: 'plan-step', call: 'CA1', queue: 'support', reason: 'waitedTooLong', step: 1 };
    expect(next({}, changes).logged).toEqual([{ ...logged, ...line }]);
  });
});

describe('the log of a step that leads to another queue', () => {
  const joined = { event: 'joined', call: 'CA1', queue: 'sales', lane: 'normal', stay: 1 };

  test.each<[string, Record<string, unknown>, object[]]>([
    ['has the stay there', { reason: 'keyPressed', DialCallStatus: 'no-answer' }, [joined]],
    ['has none after a conversation', { reason: 'keyPressed', DialCallStatus: 'completed' }, []],
    ['has none before it comes to that', { reason: 'waitedTooLong' }, []],
  ])('%s', (_sentence, given, lines) => {
    expect(next(given).logged.slice(1)).toEqual(lines);
  });
});
