import { english } from '../../src/languages/english';
import { englishRinging as ringing } from '../../src/languages/ringing/english';
import type { LogLine } from '../../src/log';
import { tryAgain } from '../../src/state/urls';
import { deploy, type Form, outline, verbsOf } from './deployed';
import { type Path, paths, requests } from './twilio-requests';

const { caller, agent } = english;
const music = (file: string) => `Play https://call-queue-1234.twil.io/hold-music/${file}`;
const backToWaiting = `Redirect /wait?queue=sales&joined=1767621600${tryAgain}`;
const apologised = `Say ${agent.apologyAndGoodbye}, Hangup`;
const sorry = `Say ${caller.apologyAndGoodbye}, Hangup`;
const refused = `Say ${agent.notAnAgent}, Hangup`;

/** What each endpoint answers to Twilio's request, in short, and what it leaves in the log. */
const answers: Readonly<Record<Path, [answer: string, logged: readonly LogLine['event'][]]>> = {
  '/caller': ['Say Sales., Enqueue sales', ['joined']],
  '/caller/menu': ['Say Support. This call is recorded., Enqueue support', ['joined']],
  '/caller/join': ['Enqueue sales', []],
  '/caller/ended': ['', ['ended']],
  '/wait': [
    `Gather[Say ${caller.callersAhead(1)} Press star to leave., ${music('bach-prelude.v1.wav')}]`,
    ['announced'],
  ],
  '/wait/key': [backToWaiting, ['key']],
  '/action': ['Gather[Say How was it, from 1 to 5?]', ['left']],
  '/action/step': ['Say Nobody answered., Enqueue sales', ['plan-step', 'joined']],
  '/action/accept': [`Gather[Say ${agent.pressToAccept('support')}], Hangup`, []],
  '/action/accepted': ['', ['accepted']],
  '/action/survey': [`Say Thank you for your answer., Say ${caller.afterTheTalk}, Hangup`, ['survey']],
  '/agent': [`Gather[Say ${agent.enterPin}]`, ['agent-arrived']],
  '/agent/pin': [
    'Gather[Say You are signed in as ana., Say Press 2 to pause, 9 to log off, and star to end a conversation., Say Nobody is waiting. Stay on the line, and the next caller will be connected.]',
    ['agent-pin'],
  ],
  '/agent/next': [`Gather[Say ${agent.wrapUp(20)}]`, ['agent-free']],
  '/agent/idle': ['Gather', []],
  '/agent/paused': ['Gather', []],
  '/agent/ring': [`Gather[Say ${ringing.callFor('sales', 1)} ${ringing.takeOrDecline}], Hangup`, []],
  '/agent/accept': ['Dial[Queue]', ['taken']],
  '/agent/after': [`Gather[Say ${ringing.wrapUp(20)}], Hangup`, []],
  '/agent/after/key': [`Say ${ringing.freeAgain}, Hangup`, []],
  '/agent/state': [`Say ${ringing.notListed}, Hangup`, []],
  '/agent/state/choice': [`Gather[Say ${ringing.breakMinutes}], Hangup`, []],
  '/agent/state/break': [`Gather[Say ${ringing.breakMinutes}], Hangup`, []],
  '/agent/connect': ['Say Here is your agent. This call is recorded.', ['connected']],
};

/** What its moment needs if an endpoint fails. */
const answersOnFailure: Readonly<Record<Path, string>> = {
  '/caller': `Say ${caller.queuedDespiteTrouble}, Enqueue sales`,
  '/caller/menu': `Say ${caller.queuedDespiteTrouble} This call is recorded., Enqueue support`,
  '/caller/join': 'Enqueue sales',
  '/caller/ended': '',
  '/wait': `Gather[${music('porch-light.v1.wav')}]`,
  '/wait/key': backToWaiting,
  '/action': sorry,
  '/action/step': sorry,
  '/action/accept': 'Hangup',
  '/action/accepted': 'Hangup',
  '/action/survey': `Say ${caller.afterTheTalk}, Hangup`,
  '/agent': apologised,
  '/agent/pin': apologised,
  '/agent/next': apologised,
  '/agent/idle': apologised,
  '/agent/paused': apologised,
  '/agent/ring': 'Hangup',
  '/agent/accept': 'Hangup',
  '/agent/after': 'Hangup',
  '/agent/after/key': 'Hangup',
  '/agent/state': apologised,
  '/agent/state/choice': apologised,
  '/agent/state/break': apologised,
  '/agent/connect': 'Say This call is recorded.',
};

