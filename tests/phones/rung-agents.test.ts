import { Terminal } from '../../commands/terminal';
import { localPins } from '../../phones/agent-choices';
import { Simulations } from '../../phones/simulations';
import { LocalQueue } from '../../simulation/local-queue';
import type { TemporaryProject } from '../../simulation/project-with';
import { shopWhosePhonesRing as business } from '../../simulation/scenes/rung-scenes';
import { projectOf } from '../../simulation/scenes/scene';
import { still } from './served-phones';

let project: TemporaryProject;
let simulations: Simulations;
let terminal: Terminal;
let printed: string[];

beforeAll(async () => {
  project = await projectOf(business);
});
afterAll(() => project.close());
beforeEach(async () => {
  const environment = localPins(business.config);
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

/** An agent is there. */
async function signIn(agent: string): Promise<void> {
  const [, press = ''] = /To enter the PIN: (press \d+ \d+#)/.exec(await type(`agent ${agent}`)) ?? [];
  await type('wait 2');
  await type(press);
  await type('wait 2');
  await type(`press ${agent} 1`);
  await type('wait 10');
}

const seconds = (count: number) => simulations.live.queue.twilio.clock.advance(count * 1000);
const talking = () =>
  simulations.live.board.phones.flatMap(({ name, doing }) => (doing.kind === 'talking' ? [name] : []));

describe('at the terminal, an agent whose phone rings', () => {
  beforeEach(() => signIn('ada'));

  it('is available, and picks up, takes the call by a key and talks', async () => {
    expect(await type('who')).toContain('agent ada: Available');
    await type('call repairs');
    await type('wait 5');
    expect(await type('who')).toMatch(/^ {2}3 {2}ada +Ringing/m);
    expect(await type('answer ada')).toContain('ada answers.');
    await type('wait 3');
    await type('press ada 1');
    await type('wait 6');
    expect(await type('who')).toMatch(/ada +Talking with Ana, 0:\d\d/);
  });

  it('declines, and is rung again if nobody else is there', async () => {
    await type('call repairs');
    await type('wait 5');
    expect(await type('decline ada')).toContain('ada declines.');
    await type('wait 1');
    expect(simulations.live.board.phones.at(-1)?.status).toBe('busy');
    await type('wait 5');
    expect(await type('who')).toContain('agent ada: Phone rings');
  });

  it('picks up nothing that does not ring', async () => {
    await type('call repairs');
    expect(await type('answer ana')).toBe('Ana’s phone is not ringing.');
  });

  it('is in line by the name of the queue, not by that of its workflow', async () => {
    await type('call repairs');
    printed.length = 0;
    await seconds(5);
    expect(printed.join('\n')).toMatch(/waits +in repairs, place 1\n/);
    expect(printed.join('\n')).toContain('ROUTER   TaskRouter reserves Ana’s call for ada');
    expect(await type('who')).toContain('queue repairs: 1 of 100 waiting');
    expect(simulations.live.board.phones.at(-2)?.transcript.map(({ text }) => text)).toContain(
      'In line for repairs, place 1',
    );
  });
});

describe('the next caller of agents whose phones ring is taken', () => {
  const next = () => simulations.live.takeNextCaller();

  it('with one request, even if no agent is there: one signs in, picks up and presses the key', async () => {
    next();
    await seconds(20);
    simulations.live.callQueue('repairs');
    await seconds(20);
    expect(talking()).toEqual(['Ana', 'ada']);
  });

  it('by the agent whose phone rings', async () => {
    await signIn('ada');
    simulations.live.callQueue('repairs');
    await seconds(5);
    next();
    await seconds(15);
    expect(talking()).toEqual(['Ana', 'ada']);
  });

  it('by the agent in a conversation, after it and the wrap-up end', async () => {
    next();
    await seconds(20);
    simulations.live.callQueue('repairs');
    await seconds(40);
    simulations.live.callQueue('repairs');
    await seconds(5);
    next();
    await seconds(30);
    expect(talking()).toEqual(['Ben', 'ada']);
  });

  it('by the last key alone where the agent has picked up; the call after it is theirs to answer', async () => {
    await signIn('ada');
    simulations.live.callQueue('repairs');
    await seconds(5);
    simulations.live.queue.twilio.personAt('+15550990011')?.answer();
    await seconds(4);
    next();
    await seconds(6);
    expect(talking()).toEqual(['Ana', 'ada']);
    await type('hang-up ana');
    simulations.live.callQueue('repairs');
    await seconds(40);
    expect(simulations.live.board.phones.at(-1)).toMatchObject({ name: 'ada', doing: { kind: 'ringing' } });
  });

  it('by nobody while all are busy', async () => {
    for (const agent of ['ada', 'ben']) await signIn(agent);
    expect(next).toThrow('All agents of repairs are at work.');
  });
});
