import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { Twilio } from 'twilio';
import { Terminal } from '../../commands/terminal';
import { wrapped } from '../../commands/wrapped';
import { restHttpClient } from '../../emulator/index';
import { localPins } from '../../phones/agent-choices';
import { Simulations } from '../../phones/simulations';
import { agentsNumber, LocalQueue } from '../../simulation/local-queue';
import { projectWith, type TemporaryProject } from '../../simulation/project-with';
import demo from '../../simulation/scenes/config';
import everything from '../stories/everything.config';
import { still } from './served-phones';

const everythingFile = join(__dirname, '..', 'stories', 'everything.config.ts');
const demoFile = join(__dirname, '..', '..', 'simulation', 'scenes', 'config.ts');

let project: TemporaryProject;
let simulations: Simulations;
let terminal: Terminal;
let printed: string[];

beforeAll(async () => {
  project = await projectWith(demoFile, demo);
});
afterAll(() => project.close());
beforeEach(async () => {
  const environment = localPins(demo);
  const queue = await LocalQueue.open({ project, environment });
  simulations = new Simulations(queue, { environment, pace: still, scenePace: still });
  terminal = new Terminal(simulations);
  printed = [];
  jest.spyOn(console, 'log').mockImplementation((line: string) => void printed.push(...line.split('\n')));
});
afterEach(async () => {
  jest.restoreAllMocks();
  await simulations.close();
});

/** What a line prints. */
async function type(line: string): Promise<string> {
  printed.length = 0;
  await terminal.obey(line);
  return printed.join('\n');
}

const phones = () => simulations.live.board.phones;

describe('the terminal has the phones of the page:', () => {
  it('a caller who called on the page is listed, presses keys and hangs up here', async () => {
    simulations.live.call({ from: '+15550000001', to: '+15550100001', name: 'Eve' });
    await type('wait 20');
    expect(await type('who')).toMatch(/^ {2}1 {2}Eve +Waiting, 1st in line, 0:\d\d$/m);
    expect(await type('press 1 *')).toContain('1 Eve');
    await type('wait 20');
    expect(await type('who')).toContain('Nobody is on the phone.');
  });

  it('a caller who called here is on the board of the page, with the same name', async () => {
    expect(await type('call ventas')).toContain('Ana calls.');
    expect(phones()).toMatchObject([{ name: 'Ana', number: 1, to: '+15550100012' }]);
    expect(await type('hang-up ana')).toContain('Ana hangs up.');
  });

  it('an agent in the config signs in with their own PIN, and talks', async () => {
    await type('call workshop');
    await type('wait 20');
    expect(await type('agent eva')).toContain('eva calls. To enter the PIN: press 2 246811#');
    await type('wait 1');
    await type('press 2 246811#');
    await type('wait 40');
    expect(await type('who')).toMatch(/eva +Talking with Ana, 0:\d\d/);
  });

  it('one word makes an agent call, sign in and take the next caller', async () => {
    await type('call');
    await type('wait 10');
    expect(await type('next')).toContain('takes the next caller.');
    await type('wait 30');
    expect(phones().map(({ doing }) => doing.kind)).toEqual(['talking', 'talking']);
  });

  it('a scene on the page is followed here too', async () => {
    printed.length = 0;
    await simulations.playScene(0);
    expect(printed.join(' ')).toContain('── The page plays the scene: Three callers wait');
    await simulations.current.queue.twilio.clock.advance(10_000);
    expect(await type('who')).toContain('Ana');
    await simulations.goLive();
    expect(await type('who')).toContain('Nobody is on the phone.');
  });
});

describe('a request that fails', () => {
  it('once is tried again, and the caller notices nothing', async () => {
    await type('fail /caller 500');
    await type('call support');
    await type('wait 5');
    expect(printed.join('\n')).toContain('POST /caller → 200 Say Enqueue (attempt 2)');
  });

  it('as often as Twilio tries it is heard by the caller', async () => {
    await type('fail /caller 500 4');
    await type('call support');
    printed.length = 0;
    await type('wait 10');
    expect(printed.join(' ').replace(/\s+/g, ' ')).toContain('Sorry, all our lines are busy.');
  });
});

it('the SID of a call is shown, also once the call is over', async () => {
  await type('call');
  const sid = await type('sid 1');
  expect(sid).toMatch(/^CA[0-9a-f]{32}$/);
  await type('hang-up 1');
  await type('wait 1');
  expect(await type('sid ana')).toBe(sid);
});

it('an agent calls from a number that is typed', async () => {
  expect(await type(`call ${agentsNumber} +15551230002`)).toContain('calls.');
  expect(phones()).toMatchObject([{ role: 'agent', from: '+15551230002', to: agentsNumber }]);
});

it('a menu can be called, and its numbers are listed', async () => {
  await simulations.close();
  const business = await projectWith(everythingFile, everything);
  const queue = await LocalQueue.open({ project: business, environment: localPins(everything) });
  simulations = new Simulations(queue, { pace: still });
  terminal = new Terminal(simulations);
  expect(await type('numbers')).toContain('+1 555 020 0000  call main');
  await type('call main');
  await type('wait 2');
  expect(phones()).toMatchObject([{ to: '+15550200000' }]);
  expect(phones()[0]?.transcript.map(({ text }) => text)).toContain(
    'For sales press 1, for support press 2.',
  );
  await business.close();
});

