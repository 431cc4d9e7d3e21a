import config from '../../queues.config';
import { languages } from '../../src/languages/language';
import { endpoints, tryAgain } from '../../src/routes';
import { pieceAt } from '../../src/rules/rotation';
import { callerPhrases } from '../../src/speech';
import { deploy, outline, verbsOf } from './deployed';
import { type Path, queue, requests } from './twilio-requests';

// The words of the deployment's own config, so that these tests hold for every business.
const caller = callerPhrases(queue);
const agent = languages[config.agentLine.language].agent;
const music = (queueTime: number) =>
  `Play https://call-queue-1234.twil.io/hold-music/${pieceAt(queueTime, queue.holdMusic).file}`;
const backToWaiting = `Redirect /wait?queue=${queue.name}&joined=1767621600${tryAgain}`;
const connected = `Say ${agent.nobodyWaiting}, Dial[Queue ${queue.name}]`;
const apologised = `Say ${agent.apologyAndGoodbye}, Hangup`;
const refused = `Say ${agent.notAnAgent}, Hangup`;

/** What each endpoint answers to Twilio's request, in short. */
const answers: Readonly<Record<Path, string>> = {
  '/caller': `Say ${queue.greeting}, Enqueue ${queue.name}`,
  '/caller/ended': '',
  '/wait': `Gather[Say ${caller.callersAhead(1)} ${queue.exitKey.offer}, ${music(60)}]`,
  '/wait/key': backToWaiting,
  '/action': `Say ${caller.afterTheTalk}, Hangup`,
  '/agent': `Gather[Say ${agent.enterPin}]`,
  '/agent/pin': connected,
  '/agent/next': connected,
  '/agent/connect': `Say ${queue.connecting}`,
};

/** What its moment needs if an endpoint fails. */
const answersOnFailure: Readonly<Record<Path, string>> = {
  '/caller': `Say ${caller.queuedDespiteTrouble}, Enqueue ${queue.name}`,
  '/caller/ended': '',
  '/wait': `Gather[${music(0)}]`,
  '/wait/key': backToWaiting,
  '/action': `Say ${caller.apologyAndGoodbye}, Hangup`,
  '/agent': apologised,
  '/agent/pin': apologised,
  '/agent/next': apologised,
  '/agent/connect': '',
};

describe('a request as Twilio really sends it', () => {
  const ask = deploy();

  test.each(endpoints)('to %s gets its answer, and nothing in it is found wrong', async (path) => {
    const { query, form } = requests[path];
    const { status, contentType, reading, logged } = await ask(path, query, form);
    expect({ status, contentType }).toEqual({ status: 200, contentType: 'text/xml' });
    expect(outline(verbsOf(reading))).toBe(answers[path]);
    expect(logged.filter(({ event }) => event === 'bad-input' || event === 'failed')).toEqual([]);
  });

  test.each(endpoints)(
    'to %s leaves one line in the log, without a telephone number and without the PIN',
    async (path) => {
      const { query, form } = requests[path];
      const { logged } = await ask(path, query, form);
      expect(logged).toHaveLength(1);
      expect(JSON.stringify(logged)).not.toMatch(/1555|246810/);
    },
  );

  test('by a caller who found the line full, without QueueSid and QueueTime, is answered by the plan for it', async () => {
    const { query, form } = requests['/action'];
    const { QueueSid: _sid, QueueTime: _time, ...rest } = form;
    const { reading, logged } = await ask('/action', query, { ...rest, QueueResult: 'queue-full' });
    const words = queue.plans.full.map(({ say }) => `Say ${say}`);
    expect(outline(verbsOf(reading))).toBe([...words, 'Hangup'].join(', '));
    expect(logged).toMatchObject([{ event: 'left', outcome: 'full', secondsWaited: 0 }]);
  });
});

describe('a request whose answer fails', () => {
  const ask = deploy({
    onLog: () => {
      throw new Error('the log is full');
    },
  });

  test.each(endpoints)('to %s gets what its moment needs', async (path) => {
    const { query, form } = requests[path];
    const { status, contentType, reading, logged } = await ask(path, query, form);
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
  ];

  test.each(environments)('%s is refused', async (_which, environment) => {
    const { query, form } = requests['/agent'];
    const { reading } = await deploy({ environment })('/agent', query, form);
    expect(outline(verbsOf(reading))).toBe(refused);
  });

  test.each(environments)('%s is not let in by keying in what stands there', async (_which, environment) => {
    const { query, form } = requests['/agent/pin'];
    const Digits = environment.AGENT_PIN ?? '';
    const { reading } = await deploy({ environment })('/agent/pin', query, { ...form, Digits });
    expect(outline(verbsOf(reading))).toBe(refused);
  });
});
