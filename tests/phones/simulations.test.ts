import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Phone } from '../../phones/call-board';
import type { Pace } from '../../phones/pace';
import type { RunningSimulation } from '../../phones/running-simulation';
import { type ShownChange, Simulations } from '../../phones/simulations';
import { LocalQueue, localPin } from '../../simulation/local-queue';
import { projectWith } from '../../simulation/project-with';
import demo from '../../simulation/scenes/config';
import { scenes } from '../../simulation/scenes/scenes';
import { thoroughly } from '../thorough';

/** The clocks that run, and how fast; the test itself moves them. */
const moving = new Map<object, number>();
const pace: Pace = (clock, speed) => {
  moving.set(clock, speed);
  return () => moving.delete(clock);
};

let simulations: Simulations;

const open = async (...options: Parameters<typeof LocalQueue.open>) =>
  new Simulations(await LocalQueue.open(...options), { pace, scenePace: pace });

beforeEach(async () => {
  simulations = await open();
});
afterEach(async () => {
  await simulations.close();
  expect(moving.size).toBe(0);
});

const seconds = (count: number, simulation: RunningSimulation = simulations.current) =>
  simulation.queue.twilio.clock.advance(count * 1000);

const phonesOf = (role: Phone['role'], { board }: RunningSimulation = simulations.live) =>
  board.phones.filter((phone) => phone.role === role);

describe('an agent takes the next caller', () => {
  const next = () => simulations.current.takeNextCaller();
  const partnersOf = (phones: readonly Phone[]) =>
    phones.map(({ doing }) => (doing.kind === 'talking' ? doing.with : doing.kind));

  it('with one request, even if there is no agent', async () => {
    const [caller = ''] = simulations.current.crowd(1, undefined);
    await seconds(8);
    const agent = next();
    await seconds(15);
    expect(partnersOf(phonesOf('agent'))).toEqual([caller]);
    expect(partnersOf(phonesOf('caller'))).toEqual([agent]);
  });

  it('and the one after that, whose conversation starts when the first one ends', async () => {
    const [first, second] = simulations.current.crowd(2, undefined);
    await seconds(8);
    next();
    await seconds(20);
    expect(partnersOf(phonesOf('agent'))).toEqual([first]);
    // A conversation that ends sooner counts as a lost connection.
    await seconds(10);
    next();
    await seconds(20);
    expect(partnersOf(phonesOf('agent'))).toEqual([second]);
    expect(phonesOf('caller')[0]?.doing.kind).toBe('over');
  });

  it('once, however often that is requested in the meantime', async () => {
    simulations.current.crowd(1, undefined);
    await seconds(8);
    const agent = next();
    await seconds(0.2);
    expect([next(), next()]).toEqual([agent, agent]);
    await seconds(1.2);
    expect(next()).toBe(agent);
    await seconds(15);
    expect(phonesOf('agent')).toHaveLength(1);
    expect(phonesOf('agent')[0]?.transcript.filter(({ kind }) => kind === 'pressed')).toMatchObject([
      { text: `${localPin}#` },
    ]);
    expect(phonesOf('agent')[0]?.doing.kind).toBe('talking');
  });

  it('who called the agents’ number without help and has not entered the PIN', async () => {
    simulations.current.crowd(1, undefined);
    const person = simulations.live.queue.callAsAgent('+15550000009');
    await seconds(1);
    expect(next()).toBe(person?.callSid);
    await seconds(20);
    expect(phonesOf('agent')[0]?.doing.kind).toBe('talking');
  });

  it('even after a wrong PIN that a person entered', async () => {
    simulations.current.crowd(1, undefined);
    const person = simulations.live.queue.callAsAgent('+15550000009');
    await seconds(1);
    person?.press('000000#');
    await seconds(0.5);
    next();
    await seconds(30);
    expect(phonesOf('agent')[0]?.doing.kind).toBe('talking');
  });

  it('before there is one: the agent waits', async () => {
    const agent = next();
    await seconds(20);
    expect(next()).toBe(agent);
    const [caller] = simulations.current.crowd(1, undefined);
    await seconds(20);
    expect(partnersOf(phonesOf('agent'))).toEqual([caller]);
  });

  describe('in a business with several queues', () => {
    it('as the agent who serves that queue, with the name and the PIN in the config', async () => {
      const project = await projectWith(
        join(__dirname, '..', '..', 'simulation', 'scenes', 'config.ts'),
        demo,
      );
      const business = await open({ project });
      try {
        const simulation = business.live;
        const [caller] = simulation.crowd(1, 'ventas');
        await seconds(10, simulation);
        simulation.takeNextCaller();
        await seconds(30, simulation);
        expect(phonesOf('agent', simulation)).toMatchObject([
          { from: '+15550990001', doing: { with: caller } },
        ]);
        expect(business.state.numbers).toContainEqual({
          queue: 'workshop',
          phoneNumber: '+15550100019',
          kind: 'priority',
        });
      } finally {
        await business.close();
        await project.close();
      }
    });
  });
});

