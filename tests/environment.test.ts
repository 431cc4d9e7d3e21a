import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AgentPin, environmentVariables, readEnvironment } from '../src/environment';
import { renderEnvironmentExample } from '../src/environment-example';

describe('the PIN of the agents', () => {
  test.each<[string, unknown, AgentPin]>([
    ['may have six digits', '246810', { kind: 'set', digits: '246810' }],
    ['may have ten digits', '0123456789', { kind: 'set', digits: '0123456789' }],
    ['may begin with noughts', '000000', { kind: 'set', digits: '000000' }],
    ['may not have five', '24681', { kind: 'malformed' }],
    ['may not have eleven', '01234567890', { kind: 'malformed' }],
    ['may not have letters', '24681a', { kind: 'malformed' }],
    ['may not have space around it', '246810 ', { kind: 'malformed' }],
    ['may not have a line after it', '246810\n', { kind: 'malformed' }],
    ['may not be a number', 246810, { kind: 'malformed' }],
    ['is unset if it is missing', undefined, { kind: 'unset' }],
    ['is unset if it is empty, as in the example', '', { kind: 'unset' }],
  ])('%s', (_sentence, value, agentPin) => {
    expect(readEnvironment({ AGENT_PIN: value })).toEqual({ agentPin });
  });
});

describe('the list of variables', () => {
  test('makes .env.example', () => {
    const example = readFileSync(join(__dirname, '..', '.env.example'), 'utf8');
    expect(example).toBe(renderEnvironmentExample(environmentVariables));
  });

  test('gives no variable a value in the example, so that no secret stands there', () => {
    const settings = renderEnvironmentExample(environmentVariables)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(settings).toEqual(environmentVariables.map(({ name }) => `${name}=`));
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

  test('has every variable that functions read', () => {
    const read: PropertyKey[] = [];
    const context = new Proxy({}, { get: (_target, name) => void read.push(name) });
    readEnvironment(context);
    expect(read).toEqual(environmentVariables.map(({ name }) => name));
  });
});