describe('a deployment that is practiced:', () => {
  const callers = '+15551230000';
  const agents = '+15551230001';

  beforeEach(async () => {
    await simulations.close();
    const queue = await LocalQueue.open({ project, environment: localPins(demo) });
    queue.twilio.setNumber({ phoneNumber: callers, voiceUrl: '' });
    queue.twilio.setNumber({ phoneNumber: agents, voiceUrl: '' });
    simulations = new Simulations(queue, {
      pace: still,
      extraNumbers: [
        { queue: 'your-deployment', phoneNumber: callers, kind: 'deployed' },
        { queue: 'your-deployment', phoneNumber: agents, isForAgents: true },
      ],
    });
    terminal = new Terminal(simulations);
  });

  it('its numbers are listed with what to type', async () => {
    const numbers = await type('numbers');
    expect(numbers).toContain('+1 555 123 0000  call your-deployment\n');
    expect(numbers).toContain('+1 555 123 0001  agent your-deployment\n');
    expect(numbers).not.toContain('agent your-deployment:');
  });

  it('its callers in line are counted under the name of its queue', async () => {
    const { account, rest } = simulations.live.queue.twilio;
    const client = new Twilio(account.sid, account.authToken, { httpClient: restHttpClient(rest) });
    await type('call support');
    await type('wait 2');
    await client
      .calls(await type('sid 1'))
      .update({ twiml: '<Response><Enqueue>support@staging</Enqueue></Response>' });
    await type('wait 5');
    expect(await type('who')).toContain('queue support@staging: 1 waiting');
  });

  it.each([
    'agent your-deployment',
    // Eva, whom the local config lists too.
    `call ${agents} +15550990001`,
  ])('its PIN is not known, and pin says so: %s', async (line) => {
    await type(line);
    expect(await type('pin 1')).toContain('PIN is not known here: it is in your .env. Type: press 1 <PIN>#');
  });
});

describe('a priority lane and a number can be called:', () => {
  it.each([
    ['workshop-priority', '+15550100019'],
    ['+15550100019', '+15550100019'],
    ['workshop', '+15550100011'],
  ])('call %s', async (where, to) => {
    await type(`call ${where}`);
    expect(phones()).toMatchObject([{ to }]);
  });

  it('the list of numbers has each of them', async () => {
    expect(await type('numbers')).toContain('+1 555 010 0019  call workshop-priority');
    expect(await type('numbers')).toContain('agent eva: workshop, ventas, PIN 246811');
  });
});

describe('a wrong command says what is possible:', () => {
  it.each([
    ['foo', 'There is no command “foo”. Type help for the list.'],
    ['call nowhere', 'There is no queue, menu or number nowhere. There is support,'],
    ['call support +15550000001 now', 'Too many words. Type: call [where] [from]'],
    ['call support me', 'me'],
    ['agent nobody', 'The config lists no agent nobody. It lists eva.'],
    ['press', 'Say which phone, as in: press 2 246810#'],
    ['press 9 1', 'There is no phone 9. Type who for the list.'],
    ['press 1 x', 'Keys are 0 to 9, * and #, as in: press 2 246810#'],
    ['press 1', 'Keys are 0 to 9, * and #, as in: press 2 246810#'],
    ['pin 1', 'Ana is not an agent.'],
    ['hang-up', 'Say which phone, as in: hang-up 1'],
    ['wait', 'Give seconds from 1 to 86400, as in: wait 60'],
    ['wait -1', 'Give seconds from 1 to 86400, as in: wait 60'],
    ['fail /bogus 500', 'There is no function /bogus. There is'],
    ['fail /wait', 'Say how: 429, 500, lost, slow, as in: fail /wait 500'],
    ['fail /wait 500 often', 'Say how many times in whole numbers, as in: fail /wait 500 4'],
    ['sid', 'Say which phone, as in: sid 1'],
    ['fail /wait toString', 'Say how: 429, 500, lost, slow, as in: fail /wait 500'],
  ])('%s', async (line, words) => {
    await type('call');
    expect((await type(line)).replaceAll('\n', ' ')).toContain(words);
  });

  it('a second hang-up', async () => {
    await type('call');
    await type('wait 5');
    await type('hang-up 1');
    await type('wait 1');
    expect(await type('hang-up 1')).toBe('Ana’s call is over.');
  });
});

it('says what wait, fail and log did', async () => {
  expect(await type('wait 3700')).toBe('3700 s have passed. It is 1:01:40 now.');
  expect(await type('fail /wait slow')).toBe('The next request to /wait is answered too late.');
  expect(await type('fail /wait 429 3')).toBe('The next 3 requests to /wait are answered 429.');
  expect(await type('log')).toBe('The functions’ log is shown.');
});

it('reads nothing more after quit, even if something is said while everything ends', async () => {
  const input = new PassThrough();
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
  const ended = terminal.run(input, output as unknown as NodeJS.WriteStream);
  input.write('quit\n');
  await ended;
  terminal.say('The change is live from the next request on.');
  expect(printed).toContain('The change is live from the next request on.');
  expect(input.isPaused()).toBe(true);
});

it('stays within 80 columns, and breaks no line inside a word', async () => {
  await type('call ventas');
  await type('wait 30');
  const story = [...printed, ...(await type('help')).split('\n')];
  expect(story.length).toBeGreaterThan(20);
  expect(story.filter((line) => line.length > 80)).toEqual([]);
  expect(story.join('\n')).toMatch(/^00:\d\d {2}1 Ana {7}asked {4}POST \/caller → 200 Say Enqueue$/m);
});

it.each([
  ['short', 'short'],
  ['one two three', 'one two\n  three'],
  ['one averylongwordindeed', 'one\n  averylongwordindeed'],
])('“%s” in ten columns', (line, lines) => {
  expect(wrapped(line, 10, 2)).toBe(lines);
});