describe('the clock of a simulation', () => {
  it('jumps as often as requested, one jump after another', async () => {
    const before = simulations.live.now.getTime();
    await Promise.all([simulations.live.jump(90_000), simulations.live.jump(90_000)]);
    expect(simulations.live.now.getTime() - before).toBe(180_000);
  });

  it('reports a jump in progress, and can end it where it is', async () => {
    await simulations.playScene(1);
    const { current } = simulations;
    const before = current.now.getTime();
    const jumped = [current.jumpTo('opening-time'), current.jump(60_000)];
    while (current.now.getTime() === before) await new Promise(setImmediate);
    expect(current.state.jump).toEqual({
      to: 'opening-time',
      from: new Date('2026-01-05T16:58:00-05:00').toISOString(),
      until: new Date('2026-01-12T09:00:00-05:00').toISOString(),
    });
    current.cancelJumps();
    await Promise.all(jumped);
    expect(current.state).not.toHaveProperty('jump');
    expect(current.now.getTime()).toBeLessThan(new Date('2026-01-05T20:00:00-05:00').getTime());
    await current.jump(1000);
  });

  it('stops while it is paused', () => {
    const { clock } = simulations.live.queue.twilio;
    simulations.live.setSpeed(0);
    expect([moving.get(clock), simulations.state.speed]).toEqual([undefined, 0]);
    simulations.live.setSpeed(1);
    expect(moving.get(clock)).toBe(1);
  });

  it('jumps no further once the simulation is left', async () => {
    await simulations.playScene(0);
    const simulation = simulations.current;
    const jumped = simulation.jump(20 * 3600_000);
    await simulations.goLive();
    await jumped;
    expect(simulation.now.getTime()).toBeLessThan(new Date('2026-01-05T11:00:00-05:00').getTime());
  });

  it('runs at normal speed, and faster right away on request', () => {
    const { clock } = simulations.live.queue.twilio;
    expect(moving.get(clock)).toBe(1);
    simulations.live.setSpeed(20);
    expect([moving.get(clock), simulations.state.speed]).toEqual([20, 20]);
  });
});

it('the reason why a change to the code is not live is shown until it is fixed', () => {
  const news: ShownChange[] = [];
  simulations.follow((one) => news.push(one));
  simulations.live.setProblem('queues.config.ts:3:1: Expected "}"');
  expect(simulations.state.problem).toBe('queues.config.ts:3:1: Expected "}"');
  simulations.live.setProblem(undefined);
  expect(simulations.state).not.toHaveProperty('problem');
  simulations.live.setProblem(undefined);
  expect(news).toEqual([{ kind: 'change' }, { kind: 'change' }]);
});

describe('a scene', () => {
  thoroughly.each(scenes.map(({ name }, number) => [number, name]))(
    '%i goes as scripted when time passes on its own: %s',
    async (number) => {
      await simulations.playScene(number);
      const simulation = simulations.current;
      expect(simulations.state).toMatchObject({
        scene: {
          number,
          name: scenes[number]?.name,
          isOver: false,
          wentWrong: [],
          next: { words: expect.any(String) },
        },
        configFile: scenes[number]?.business.configFile,
        speed: 5,
      });
      expect(simulation.now).toEqual(scenes[number]?.at);
      for (let minutes = 0; minutes < 30 && !simulations.state.scene?.isOver; minutes += 1) await seconds(60);
      expect(simulations.state).toMatchObject({ scene: { isOver: true, wentWrong: [] }, speed: 1 });
      expect(simulation.board.phones.length).toBeGreaterThan(0);
    },
  );

  it('shows times in the time zone of the business', async () => {
    await simulations.playScene(0);
    expect(simulations.state.timeZone).toBe('America/New_York');
  });

  it('reports what did not go as scripted', async () => {
    await simulations.playScene(0);
    await seconds(12);
    for (const { call } of simulations.current.board.phones) {
      simulations.current.queue.twilio.personOn(call)?.hangUp();
    }
    for (let minutes = 0; minutes < 30 && !simulations.state.scene?.isOver; minutes += 1) await seconds(60);
    expect(simulations.state.scene?.wentWrong).toContain(
      'Ana waits, and presses the exit key: the outcome is abandoned, not keyPressed.',
    );
  });

  it('replaces the previous simulation, and all followers hear about it', async () => {
    const news: ShownChange['kind'][] = [];
    simulations.follow(({ kind }) => news.push(kind));
    await simulations.playScene(0);
    expect(news).toEqual(['simulation']);
    await seconds(1);
    expect(news).toContain('event');
    simulations.live.crowd(1, undefined);
    const heard = news.length;
    await seconds(10, simulations.live);
    expect(news).toHaveLength(heard);
    expect(simulations.state.id).not.toBe(1);
    await simulations.goLive();
    expect(news.at(-1)).toBe('simulation');
    expect(simulations.state.id).toBe(1);
    expect(simulations.current.board.phones).toHaveLength(1);
  });

  it('that is left leaves nothing behind', async () => {
    await simulations.playScene(1);
    const left = simulations.current;
    const isThere = () => left.queue.files.some(({ kind, file }) => kind === 'function' && existsSync(file));
    expect([moving.size, isThere()]).toEqual([2, true]);
    await simulations.playScene(2);
    expect([moving.size, isThere()]).toEqual([2, false]);
    await simulations.goLive();
    expect([...moving.keys()]).toEqual([simulations.live.queue.twilio.clock]);
  });

  it('that is requested while another one starts comes after it', async () => {
    await Promise.all([
      simulations.playScene(0),
      simulations.playScene(1),
      simulations.goLive(),
      simulations.playScene(2),
    ]);
    expect(simulations.state.scene?.number).toBe(2);
    expect(moving.size).toBe(2);
  });

  it('has its own failures and its own closing time', async () => {
    await simulations.playScene(1);
    simulations.current.failFunctions('500');
    expect(simulations.state).toMatchObject({ failure: '500', hasHours: true });
    await simulations.current.jumpTo('closing-time');
    expect(simulations.current.now).toEqual(new Date('2026-01-05T17:00:00-05:00'));
    await simulations.goLive();
    expect(simulations.state).toMatchObject({ failure: 'none', hasHours: false });
  });
});
