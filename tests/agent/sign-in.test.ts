import fc from 'fast-check';
import {
  type AgentCall,
  agentArrivalEndpoint,
  askForPin,
  decidePin,
  decideSignIn,
  type PinEntry,
  pinLogged,
  readAgentCall,
  readPinEntry,
  type SignInStep,
  saySignIn,
  signInLogged,
} from '../../src/agent/sign-in';
import type { Environment } from '../../src/config/environment';
import type { Agent } from '../../src/config/queue-config';
import { again, config, document, nowSeconds, said, webhookRequest } from '../example-config';

const [first, second] = config.agents as [Agent, Agent, Agent];

const withoutPin: Environment = { pins: [], malformedPins: [], weakPins: [] };
const malformed: Environment = { pins: [], malformedPins: ['AGENT_PIN'], weakPins: [] };
const shared: Environment = {
  pins: [{ digits: '246810', agent: undefined }],
  malformedPins: [],
  weakPins: [],
};
/** Everybody's PIN, and those of the first two. */
const own: Environment = {
  pins: [
    { digits: '246810', agent: undefined },
    { digits: '111111', agent: first },
    { digits: '222222', agent: second },
  ],
  malformedPins: [],
  weakPins: [],
};
const attested = 'TN-Validation-Passed-A';

const agent: AgentCall = {
  call: 'CA1',
  claimed: undefined,
  stirVerstat: undefined,
  queue: undefined,
  startedAt: nowSeconds,
};

describe('somebody who calls the agents’ number', () => {
  test('is read with the agent of the number, attestation, queue and the start of the call', () => {
    const request = webhookRequest({ From: '+15550101001', StirVerstat: attested, queue: 'support' });
    expect(readAgentCall(request)).toEqual({
      call: 'CA1',
      claimed: first,
      stirVerstat: attested,
      queue: 'support',
      startedAt: nowSeconds,
    });
    expect(request.parameters.issues).toEqual([]);
  });

  test.each<[string, string, number, string[]]>([
    ['started when the URL says', String(nowSeconds - 20), nowSeconds - 20, []],
    ['started now at the latest', String(nowSeconds + 1), nowSeconds, ['started: too large']],
  ])('has a call that %s', (_sentence, started, startedAt, issues) => {
    const request = webhookRequest({ started });
    expect(readAgentCall(request).startedAt).toBe(startedAt);
    expect(request.parameters.issues).toEqual(issues);
  });

  test('is let in without a PIN only from a trusted number that the carrier attests', () => {
    const trusted = { ...agent, claimed: first };
    expect(decideSignIn({ ...trusted, stirVerstat: attested }, withoutPin)).toEqual({
      kind: 'let-in',
      agent: first,
    });
    expect(decideSignIn(trusted, withoutPin)).toEqual({ kind: 'refuse' });
    expect(decideSignIn({ ...trusted, stirVerstat: attested }, shared)).toEqual({
      kind: 'ask-for-pin',
      attempt: 1,
      asks: 'pin',
    });
  });

  test('is asked for the PIN', () => {
    expect(askForPin(agent, { attempt: 1, asks: 'pin' }, config.agentLine).toString()).toBe(
      document(`
        <Response>
          <Gather action="/agent/pin?attempt=1&amp;started=1767625200${again}"
            actionOnEmptyResult="true" finishOnKey="#" input="dtmf" timeout="10">
            ${said('Please enter your PIN, then press pound.', 'agents')}
          </Gather>
        </Response>`),
    );
  });

  test.each<[string, SignInStep, object | undefined]>([
    [
      'is served by the queues that are the agent’s own, from the start of the call',
      { kind: 'let-in', agent: first },
      { kind: 'dial', isSignIn: true, session: { agent: 'agent-1', startedAt: nowSeconds - 60 } },
    ],
    ['is not served before the PIN', { kind: 'ask-for-pin', attempt: 1, asks: 'pin' }, undefined],
    ['is not served without being let in', { kind: 'refuse' }, undefined],
  ])('%s', (_sentence, step, serving) => {
    const caller = { ...agent, startedAt: nowSeconds - 60 };
    const facts = { step, information: { kind: 'none' } } as const;
    const decided = agentArrivalEndpoint.decide(caller, webhookRequest(), facts);
    expect(decided.step).toEqual(step);
    if (serving) expect(decided.serving).toMatchObject(serving);
    else expect(decided.serving).toBeUndefined();
  });

  test('who is nobody’s agent hears so, and goodbye', () => {
    expect(
      saySignIn({ step: { kind: 'refuse' }, serving: undefined }, agent, webhookRequest()).toString(),
    ).toBe(
      document(`
        <Response>
          ${said('This line is for agents only. Goodbye.', 'agents')}
          <Hangup/>
        </Response>`),
    );
  });
});

