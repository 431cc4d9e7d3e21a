import {
  contextBytes,
  contextSizeFaults,
  leftInTheCloud,
  variableFaults,
  variablesToUpload,
  whoCannotSignIn,
} from '../../../account/deploy/variables';
import { readVariablesFile, withoutVariable, withVariable } from '../../../account/deploy/variables-file';
import type { Agent } from '../../../src/config/queue-config';

const eva: Agent = { id: 'eva', queues: ['support'], number: '+15550104711' };
const kim: Agent = { id: 'kim-lee', queues: ['support'], code: '21' };
/** Nothing says that it is Pat who is calling. */
const pat: Agent = { id: 'pat', queues: ['support'] };
const agents = [eva, kim];
const secret = '0123456789abcdef0123456789abcdef';

describe('.env, as the toolkit reads it', () => {
  it('has a variable on each line, and comments and blanks between', () => {
    const text = '\uFEFF# agents\r\nAGENT_PIN=730518\r\n\r\n  AGENT_PIN_EVA = "640917"\r\nEMPTY=\r\n';
    expect(readVariablesFile('.env', text)).toEqual({
      variables: { AGENT_PIN: '730518', AGENT_PIN_EVA: '640917', EMPTY: '' },
      faults: [],
    });
  });

  it.each([
    ['with an = in it', 'A=b=c', 'b=c'],
    ['with a # and no space before it', 'A=b#c', 'b#c'],
    ['with a # between quotation marks', 'A="b # c"', 'b # c'],
    ['with quotation marks inside', `A=it's "so"; yes`, `it's "so"; yes`],
    ['with other quotation marks around', `A='say "x"'`, 'say "x"'],
  ])('may have a value %s', (_what, line, value) => {
    expect(readVariablesFile('.env', line)).toEqual({ variables: { A: value }, faults: [] });
  });

  it.each([
    [
      'export',
      'A=1\nexport B=2',
      '.env, line 2: twilio-run would ignore it. Write NAME=value without export.',
    ],
    [
      'a line that is not a variable',
      'A=1\nB',
      '.env, line 2: twilio-run would ignore it. Write NAME=value, all on one line.',
    ],
    ['the same name twice', 'A=1\nA=2', '.env, line 2: A is already set above. Remove one of the two.'],
    [
      'a comment behind a value',
      'A=secret # mine',
      '.env, line 1: the text after # would be part of the value of A. Put comments on their own line.',
    ],
    [
      'a comment behind a quoted value',
      'A="secret" # mine',
      '.env, line 1: the value of A has a quotation mark at one end only, which would be lost. Put one at both ends.',
    ],
    [
      'a quotation mark that is lost',
      `A=secret'`,
      '.env, line 1: the value of A has a quotation mark at one end only, which would be lost. Put one at both ends.',
    ],
  ])('is refused with %s, and no value is shown', (_what, text, fault) => {
    const { faults } = readVariablesFile('.env', text);
    expect(faults).toEqual([fault]);
    expect(faults.join()).not.toContain('secret');
  });

  it('is refused with a value of several lines', () => {
    expect(readVariablesFile('.env', 'A="one\ntwo"').faults).toHaveLength(2);
  });
});

