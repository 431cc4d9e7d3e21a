import fc from 'fast-check';
import {
  type AgentCall,
  askForPin,
  decidePin,
  decideSignIn,
  type PinEntry,
  type PinStep,
  pinLogged,
  readAgentCall,
  readPinEntry,
  refuse,
  signInLogged,
} from '../../src/call/sign-in';
import type { AgentPin } from '../../src/environment';
import { again, config, document, now, nowSeconds, parameters, queue } from '../example-config';

const pin: AgentPin = { kind: 'set', digits: '246810' };
const attested = 'TN-Validation-Passed-A';

const agent: AgentCall = {
  call: 'CA1',
  from: '+15550109999',
  stirVerstat: undefined,
  queue: undefined,
  shift: { agent: 'agent', queue: queue(), startedAt: nowSeconds, dialledAt: nowSeconds },
};

describe('somebody who rings the agents’ number', () => {
  test('is read with number, attestation, queue and the beginning of the call', () => {
    const request = parameters({ From: '+15550101001', StirVerstat: attested, queue: 'support' });
    expect(readAgentCall(request, config, now)).toEqual({
      call: 'CA1',
      from: '+15550101001',
      stirVerstat: attested,
      queue: 'support',
      shift: { agent: 'agent-1', queue: queue('support'), startedAt: nowSeconds, dialledAt: nowSeconds },
    });
    expect(request.faults).toEqual([]);
  });

  test.each<[string, string, number, string[]]>([
    ['began when the URL says', String(nowSeconds - 20), nowSeconds - 20, []],
    ['began now at the latest', String(nowSeconds + 1), nowSeconds, ['started: too large']],
  ])('has a call that %s', (_sentence, started, startedAt, faults) => {
    const request = parameters({ started });
    expect(readAgentCall(request, config, now).shift.startedAt).toBe(startedAt);
    expect(request.faults).toEqual(faults);
  });

  test('is let in without a PIN only from a trusted number that the carrier attests', () => {
    const trusted = { ...agent, from: '+15550101001' };
    expect(decideSignIn({ ...trusted, stirVerstat: attested }, { kind: 'unset' }, config)).toBe('let-in');
    expect(decideSignIn(trusted, { kind: 'unset' }, config)).toBe('refuse');
    expect(decideSignIn({ ...trusted, stirVerstat: attested }, pin, config)).toBe('ask-for-pin');
  });

  test('is asked for the PIN', () => {
    expect(askForPin(agent, 1, config.agentLine).toString()).toBe(
      document(`
        <Response>
          <Gather action="/agent/pin?attempt=1&amp;started=1767625200${again}"
            actionOnEmptyResult="true" finishOnKey="#" input="dtmf" timeout="10">
            <Say voice="Polly.Amy-Neural" language="en-US">Please enter your PIN, then press pound.</Say>
          </Gather>
        </Response>`),
    );
  });

  test('who is nobody’s agent hears so, and goodbye', () => {
    expect(refuse(config.agentLine).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Amy-Neural" language="en-US">This line is for agents only. Goodbye.</Say>
          <Hangup/>
        </Response>`),
    );
  });
});

describe('somebody who keyed in a PIN', () => {
  test.each<[string, PinEntry, AgentPin, PinStep]>([
    ['is let in with the right one', { digits: '246810', attempt: 1 }, pin, { kind: 'let-in' }],
    [
      'is let in with the right one at the last try',
      { digits: '246810', attempt: 3 },
      pin,
      { kind: 'let-in' },
    ],
    [
      'is asked again after a wrong one',
      { digits: '246811', attempt: 1 },
      pin,
      { kind: 'ask-again', attempt: 2 },
    ],
    ['is asked a third time after two', { digits: '1', attempt: 2 }, pin, { kind: 'ask-again', attempt: 3 }],
    ['is refused after three', { digits: '246811', attempt: 3 }, pin, { kind: 'refuse' }],
    [
      'is asked again after nothing',
      { digits: undefined, attempt: 1 },
      pin,
      { kind: 'ask-again', attempt: 2 },
    ],
    ['is refused after nothing three times', { digits: undefined, attempt: 3 }, pin, { kind: 'refuse' }],
    [
      'is asked again with a digit too many',
      { digits: '2468100', attempt: 1 },
      pin,
      { kind: 'ask-again', attempt: 2 },
    ],
    [
      'is refused while the PIN is malformed',
      { digits: '12ab', attempt: 1 },
      { kind: 'malformed' },
      { kind: 'refuse' },
    ],
    [
      'is refused while there is none',
      { digits: '246810', attempt: 1 },
      { kind: 'unset' },
      { kind: 'refuse' },
    ],
    [
      'is refused with nothing while there is none',
      { digits: undefined, attempt: 1 },
      { kind: 'unset' },
      { kind: 'refuse' },
    ],
  ])('%s', (_sentence, entry, setting, step) => {
    expect(decidePin(entry, setting)).toEqual(step);
  });

  test.each<[string, Record<string, unknown>, PinEntry]>([
    [
      'is read with the try that the URL counts',
      { Digits: '246810', attempt: '2' },
      { digits: '246810', attempt: 2 },
    ],
    ['has the last try if the URL does not count', { Digits: '1' }, { digits: '1', attempt: 3 }],
    [
      'has the last try if the URL counts absurdly',
      { Digits: '1', attempt: '-1' },
      { digits: '1', attempt: 3 },
    ],
    ['may have keyed in nothing', { Digits: '', attempt: '1' }, { digits: undefined, attempt: 1 }],
  ])('%s', (_sentence, given, entry) => {
    expect(readPinEntry(parameters(given))).toEqual(entry);
  });

  test('is let in by no digits but the right ones, whatever the try', () => {
    const digits = fc.option(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789*#') })), {
      nil: undefined,
    });
    fc.assert(
      fc.property(digits, fc.nat({ max: 120 }), (keyedIn, attempt) => {
        fc.pre(keyedIn !== '246810');
        expect(decidePin({ digits: keyedIn, attempt }, pin).kind).not.toBe('let-in');
      }),
    );
  });

  test.each([
    [2, 2],
    [3, 4],
  ])('wrongly is asked for try %d only after a pause of %d s', (attempt, seconds) => {
    expect(askForPin({ ...agent, queue: 'sales' }, attempt, config.agentLine).toString()).toBe(
      document(`
        <Response>
          <Say voice="Polly.Amy-Neural" language="en-US">That PIN is not right.</Say>
          <Pause length="${seconds}"/>
          <Gather action="/agent/pin?attempt=${attempt}&amp;started=1767625200&amp;queue=sales${again}"
            actionOnEmptyResult="true" finishOnKey="#" input="dtmf" timeout="10">
            <Say voice="Polly.Amy-Neural" language="en-US">Please enter your PIN, then press pound.</Say>
          </Gather>
        </Response>`),
    );
  });
});

describe('the log of the agents’ line', () => {
  test('tells who came, by the id of the config, and whether they were let in', () => {
    expect(signInLogged('refuse', { ...agent, shift: { ...agent.shift, agent: 'agent-2' } })).toEqual({
      event: 'agent-arrived',
      call: 'CA1',
      agent: 'agent-2',
      check: 'refuse',
    });
  });

  test.each<[PinStep, boolean]>([
    [{ kind: 'let-in' }, true],
    [{ kind: 'ask-again', attempt: 3 }, false],
    [{ kind: 'refuse' }, false],
  ])('tells of each try at the PIN, and never the digits: %p', (step, accepted) => {
    expect(pinLogged(step, { digits: '246811', attempt: 2 }, agent)).toEqual({
      event: 'agent-pin',
      call: 'CA1',
      agent: 'agent',
      attempt: 2,
      accepted,
    });
  });
});
