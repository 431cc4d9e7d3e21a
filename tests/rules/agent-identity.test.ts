import fc from 'fast-check';
import type { AgentPin, Environment } from '../../src/config/environment';
import type { Agent } from '../../src/config/queue-config';
import {
  agentWithNumber,
  checkIdentity,
  type IdentityCheck,
  matchingPin,
} from '../../src/rules/agent-identity';
import { config } from '../example-config';

const [trusted, untrusted] = config.agents as [Agent, Agent, Agent];
const attested = 'TN-Validation-Passed-A';

const unset: Environment = { pins: [], malformedPins: [] };
const malformed: Environment = { pins: [], malformedPins: ['AGENT_PIN_AGENT_2'] };
const shared: Environment = { pins: [{ digits: '246810', agent: undefined }], malformedPins: [] };
const own: Environment = { pins: [{ digits: '135790', agent: untrusted }], malformedPins: [] };
const partlyMalformed: Environment = { ...shared, ...{ malformedPins: ['AGENT_PIN_AGENT_2'] } };

describe('somebody on the agents’ line', () => {
  test.each<[string, Environment, Agent | undefined, string | undefined, IdentityCheck]>([
    ['is asked for the PIN once there is one', shared, undefined, undefined, 'ask-for-pin'],
    ['is asked for the PIN from a trusted and attested number too', shared, trusted, attested, 'ask-for-pin'],
    ['is asked for a PIN once any agent has one', own, trusted, attested, 'ask-for-pin'],
    ['is asked for a PIN though another one is malformed', partlyMalformed, trusted, attested, 'ask-for-pin'],
    ['is refused while the PIN is malformed', malformed, undefined, undefined, 'refuse'],
    [
      'is refused while the PIN is malformed, trusted and attested or not',
      malformed,
      trusted,
      attested,
      'refuse',
    ],
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
    ['is nobody without a number, though one agent has none', undefined, undefined],
  ])('%s', (_sentence, from, id) => {
    expect(agentWithNumber(config.agents, from)?.id).toBe(id);
  });

  test('is nobody without a number, though a trusted agent has none by mistake', () => {
    const mistaken: Agent = { id: 'agent-9', queues: ['support'], trustCallerId: true };
    expect(agentWithNumber([mistaken], undefined)).toBeUndefined();
  });
});

describe('a PIN', () => {
  const pins: AgentPin[] = [
    { digits: '246810', agent: undefined },
    { digits: '135790', agent: trusted },
    { digits: '246810', agent: untrusted },
    { digits: '135790', agent: untrusted },
  ];

  test.each<[string, string, AgentPin | undefined]>([
    ['is an agent’s own rather than everybody’s', '246810', pins[2]],
    ['is the first agent’s where two have the same', '135790', pins[1]],
    ['is nobody’s with other digits', '135791', undefined],
    ['is nobody’s with a digit less', '13579', undefined],
    ['is nobody’s with a digit more', '1357900', undefined],
    ['is nobody’s when nothing is keyed in', '', undefined],
  ])('%s', (_sentence, entered, pin) => {
    expect(matchingPin(entered, pins)).toBe(pin);
  });

  test('is right only if every digit is, and their number', () => {
    const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 12 });
    fc.assert(
      fc.property(digits, digits, (entered, pin) => {
        const set: AgentPin = { digits: pin, agent: undefined };
        expect(matchingPin(entered, [set])).toBe(entered === pin ? set : undefined);
        expect(matchingPin(pin, [set])).toBe(set);
      }),
    );
  });
});