describe('the variables', () => {
  it('that are uploaded are those with a value, but the account’s sid and token', () => {
    const file = { ACCOUNT_SID: 'AC1', AUTH_TOKEN: 'token', AGENT_PIN: '730518', VOICEMAIL_SECRET: '' };
    expect(variablesToUpload(file)).toEqual({ AGENT_PIN: '730518' });
  });

  it('are all fit', () => {
    const variables = {
      ...{ AGENT_PIN: '730518', AGENT_PIN_EVA: '640917', AGENT_PIN_KIM_LEE: '958310' },
      ...{ VOICEMAIL_WEBHOOK_URL: 'https://example.com/hook', VOICEMAIL_SECRET: secret },
    };
    expect(variableFaults('.env', variables, agents)).toEqual([]);
    expect(variableFaults('.env', {}, agents)).toEqual([]);
  });

  it.each<[string, Record<string, string>, string]>([
    [
      'one of the laptop',
      { HTTP_PROXY: 'http://x' },
      '.env: HTTP_PROXY is not a variable of this queue, and would be uploaded. Set it in the shell instead.',
    ],
    [
      'the PIN of somebody who left',
      { AGENT_PIN_MAX: '730518' },
      '.env: AGENT_PIN_MAX is nobody’s PIN: queues.config.ts lists no such agent. Valid names: AGENT_PIN_EVA, AGENT_PIN_KIM_LEE, AGENT_PIN_PAT.',
    ],
    [
      'a PIN for two',
      { AGENT_PIN_EVA: '730518', AGENT_PIN_KIM_LEE: '730518' },
      '.env: AGENT_PIN_EVA and AGENT_PIN_KIM_LEE are the same, so the two agents could not be told apart.',
    ],
    [
      'an agent’s PIN for all',
      { AGENT_PIN: '730518', AGENT_PIN_EVA: '730518' },
      '.env: AGENT_PIN and AGENT_PIN_EVA are the same, so the two agents could not be told apart.',
    ],
    [
      'a PIN that anybody would try first',
      { AGENT_PIN_EVA: '123456' },
      '.env: AGENT_PIN_EVA is one of the first PINs that anybody would try. Choose digits without a pattern.',
    ],
    [
      'the PIN of the local Twilio',
      { AGENT_PIN: '246810' },
      '.env: AGENT_PIN is one of the first PINs that anybody would try. Choose digits without a pattern.',
    ],
    [
      'the end of an agent’s own number',
      { AGENT_PIN: eva.number?.slice(-7) ?? '' },
      '.env: AGENT_PIN is one of the first PINs that anybody would try. Choose digits without a pattern.',
    ],
    [
      'the PIN of an agent without a number or a code',
      { AGENT_PIN_PAT: '730518' },
      ".env: AGENT_PIN_PAT has no effect: an agent’s own PIN counts only in calls from the agent’s number, or after the agent’s code. Give pat a code in queues.config.ts, such as code: '21', or a number.",
    ],
    [
      'a secret of one letter',
      { VOICEMAIL_WEBHOOK_URL: 'https://example.com', VOICEMAIL_SECRET: 'a'.repeat(32) },
      '.env: VOICEMAIL_SECRET is easy to guess: it has too few different characters. Make one: openssl rand -hex 32',
    ],
    [
      'an address that others could listen to',
      { VOICEMAIL_WEBHOOK_URL: 'http://example.com', VOICEMAIL_SECRET: secret },
      '.env: VOICEMAIL_WEBHOOK_URL is not a URL that starts with https:// and has no space in it.',
    ],
    [
      'an address of the laptop',
      { VOICEMAIL_WEBHOOK_URL: 'http://127.0.0.1:8080', VOICEMAIL_SECRET: secret },
      '.env: VOICEMAIL_WEBHOOK_URL is not a URL that starts with https:// and has no space in it.',
    ],
    [
      'an invalid address',
      { VOICEMAIL_WEBHOOK_URL: 'https://', VOICEMAIL_SECRET: secret },
      '.env: VOICEMAIL_WEBHOOK_URL is not a URL that starts with https://.',
    ],
    [
      'an address with a space',
      { VOICEMAIL_WEBHOOK_URL: 'https://example.com/a b', VOICEMAIL_SECRET: secret },
      '.env: VOICEMAIL_WEBHOOK_URL is not a URL that starts with https:// and has no space in it.',
    ],
    [
      'an address without a secret',
      { VOICEMAIL_WEBHOOK_URL: 'https://example.com' },
      '.env: VOICEMAIL_SECRET is not set.',
    ],
  ])('are refused with %s', (_what, variables, fault) => {
    expect(variableFaults('.env', variables, [...agents, pat])).toEqual([fault]);
  });

  it.each<[string, Record<string, string>, Record<string, string>]>([
    ['PINs of six digits', { AGENT_PIN: '730518' }, { AGENT_PIN: '13579' }],
    ['PINs of ten digits', { AGENT_PIN: '7305184926' }, { AGENT_PIN: '73051849261' }],
    ['secrets of 32 characters', { VOICEMAIL_SECRET: secret }, { VOICEMAIL_SECRET: secret.slice(1) }],
    [
      'values of 450 bytes',
      { VOICEMAIL_SECRET: `${secret}${'é'.repeat(209)}` },
      { VOICEMAIL_SECRET: `${secret}${'é'.repeat(210)}` },
    ],
  ])('are %s, and not one off', (_what, right, wrong) => {
    expect(variableFaults('.env', right, agents)).toEqual([]);
    expect(variableFaults('.env', wrong, agents)).toHaveLength(1);
  });

  it('may have 3 kB in total as Twilio counts them, and not a byte more', () => {
    const room = 3 * 1024 - contextBytes({ A: '' });
    expect(contextSizeFaults({ A: 'x'.repeat(room) })).toEqual([]);
    expect(contextSizeFaults({ A: 'x'.repeat(room + 1) })).toEqual([
      'all variables together have 3073 bytes, and Twilio allows 3072.',
    ]);
  });

  it('leave room for the PINs of many agents', () => {
    const pins = Array.from({ length: 50 }, (_, index) => [`AGENT_PIN_AGENT_${index}`, `1${index}00000`]);
    expect(contextSizeFaults(Object.fromEntries(pins))).toEqual([]);
  });

  it('that are in the cloud and in no file are known by their names', () => {
    expect(leftInTheCloud(['B', 'AGENT_PIN', 'A'], { AGENT_PIN: '730518' })).toEqual(['A', 'B']);
  });
});