describe('a request as Twilio really sends it', () => {
  const ask = deploy();

  test.each(paths)('to %s gets its answer, and nothing in it is found wrong', async (path) => {
    const { query, form } = requests[path];
    const { status, contentType, reading, logged } = await ask(path, query, form);
    expect({ status, contentType }).toEqual({ status: 200, contentType: 'text/xml' });
    expect(outline(verbsOf(reading))).toBe(answers[path][0]);
    expect(logged.map(({ event }) => event)).toEqual(answers[path][1]);
  });

  test.each(paths)(
    'to %s leaves neither a telephone number nor the PIN in the log, nor more lines than it should',
    async (path) => {
      const { query, form } = requests[path];
      const { logged } = await ask(path, query, form);
      expect(logged.length).toBeLessThanOrEqual(answers[path][1].length);
      expect(JSON.stringify(logged)).not.toMatch(/1555|246810/);
    },
  );

  test('by a caller who found the line full, without QueueSid and QueueTime, is answered by the plan for it', async () => {
    const { query, form } = requests['/action'];
    const { QueueSid: _sid, QueueTime: _time, ...rest } = form;
    const { reading, logged } = await ask('/action', query, { ...rest, QueueResult: 'queue-full' });
    expect(outline(verbsOf(reading))).toBe('Say All lines are busy., Hangup');
    expect(logged).toMatchObject([{ event: 'left', outcome: 'full', secondsWaited: 0 }]);
  });

  test.each<[string, Form, string, object]>([
    ['a blocked number', { From: '+15550006666' }, 'Reject', { event: 'refused', why: 'blocked' }],
    [
      'a hidden number, to a queue that rejects them',
      { From: 'anonymous', To: '+15550200002' },
      'Reject',
      { event: 'refused', why: 'anonymous' },
    ],
    [
      'a closed queue, which leads to another',
      { To: '+15550200003' },
      'Say The night desk is closed., Enqueue support',
      { event: 'refused', why: 'closed' },
    ],
    [
      'the number of the priority lane',
      { To: '+15550200009' },
      'Say Sales., Enqueue sales-priority',
      { event: 'joined', lane: 'priority' },
    ],
  ])('of a caller with %s is answered so', async (_which, changes, answer, line) => {
    const { query, form } = requests['/caller'];
    const { reading, logged } = await ask('/caller', query, { ...form, ...changes });
    expect(outline(verbsOf(reading))).toBe(answer);
    expect(logged[0]).toMatchObject(line);
  });

  test('of a caller to a shared number is answered by its menu, and is not logged yet', async () => {
    const { query, form } = requests['/caller'];
    const { reading, logged } = await ask('/caller', query, { ...form, To: '+15550200000' });
    expect(outline(verbsOf(reading))).toBe('Gather[Say For sales press 1, for support press 2.]');
    expect(logged).toEqual([]);
  });
});

describe('a request whose answer fails', () => {
  const ask = deploy({
    onLog: () => {
      throw new Error('the log is full');
    },
  });

  /** What makes an endpoint write a line that is silent as a rule. */
  const changes: Readonly<Partial<Record<Path, Form>>> = {
    '/caller/join': { moves: 'many' },
    '/action/accept': { CallSid: '' },
    '/agent/ring': { waited: 'soon' },
    '/agent/after': { DialCallStatus: '' },
    '/agent/after/key': { waited: 'soon' },
    '/agent/state': { CallSid: '' },
    '/agent/state/choice': { CallSid: '' },
    '/agent/state/break': { CallSid: '' },
    '/agent/idle': { Digits: '9' },
    '/agent/paused': { CallSid: '' },
  };

  test.each(paths)('to %s gets what its moment needs', async (path) => {
    const { query, form } = requests[path];
    const { status, contentType, reading, logged } = await ask(path, query, { ...form, ...changes[path] });
    expect({ status, contentType }).toEqual({ status: 200, contentType: 'text/xml' });
    expect(outline(verbsOf(reading))).toBe(answersOnFailure[path]);
    expect(logged).toMatchObject([{ event: 'failed', path, error: 'Error: the log is full' }]);
  });
});

describe('somebody on the agents’ line of a deployment', () => {
  const environments: [string, Readonly<Record<string, string>>][] = [
    ['without a PIN and without trusted agents', {}],
    ['with an empty PIN', { AGENT_PIN: '' }],
    ['with a malformed PIN', { AGENT_PIN: '12345' }],
    ['with a PIN that people try first', { AGENT_PIN: '123456' }],
    ['with a PIN of one digit', { AGENT_PIN: '000000' }],
    ['with a malformed PIN of an agent', { AGENT_PIN_ANA: '12345' }],
    ['with the PIN of a former agent', { AGENT_PIN_GONE: '246810' }],
  ];

  test.each(environments)('%s is refused', async (_which, environment) => {
    const { query, form } = requests['/agent'];
    const { reading } = await deploy({ environment })('/agent', query, form);
    expect(outline(verbsOf(reading))).toBe(refused);
  });

  test.each(environments)('%s is not let in by keying in what stands there', async (_which, environment) => {
    const { query, form } = requests['/agent/pin'];
    const [Digits = ''] = Object.values(environment);
    const { reading } = await deploy({ environment })('/agent/pin', query, { ...form, Digits });
    expect(outline(verbsOf(reading))).toBe(refused);
  });

  test.each([
    ['an own PIN, from another agent’s number', '730518', '+15550990001'],
    ['an own PIN, from an unknown number', '730518', '+15550999999'],
    ['an own PIN after another’s code', '22*640917', '+15550999999'],
  ])('is not let in with %s', async (_how, Digits, From) => {
    const environment = { AGENT_PIN: '246810', AGENT_PIN_ANA: '640917', AGENT_PIN_BEN: '730518' };
    const { query, form } = requests['/agent/pin'];
    const { logged } = await deploy({ environment })('/agent/pin', query, { ...form, Digits, From });
    expect(logged).toMatchObject([{ event: 'agent-pin', accepted: false, keyedIn: true }]);
  });

  test.each([
    ['an own PIN after the code, from another agent’s number', 'ben', '22*730518', '+15550990001'],
    ['an own PIN, from the own number', 'ana', '640917', '+15550990001'],
    ['everybody’s PIN, from the own number', 'ana', '246810', '+15550990001'],
    ['everybody’s PIN, from an unknown number', 'agent', '246810', '+15550999999'],
  ])('is let in with %s, as %s', async (_how, id, Digits, From) => {
    const environment = { AGENT_PIN: '246810', AGENT_PIN_ANA: '640917', AGENT_PIN_BEN: '730518' };
    const { query, form } = requests['/agent/pin'];
    const { reading, logged } = await deploy({ environment })('/agent/pin', query, { ...form, Digits, From });
    expect(outline(verbsOf(reading))).toMatch(/^(Gather\[)?Say You are signed in/);
    expect(logged).toMatchObject([{ event: 'agent-pin', agent: id, accepted: true }]);
  });
});
