import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Phone } from '../../phones/board';
import type { Pace } from '../../phones/pace';
import type { RunningWorld } from '../../phones/world';
import { type ShowNews, Worlds } from '../../phones/worlds';
import { LocalQueue, localPin } from '../../simulation/local-queue';
import { projectWith } from '../../simulation/project-with';
import demo from '../../simulation/scenes/config';
import { scenes } from '../../simulation/scenes/scenes';

/** The clocks that are moved, and how fast; what moves them is the test itself. */
const moving = new Map<object, number>();
const pace: Pace = (clock, speed) => {
  moving.set(clock, speed);
  return () => moving.delete(clock);
};

let worlds: Worlds;

const open = async (...options: Parameters<typeof LocalQueue.open>) =>
  new Worlds(await LocalQueue.open(...options), pace);

beforeEach(async () => {
  worlds = await open();
});
afterEach(async () => {
  await worlds.close();
  expect(moving.size).toBe(0);
});

const seconds = (count: number, world: RunningWorld = worlds.onShow) =>
  world.queue.twilio.clock.advance(count * 1000);

const phonesOf = (role: Phone['role'], { board }: RunningWorld = worlds.live) =>
  board.phones.filter((phone) => phone.role === role);

describe('an agent takes the next caller', () => {
  const next = () => worlds.onShow.takeNextCaller();
  const partnersOf = (phones: readonly Phone[]) =>
    phones.map(({ doing }) => (doing.kind === 'talking' ? doing.with : doing.kind));

  it('with one request, even if there is no agent', async () => {
    const [caller = ''] = worlds.onShow.crowd(1, undefined);
    await seconds(8);
    const agent = next();
    await seconds(15);
    expect(partnersOf(phonesOf('agent'))).toEqual([caller]);
    expect(partnersOf(phonesOf('caller'))).toEqual([agent]);
  });

  it('and the one after that, whose talk begins when the first is ended', async () => {
    const [first, second] = worlds.onShow.crowd(2, undefined);
    await seconds(8);
    next();
    await seconds(20);
    expect(partnersOf(phonesOf('agent'))).toEqual([first]);
    next();
    await seconds(20);
    expect(partnersOf(phonesOf('agent'))).toEqual([second]);
    expect(phonesOf('caller')[0]?.doing.kind).toBe('over');
  });

  it('once, however often it is asked for meanwhile', async () => {
    worlds.onShow.crowd(1, undefined);
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

  it('when somebody rang the agents’ number by hand and has not keyed in the PIN', async () => {
    worlds.onShow.crowd(1, undefined);
    const person = worlds.live.queue.callAsAgent('+15550000009');
    await seconds(1);
    expect(next()).toBe(person?.callSid);
    await seconds(20);
    expect(phonesOf('agent')[0]?.doing.kind).toBe('talking');
  });

  it('also after a wrong PIN that was keyed in by hand', async () => {
    worlds.onShow.crowd(1, undefined);
    const person = worlds.live.queue.callAsAgent('+15550000009');
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
    const [caller] = worlds.onShow.crowd(1, undefined);
    await seconds(20);
    expect(partnersOf(phonesOf('agent'))).toEqual([caller]);
  });

  describe('of a business with several queues', () => {
    it('as the agent who serves that queue, or says that there is none', async () => {
      const project = await projectWith(
        join(__dirname, '..', '..', 'simulation', 'scenes', 'config.ts'),
        demo,
      );
      const business = await open({ project });
      try {
        const world = business.live;
        const [caller] = world.crowd(1, 'ventas');
        await seconds(10, world);
        world.takeNextCaller();
        await seconds(30, world);
        expect(phonesOf('agent', world)).toMatchObject([{ from: '+15550990001', doing: { with: caller } }]);
        expect(business.told.numbers).toContainEqual({
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

describe('the clock of a world', () => {
  it('jumps as often as it is asked to, one jump after the other', async () => {
    const before = worlds.live.now.getTime();
    await Promise.all([worlds.live.jump(90_000), worlds.live.jump(90_000)]);
    expect(worlds.live.now.getTime() - before).toBe(180_000);
  });

  it('jumps no further once the world is left', async () => {
    await worlds.playScene(0);
    const world = worlds.onShow;
    const jumped = world.jump(20 * 3600_000);
    await worlds.goLive();
    await jumped;
    expect(world.now.getTime()).toBeLessThan(new Date('2026-01-05T11:00:00-05:00').getTime());
  });

  it('runs at life speed, and faster at once when that is asked for', () => {
    const { clock } = worlds.live.queue.twilio;
    expect(moving.get(clock)).toBe(1);
    worlds.live.setSpeed(20);
    expect([moving.get(clock), worlds.told.speed]).toEqual([20, 20]);
  });
});

it('why a change of the code is not in, is told until it is mended', () => {
  const news: ShowNews[] = [];
  worlds.follow((one) => news.push(one));
  worlds.live.setProblem('queues.config.ts:3:1: Expected "}"');
  expect(worlds.told.problem).toBe('queues.config.ts:3:1: Expected "}"');
  worlds.live.setProblem(undefined);
  expect(worlds.told).not.toHaveProperty('problem');
  worlds.live.setProblem(undefined);
  expect(news).toEqual([{ kind: 'change' }, { kind: 'change' }]);
});

describe('a scene', () => {
  it.each(scenes.map(({ name }, number) => [number, name]))(
    '%i comes out as told when its time passes by itself: %s',
    async (number) => {
      await worlds.playScene(number);
      const world = worlds.onShow;
      expect(worlds.told.scene).toEqual({ number, name: scenes[number]?.name, isOver: false, wentWrong: [] });
      expect(world.now).toEqual(scenes[number]?.at);
      for (let minutes = 0; minutes < 30 && !worlds.told.scene?.isOver; minutes += 1) await seconds(60);
      expect(worlds.told.scene).toMatchObject({ isOver: true, wentWrong: [] });
      expect(world.board.phones.length).toBeGreaterThan(0);
    },
  );

  it('tells what did not come out as told', async () => {
    await worlds.playScene(0);
    await seconds(12);
    for (const { call } of worlds.onShow.board.phones) {
      worlds.onShow.queue.twilio.personOn(call)?.hangUp();
    }
    for (let minutes = 0; minutes < 30 && !worlds.told.scene?.isOver; minutes += 1) await seconds(60);
    expect(worlds.told.scene?.wentWrong).toContain(
      'Ana waits, and presses the exit key: the outcome is abandoned, not keyPressed.',
    );
  });

  it('is in the place of the world before, and everybody who looks is told', async () => {
    const news: ShowNews['kind'][] = [];
    worlds.follow(({ kind }) => news.push(kind));
    await worlds.playScene(0);
    expect(news).toEqual(['world']);
    await seconds(1);
    expect(news).toContain('event');
    worlds.live.crowd(1, undefined);
    const heard = news.length;
    await seconds(10, worlds.live);
    expect(news).toHaveLength(heard);
    expect(worlds.told.id).not.toBe(1);
    await worlds.goLive();
    expect(news.at(-1)).toBe('world');
    expect(worlds.told.id).toBe(1);
    expect(worlds.onShow.board.phones).toHaveLength(1);
  });

  it('that is left leaves nothing behind', async () => {
    await worlds.playScene(1);
    const left = worlds.onShow;
    const isThere = () => left.queue.files.some(({ kind, file }) => kind === 'function' && existsSync(file));
    expect([moving.size, isThere()]).toEqual([2, true]);
    await worlds.playScene(2);
    expect([moving.size, isThere()]).toEqual([2, false]);
    await worlds.goLive();
    expect([...moving.keys()]).toEqual([worlds.live.queue.twilio.clock]);
  });

  it('asked for while another one begins comes after it', async () => {
    await Promise.all([worlds.playScene(0), worlds.playScene(1), worlds.goLive(), worlds.playScene(2)]);
    expect(worlds.told.scene?.number).toBe(2);
    expect(moving.size).toBe(2);
  });

  it('has its own failures and its own closing time', async () => {
    await worlds.playScene(1);
    worlds.onShow.failFunctions('500');
    expect(worlds.told).toMatchObject({ failure: '500', hasClosingTime: true });
    await worlds.onShow.jumpToClosing();
    expect(worlds.onShow.now).toEqual(new Date('2026-01-05T17:00:00-05:00'));
    await worlds.goLive();
    expect(worlds.told).toMatchObject({ failure: 'none', hasClosingTime: false });
  });
});