describe('who cannot sign in', () => {
  const trusted: Agent = { ...kim, trustCallerId: true };

  it.each<[string, Record<string, string>, readonly Agent[], string | undefined]>([
    ['is nobody, with a PIN for all', { AGENT_PIN: '730518' }, agents, undefined],
    ['is everybody, without any PIN', {}, agents, 'No agent can sign in: set AGENT_PIN.'],
    ['is everybody, if nobody is listed', {}, [], 'No agent can sign in: set AGENT_PIN.'],
    [
      'is who has no PIN',
      { AGENT_PIN_EVA: '730518' },
      agents,
      'kim-lee cannot sign in: set AGENT_PIN_KIM_LEE.',
    ],
    [
      'is an agent with their own PIN and nothing that says who is calling',
      { AGENT_PIN_EVA: '730518', AGENT_PIN_PAT: '482915' },
      [eva, pat],
      'pat cannot sign in: set AGENT_PIN_PAT. Give pat a code in queues.config.ts too.',
    ],
    ['is nobody, if all are trusted', {}, [trusted], undefined],
    ['is who is not trusted', {}, [eva, trusted], 'eva cannot sign in: set AGENT_PIN_EVA.'],
    [
      'is also who is trusted, once another has a PIN',
      { AGENT_PIN_EVA: '730518' },
      [eva, trusted],
      'kim-lee cannot sign in: set AGENT_PIN_KIM_LEE.',
    ],
  ])('%s', (_what, variables, all, words) => {
    expect(whoCannotSignIn(variables, all)).toBe(words);
  });
});

describe('one variable of a file', () => {
  it.each([
    ['', 'A=2\n'],
    ['# A=1', '# A=1\nA=2\n'],
    ['B=1\nA=1\nC=1\n', 'B=1\nA=2\nC=1\n'],
    ['A = 1 \r\nB=1', 'A=2\r\nB=1'],
    ['B=1\r\n', 'B=1\r\nA=2\r\n'],
    ['BA=1\nAB=1', 'BA=1\nAB=1\nA=2\n'],
    ['A=\n', 'A=2\n'],
  ])('is set in %j, and everything else stays as it is', (text, expected) => {
    expect(withVariable(text, 'A', '2')).toBe(expected);
  });

  it.each([
    ['', ''],
    ['A=1', ''],
    ['B=1\nA=1\nC=1\n', 'B=1\nC=1\n'],
    ['B=1\r\nA=1\r\n', 'B=1\r\n'],
    ['# A=1\nBA=1\n', '# A=1\nBA=1\n'],
  ])('is taken out of %j, and everything else stays as it is', (text, expected) => {
    expect(withoutVariable(text, 'A')).toBe(expected);
  });
});
