import fc from 'fast-check';
import type { AgentPin, Environment } from '../../src/config/environment';
import type { Agent } from '../../src/config/queue-config';
import {
  agentWithNumber,
  checkIdentity,
  claimedBy,
  type IdentityCheck,
  matchingPin,
  type PinRequest,
  pinRequestFor,
} from '../../src/rules/agent-identity';
import { config } from '../example-config';
import { runs } from '../thorough';

const [trusted, untrusted] = config.agents as [Agent, Agent, Agent];
const attested = 'TN-Validation-Passed-A';

const unset: Environment = { pins: [], malformedPins: [], weakPins: [] };
const malformed: Environment = { pins: [], malformedPins: ['AGENT_PIN_AGENT_2'], weakPins: [] };
const weak: Environment = { ...unset, weakPins: ['AGENT_PIN'] };
const shared: Environment = {
  pins: [{ digits: '246810', agent: undefined }],
  malformedPins: [],
  weakPins: [],
};
const own: Environment = { pins: [{ digits: '730518', agent: untrusted }], malformedPins: [], weakPins: [] };
const partlyMalformed: Environment = { ...shared, ...{ malformedPins: ['AGENT_PIN_AGENT_2'] } };

describe('somebody on the agents’ line', () => {
  test.each<[string, Environment, Agent | undefined, string | undefined, IdentityCheck]>([
    ['is asked for the PIN once there is one', shared, undefined, undefined, 'ask-for-pin'],
    ['is asked for the PIN from a trusted and attested number too', shared, trusted, attested, 'ask-for-pin'],
    ['is asked for a PIN once any agent has one', own, trusted, attested, 'ask-for-pin'],
    [
      'is asked for a PIN although another one is malformed',
      partlyMalformed,
      trusted,
      attested,
      'ask-for-pin',
    ],
    ['is refused while the PIN is malformed', malformed, undefined, undefined, 'refuse'],
    [
      'is refused while the PIN is malformed, trusted and attested or not',
      malformed,
      trusted,
      attested,
      'refuse',
    ],
    ['is refused while the PIN is weak', weak, trusted, attested, 'refuse'],
    ['is let in from a trusted number that the carrier attests', unset, trusted, attested, 'let-in'],
    [
      'is refused from a trusted number with attestation B',
      unset,
      trusted,
      'TN-Validation-Passed-B',
      'refuse',
    ],
    [
      'is refused from a trusted number with attestation C',
      unset,
      trusted,
      'TN-Validation-Passed-C',
      'refuse',
    ],
    ['is refused when the attestation failed', unset, trusted, 'TN-Validation-Failed-A', 'refuse'],
    [
      'is refused when the attestation is only begun like A',
      unset,
      trusted,
      `${attested}-Diverted`,
      'refuse',
    ],
    ['is refused from a trusted number without attestation', unset, trusted, undefined, 'refuse'],
    ['is refused from a listed number that is not trusted', unset, untrusted, attested, 'refuse'],
    ['is refused from an unlisted number', unset, undefined, attested, 'refuse'],
  ])('%s', (_sentence, environment, agent, stirVerstat, check) => {
    expect(checkIdentity(environment, agent, stirVerstat)).toBe(check);
  });
});

describe('the agent whom a number names', () => {
  test.each<[string, string | undefined, string | undefined]>([
    ['is the one who has it', '+15550101002', 'agent-2'],
    ['is nobody for an unlisted number', '+15550109999', undefined],
    ['is nobody without a number, although one agent has none', undefined, undefined],
  ])('%s', (_sentence, from, id) => {
    expect(agentWithNumber(config.agents, from)?.id).toBe(id);
  });

  test('is nobody without a number, although a trusted agent has none by mistake', () => {
    const mistaken: Agent = { id: 'agent-9', queues: ['support'], trustCallerId: true };
    expect(agentWithNumber([mistaken], undefined)).toBeUndefined();
  });
});

