import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LocalTwilio } from '../../emulator/index';
import queuesConfig from '../../queues.config';
import {
  environmentVariables,
  pinVariableOf,
  readEnvironment,
  readVoicemailSettings,
} from '../../src/config/environment';
import { renderEnvironmentExample } from '../../src/config/environment-example';
import { readTaskRouterSettings } from '../../src/config/task-router';
import { config } from '../example-config';

const { agents } = config;
const variables = environmentVariables(agents);

describe('a PIN', () => {
  const [, second] = agents;

  test.each<[string, unknown, 'set' | 'malformed' | 'weak' | 'unset']>([
    ['may have six digits', '482915', 'set'],
    ['may have ten digits', '7305184926', 'set'],
    ['may begin with zeros', '004829', 'set'],
    ['may not have five', '24681', 'malformed'],
    ['may not have eleven', '01234567890', 'malformed'],
    ['may not have letters', '24681a', 'malformed'],
    ['may not have space around it', '246810 ', 'malformed'],
    ['may not have a line after it', '246810\n', 'malformed'],
    ['may not be a number', 246810, 'malformed'],
    ['is weak if it counts', '123456', 'weak'],
    ['is weak if it is one digit', '000000', 'weak'],
    ['is weak if the local Twilio prints it', '246810', 'weak'],
    ['is weak if it ends the number of an agent', '0101001', 'weak'],
    ['is unset if it is missing', undefined, 'unset'],
    ['is unset if it is empty, as in the example', '', 'unset'],
  ])('%s', (_sentence, value, kind) => {
    const holders = [
      ['AGENT_PIN', undefined],
      ['AGENT_PIN_AGENT_2', second],
    ] as const;
    for (const [name, agent] of holders) {
      expect(readEnvironment({ [name]: value }, agents)).toEqual({
        pins: kind === 'set' ? [{ digits: value, agent }] : [],
        malformedPins: kind === 'malformed' ? [name] : [],
        weakPins: kind === 'weak' ? [name] : [],
      });
    }
  });

  test('may be everybody’s and some agents’ own, and what is wrong with one does not touch the others', () => {
    const context = {
      AGENT_PIN: '482915',
      AGENT_PIN_AGENT_1: '2222',
      AGENT_PIN_AGENT_2: '730518',
      AGENT_PIN_AGENT_3: '111111',
    };
    expect(readEnvironment(context, agents)).toEqual({
      pins: [
        { digits: '482915', agent: undefined },
        { digits: '730518', agent: second },
      ],
      malformedPins: ['AGENT_PIN_AGENT_1'],
      weakPins: ['AGENT_PIN_AGENT_3'],
    });
  });

  test('that the local Twilio prints counts there, and nowhere else', () => {
    const local = { AGENT_PIN: '246810', ACCOUNT_SID: new LocalTwilio().account.sid };
    expect(readEnvironment(local, agents).pins).toEqual([{ digits: '246810', agent: undefined }]);
    expect(readEnvironment({ ...local, AGENT_PIN: '123456' }, agents).weakPins).toEqual(['AGENT_PIN']);
    const elsewhere = { ...local, ACCOUNT_SID: `AC${'1'.repeat(32)}` };
    expect(readEnvironment(elsewhere, agents).weakPins).toEqual(['AGENT_PIN']);
  });

  test('of a former agent does not count', () => {
    expect(readEnvironment({ AGENT_PIN_GONE: '482915' }, agents)).toEqual({
      pins: [],
      malformedPins: [],
      weakPins: [],
    });
  });

  test.each([
    ['agent-1', 'AGENT_PIN_AGENT_1'],
    ['ann_b', 'AGENT_PIN_ANN_B'],
    ['Zoe', 'AGENT_PIN_ZOE'],
  ])('of the agent %s is in %s', (id, name) => {
    expect(pinVariableOf({ id })).toBe(name);
  });
});

describe('the list of variables', () => {
  test('makes .env.example', () => {
    const example = readFileSync(join(__dirname, '..', '..', '.env.example'), 'utf8');
    expect(example).toBe(renderEnvironmentExample(environmentVariables(queuesConfig.agents)));
  });

  test('gives no variable a value in the example, so that no secret stands there', () => {
    const settings = renderEnvironmentExample(variables)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(settings).toEqual(variables.map(({ name }) => `${name}=`));
  });

  test('is rendered with what each is for, its format, and whether it is needed', () => {
    const variable = { description: 'What it is for.', format: 'digits', isRequired: true, isSecret: false };
    expect(
      renderEnvironmentExample([
        { ...variable, name: 'A' },
        { ...variable, name: 'B', isRequired: false },
      ]),
    ).toBe(
      [
        '# description: What it is for.',
        '# format: digits',
        '# required: true',
        'A=',
        '',
        '# description: What it is for.',
        '# format: digits',
        '# required: false',
        'B=',
        '',
      ].join('\n'),
    );
  });

  test('has every variable that functions read, except those that Twilio sets', () => {
    const read = new Set<PropertyKey>();
    const context = new Proxy({}, { get: (_target, name) => void read.add(name) });
    readEnvironment(context, agents);
    readVoicemailSettings(context);
    read.delete('ACCOUNT_SID');
    readTaskRouterSettings(context);
    expect([...read].toSorted()).toEqual(variables.map(({ name }) => name).toSorted());
  });

  test('has a variable for each agent', () => {
    const names = variables.map(({ name }) => name);
    for (const agent of agents) expect(names).toContain(pinVariableOf(agent));
  });
});