describe('somebody who entered a PIN', () => {
  const entry = (digits: string | undefined, attempt = 1): PinEntry => ({
    ...agent,
    named: undefined,
    digits,
    attempt,
  });
  const letIn = (who: Agent | undefined): SignInStep => ({ kind: 'let-in', agent: who });
  const askAgain = (attempt: number): SignInStep => ({ kind: 'ask-for-pin', attempt, asks: 'pin' });
  const refused: SignInStep = { kind: 'refuse' };

  test.each<[string, PinEntry, Environment, SignInStep]>([
    ['is let in with the right one', entry('246810'), shared, letIn(undefined)],
    ['is let in with the right one at the last attempt', entry('246810', 3), shared, letIn(undefined)],
    ['is asked again after a wrong one', entry('246811'), shared, askAgain(2)],
    ['is asked a third time after two', entry('1', 2), shared, askAgain(3)],
    ['is refused after three', entry('246811', 3), shared, refused],
    ['is asked again after nothing', entry(undefined), shared, askAgain(2)],
    ['is refused after nothing three times', entry(undefined, 3), shared, refused],
    ['is asked again with a digit too many', entry('2468100'), shared, askAgain(2)],
    ['is asked again with a digit too few', entry('24681'), shared, askAgain(2)],
    ['is refused while the PIN is malformed', entry('12ab'), malformed, refused],
    ['is refused while there is none', entry('246810'), withoutPin, refused],
    ['is refused without an entry while there is none', entry(undefined), withoutPin, refused],
  ])('%s', (_sentence, given, environment, step) => {
    expect(decidePin(given, environment)).toEqual(step);
  });

  test.each<[string, string, Agent | undefined, SignInStep]>([
    ['is the agent whose own it is', '222222', second, letIn(second)],
    ['is nobody with the PIN of another agent', '222222', first, askAgain(2)],
    ['is nobody with the PIN of an agent, from an unknown number', '222222', undefined, askAgain(2)],
    ['is the agent whose number it is, with everybody’s PIN', '246810', first, letIn(first)],
    [
      'is nobody in particular with everybody’s PIN from an unknown number',
      '246810',
      undefined,
      letIn(undefined),
    ],
    ['is nobody with a PIN that is nobody’s', '333333', first, askAgain(2)],
  ])('%s', (_sentence, digits, claimed, step) => {
    expect(decidePin({ ...entry(digits), claimed }, own)).toEqual(step);
  });

  test.each<[string, Record<string, unknown>, Pick<PinEntry, 'digits' | 'attempt'>]>([
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
    ['may have entered nothing', { Digits: '', attempt: '1' }, { digits: undefined, attempt: 1 }],
  ])('%s', (_sentence, given, entry) => {
    expect(readPinEntry(webhookRequest(given))).toEqual({ ...agent, named: undefined, ...entry });
  });

  test('is let in only by the right digits, at any attempt', () => {
    const digits = fc.option(fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...'0123456789*#') })), {
      nil: undefined,
    });
    fc.assert(
      fc.property(digits, fc.nat({ max: 120 }), (keyedIn, attempt) => {
        fc.pre(keyedIn !== '246810');
        expect(decidePin({ digits: keyedIn, attempt, claimed: first }, shared).kind).not.toEqual({
          kind: 'let-in',
          agent: first,
        });
      }),
    );
  });

  test.each([2, 3])(
    'who entered a wrong one is asked for try %d, and can enter it at any time',
    (attempt) => {
      const step = { attempt, asks: 'pin' } as const;
      expect(askForPin({ ...agent, queue: 'sales' }, step, config.agentLine).toString()).toBe(
        document(`
        <Response>
          <Gather action="/agent/pin?attempt=${attempt}&amp;started=1767625200&amp;queue=sales${again}"
            actionOnEmptyResult="true" finishOnKey="#" input="dtmf" timeout="10">
            ${said('That PIN is incorrect.', 'agents')}
            ${said('Please enter your PIN, then press pound.', 'agents')}
          </Gather>
        </Response>`),
      );
    },
  );

  test.each([
    ['code-and-pin', 'Please enter your agent code, then star, then your PIN, then press pound.'],
    [
      'pin-or-code-and-pin',
      'Please enter the shared PIN, or your agent code, star, and your own PIN. Then press pound.',
    ],
  ] as const)('is asked for what can let them in: %s', (asks, words) => {
    expect(askForPin(agent, { attempt: 1, asks }, config.agentLine).toString()).toContain(
      said(words, 'agents'),
    );
  });

  test('is named by the code, whatever the number', () => {
    const withCode: Agent = { id: 'agent-4', queues: ['support'], code: '41' };
    const given = { Digits: '41*958310', attempt: '1', From: '+15550101001' };
    const request = { ...webhookRequest(given), config: { ...config, agents: [...config.agents, withCode] } };
    expect(readPinEntry(request)).toMatchObject({ claimed: first, named: withCode });
  });
});

describe('the log of the agents’ line', () => {
  test.each<[Agent | undefined, string]>([
    [second, 'agent-2'],
    [undefined, 'agent'],
  ])('has the agent’s id in the config: %#', (claimed, id) => {
    expect(signInLogged({ kind: 'refuse' }, { ...agent, claimed })).toEqual({
      event: 'agent-arrived',
      call: 'CA1',
      agent: id,
      check: 'refuse',
    });
  });

  test.each<[SignInStep, string, boolean]>([
    [{ kind: 'let-in', agent: first }, 'agent-1', true],
    [{ kind: 'let-in', agent: undefined }, 'agent', true],
    [{ kind: 'ask-for-pin', attempt: 3, asks: 'pin' }, 'agent-2', false],
    [{ kind: 'refuse' }, 'agent-2', false],
  ])('has the agent of each PIN attempt, and never the digits: %#', (step, id, accepted) => {
    const line = pinLogged(step, { ...agent, named: second, digits: '246811', attempt: 2 });
    expect(line).toEqual({
      event: 'agent-pin',
      call: 'CA1',
      agent: id,
      attempt: 2,
      keyedIn: true,
      accepted,
    });
  });

  test('has an attempt with nothing entered', () => {
    const entry = { ...agent, named: undefined, digits: undefined, attempt: 1 };
    expect(pinLogged({ kind: 'refuse' }, entry)).toMatchObject({ keyedIn: false, accepted: false });
  });
});