describe('a PIN', () => {
  const coded: Agent = { id: 'agent-4', queues: ['support'], code: '41' };
  const both: Agent = { id: 'agent-5', queues: ['support'], number: '+15550101005', code: '51' };
  const pins: AgentPin[] = [
    { digits: '482915', agent: undefined },
    { digits: '730518', agent: trusted },
    { digits: '640917', agent: untrusted },
    { digits: '958310', agent: coded },
    { digits: '271846', agent: both },
  ];

  test.each<[string, string, Agent | undefined, AgentPin | undefined]>([
    ['that all share counts from any phone', '482915', undefined, pins[0]],
    ['that all share counts from an agent’s phone', '482915', trusted, pins[0]],
    ['of an agent counts from the agent’s phone', '730518', trusted, pins[1]],
    ['of an agent does not count from another agent’s phone', '730518', untrusted, undefined],
    ['of an agent does not count from an unknown phone', '730518', undefined, undefined],
    ['of an agent with a code counts after it, from an unknown phone', '41*958310', undefined, pins[3]],
    ['of an agent with a code counts after it, from another agent’s phone', '41*958310', trusted, pins[3]],
    ['of an agent with a code does not count without it', '958310', undefined, undefined],
    ['of an agent with a code does not count after another code', '51*958310', undefined, undefined],
    ['of an agent with a number and a code counts both ways', '271846', both, pins[4]],
    ['of an agent with a number and a code counts both ways', '51*271846', undefined, pins[4]],
    ['that all share does not count after a code', '41*482915', undefined, undefined],
    ['does not count after a code of nobody', '99*482915', trusted, undefined],
    ['does not count after an empty code', '*482915', trusted, undefined],
    ['does not count after two stars', '41**958310', undefined, undefined],
    ['is nobody’s with a digit less', '48291', undefined, undefined],
    ['is nobody’s with a digit more', '4829150', undefined, undefined],
    ['is nobody’s when nothing is entered', '', undefined, undefined],
  ])('%s', (_sentence, entered, withNumber, pin) => {
    expect(matchingPin(entered, withNumber, pins)).toBe(pin);
  });

  test('is right only if every digit is, and their number', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 12 });
    fc.assert(
      fc.property(digits, digits, (entered, pin) => {
        const set: AgentPin = { digits: pin, agent: undefined };
        expect(matchingPin(entered, undefined, [set])).toBe(entered === pin ? set : undefined);
        expect(matchingPin(pin, undefined, [set])).toBe(set);
      }),
    );
  });

  test('is no easier to guess with more agents: a guess meets one own PIN and the shared one at most', () => {
    const agents = Array.from(
      { length: 30 },
      (_, index): Agent => ({
        id: `agent-${index}`,
        queues: ['support'],
        ...(index % 3 > 0 && { number: `+${15550201000 + index}` as const }),
        ...(index % 2 > 0 && { code: `${100 + index}` }),
      }),
    );
    const many = agents.map((agent, index): AgentPin => ({ agent, digits: String(100_007 * (index + 1)) }));
    const all = [{ agent: undefined, digits: '482915' }, ...many];
    const code = fc.option(fc.constantFrom(...agents.map((agent) => agent.code ?? '')), { nil: undefined });
    fc.assert(
      fc.property(code, fc.option(fc.constantFrom(...agents), { nil: undefined }), (typed, from) => {
        const right = all.filter(({ digits }) =>
          matchingPin(typed === undefined ? digits : `${typed}*${digits}`, from, all),
        );
        expect(right.filter(({ agent }) => agent !== undefined).length).toBeLessThanOrEqual(1);
        expect(right.length).toBeLessThanOrEqual(2);
      }),
      runs(60),
    );
  });
});

describe('what somebody is asked for', () => {
  const [own, coded, all]: AgentPin[] = [
    { digits: '730518', agent: trusted },
    { digits: '958310', agent: { id: 'agent-4', queues: ['support'], code: '41' } },
    { digits: '482915', agent: undefined },
  ] as const;

  test.each<[string, Agent | undefined, readonly (AgentPin | undefined)[], PinRequest]>([
    ['is the PIN, from the phone of an agent with one', trusted, [own, coded, all], 'pin'],
    ['is the PIN, while nobody has a code', undefined, [own, all], 'pin'],
    ['is code and PIN, from an unknown phone', undefined, [own, coded], 'code-and-pin'],
    ['is code and PIN, from the phone of an agent without a PIN', untrusted, [own, coded], 'code-and-pin'],
    ['is either, while there is a shared PIN too', undefined, [coded, all], 'pin-or-code-and-pin'],
  ])('%s', (_sentence, withNumber, pins, request) => {
    expect(
      pinRequestFor(
        withNumber,
        pins.flatMap((pin) => pin ?? []),
      ),
    ).toBe(request);
  });
});

describe('somebody who enters a PIN claims to be', () => {
  const ada: Agent = { id: 'ada', queues: ['support'], code: '12' };
  const ben: Agent = { id: 'ben', queues: ['support'], code: '34' };
  const agents = [untrusted, ada, ben];

  test.each<[string, string | undefined, Agent | undefined]>([
    ['the agent of the number', '246810', trusted],
    ['the agent of the number, with nothing entered', undefined, trusted],
    ['the agent of the code, whatever the number', '34*246810', ben],
    ['no agent with a code that nobody has', '56*246810', undefined],
    ['no agent with an empty code', '*246810', undefined],
  ])('%s', (_sentence, entered, agent) => {
    expect(claimedBy(entered, trusted, agents)).toBe(agent);
  });

  test('themselves, if their own PIN is the shared one too', () => {
    const pins = [
      { digits: '246810', agent: undefined },
      { digits: '246810', agent: ada },
    ];
    expect(matchingPin('246810', ada, pins)?.agent).toBe(ada);
    expect(matchingPin('246810', ben, pins)).toEqual({ digits: '246810', agent: undefined });
  });
});
