import type { ExternalNumber, Person } from '../../emulator/index';
import { connectedAt, RungAgents } from './rung-agents';
import config, { menuNumber, premiumCallers } from './rung-config';
import { type Business, onTheLine, type Role, type Scene } from './scene';

/** A business whose agents are rung. */
export const shopWhosePhonesRing: Business = { config, configFile: 'simulation/scenes/rung-config.ts' };

const second = 1000;
const minute = 60 * second;

/** What all of these scenes have in common. */
const inShop = { business: shopWhosePhonesRing, at: new Date('2026-01-05T10:00:00-05:00') };

/** An agent does not take the call that their phone rings for, and the next agent does. */
const nextAgentTakesIt = (
  name: string,
  phoneOfAda: ExternalNumber,
  ada: Pick<Role, 'name' | 'ring' | 'hears'>,
): Scene => ({
  ...{ ...inShop, name },
  async play(queue, _receiver, time) {
    const agents = new RungAgents(queue, time);
    await agents.signIn('ada');
    await agents.signIn('ben');
    queue.twilio.setExternalNumber(agents.numberOf('ada'), phoneOfAda);
    const kim = onTheLine(queue.call('+15550000011', 'repairs'));
    const missed = await agents.rung('ada');
    const taken = await agents.serve('ben', kim, 'Kim', minute);
    await time.advance(minute, 'The scene ends');
    return {
      roles: [
        { who: 'Ada', person: missed, ...ada },
        {
          who: 'Ben',
          name: 'Ben, whose phone rings next, takes the call by a key',
          person: taken,
          ring: 'taken',
          hears: ['A call for repairs', 'Press 1 to take it', 'You have 20 seconds for your notes.'],
        },
        {
          who: 'Kim',
          name: 'Kim hears nothing of that but music, and is served',
          person: kim,
          outcome: 'served',
          hears: ['Welcome to repairs.', '♪', 'Here is your agent.'],
        },
      ],
    };
  },
});

const noAnswer = nextAgentTakesIt(
  'The agent who has been idle longest is rung; she does not answer, and the next one does',
  { kind: 'no-answer' },
  {
    name: 'Ada has been idle longest: her phone rings first, and she does not answer',
    ring: 'unanswered',
    hears: [],
  },
);

const voicemail = nextAgentTakesIt(
  'A voicemail answers an agent’s phone, and wins nothing',
  { kind: 'voicemail', afterSeconds: 12 },
  {
    name: 'Ada’s voicemail answers; it presses no key, so it is not connected',
    ring: 'no-key',
    hears: ['A call for repairs', 'Press 1 to take it'],
  },
);

const premiumAndAging: Scene = {
  ...inShop,
  name: 'A premium caller goes before two who came earlier, and a long-waiting caller before a premium one',
  async play(queue, _receiver, time) {
    const agents = new RungAgents(queue, time);
    await agents.signIn('cleo');
    const call = (from: string) => onTheLine(queue.call(from, 'sales'));
    const kim = call('+15550000011');
    await agents.take('cleo', kim);
    const luz = call('+15550000012');
    await time.advance(20 * second, 'Max calls');
    const max = call('+15550000013');
    await time.advance(20 * second, 'Nora, a premium caller, calls');
    const nora = call(premiumCallers[0]);
    await time.advance(minute, 'Kim hangs up');
    kim.hangUp();
    await agents.serve('cleo', nora, 'Nora', minute);
    await agents.take('cleo', luz);
    await time.advance(3 * minute, 'Pia, a premium caller, calls');
    const pia = call(premiumCallers[1]);
    await time.advance(20 * second, 'Luz hangs up; Max has waited more than five minutes');
    luz.hangUp();
    await agents.serve('cleo', max, 'Max', minute);
    await agents.serve('cleo', pia, 'Pia', minute);
    await time.advance(minute, 'The scene ends');
    const roles = [
      served('Nora', 'Nora is a premium caller: she calls third, and is served first', nora),
      served('Luz', 'Luz is served when no premium caller waits', luz),
      served('Max', 'Max has waited more than five minutes, and is served before a premium caller', max),
      served('Pia', 'Pia is a premium caller, and is served after Max', pia),
    ];
    return { roles, problems: notInOrder(roles) };
  },
};

const teamByMenu: Scene = {
  ...inShop,
  name: 'Two teams on one number: a key chooses whose phones ring',
  async play(queue, _receiver, time) {
    const agents = new RungAgents(queue, time);
    await agents.signIn('ada');
    await agents.signIn('cleo');
    const omar = onTheLine(queue.dial('+15550000015', menuNumber));
    await time.advance(5 * second, 'Omar chooses sales with 2');
    omar.press('2');
    const cleo = await agents.serve('cleo', omar, 'Omar', minute);
    await time.advance(minute, 'The scene ends');
    const isRung = (id: string) => queue.log().some((line) => line.event === 'rung' && line.agent === id);
    return {
      roles: [
        {
          who: 'Omar',
          name: 'Omar presses 2 for sales, and is served',
          person: omar,
          outcome: 'served',
          hears: ['For repairs press 1, for sales press 2.', 'Welcome to sales.', 'Here is your agent.'],
        },
        {
          who: 'Cleo',
          name: 'Cleo is in the sales team: her phone rings',
          person: cleo,
          ring: 'taken',
          hears: ['A call for sales'],
        },
      ],
      problems: isRung('ada') ? ['The phone of Ada, who is in the other team, has rung.'] : [],
    };
  },
};

const nobodyThere: Scene = {
  ...inShop,
  name: 'Nobody is there: when a caller arrives, and when the last agent leaves while one waits',
  async play(queue, _receiver, time) {
    const agents = new RungAgents(queue, time);
    const quinn = onTheLine(queue.call('+15550000017', 'repairs'));
    await time.advance(20 * second, 'Ada signs in');
    await agents.signIn('ada');
    const rosa = onTheLine(queue.call('+15550000018', 'repairs'));
    const ada = await agents.take('ada', rosa);
    const sam = onTheLine(queue.call('+15550000019', 'repairs'));
    await time.advance(minute, 'Rosa hangs up');
    rosa.hangUp();
    await agents.chooseInWrapUp(ada, '3', 'Ada presses 3 to go offline');
    await agents.leaveAnyway(ada, '3', 'Ada is warned that Sam is waiting, and goes offline with 3');
    await time.advanceUntil(() => !sam.isOnTheLine, 3 * minute, 'Nobody comes, and Sam hears so');
    await time.advance(10 * second, 'The scene ends');
    const hears = ['Sorry, nobody is here right now.'];
    return {
      roles: [
        {
          who: 'Quinn',
          name: 'Quinn calls before any agent is there, and is not put in line',
          person: quinn,
          outcome: 'noAgents',
          hears,
        },
        {
          who: 'Ada',
          name: 'Ada takes a call, and goes offline after it',
          person: ada,
          ring: 'taken',
          hears: [
            'A call for repairs',
            'You have 20 seconds for your notes.',
            'One caller is waiting',
            'You are offline.',
          ],
        },
        {
          who: 'Sam',
          name: 'Sam is in line when the last agent leaves, and hears so within a minute',
          person: sam,
          outcome: 'noAgents',
          hears: ['Welcome to repairs.', '♪', ...hears],
        },
      ],
    };
  },
};

const endsByItself: Scene = {
  ...inShop,
  name: 'Wrap-up and a break end on time',
  async play(queue, _receiver, time) {
    const agents = new RungAgents(queue, time);
    const now = () => queue.twilio.clock.now().getTime();
    await agents.signIn('ada');
    const tess = onTheLine(queue.call('+15550000020', 'repairs'));
    await agents.take('ada', tess);
    const uma = onTheLine(queue.call('+15550000021', 'repairs'));
    await time.advance(minute, 'Tess hangs up');
    tess.hangUp();
    const notesBegan = now();
    await agents.rung('ada');
    const wrapUpSeconds = (now() - notesBegan) / second;
    const ada = await agents.serve('ada', uma, 'Uma', minute);
    await agents.chooseInWrapUp(ada, '1', 'Ada needs no wrap-up and presses 1');
    await time.advance(10 * second, 'Ada calls for a break');
    const { agent: signIn, startedAt } = await agents.takeBreak('ada', 5);
    await time.advance(4.5 * minute, 'Vito calls, and the break is almost over');
    const vito = onTheLine(queue.call('+15550000022', 'repairs'));
    await agents.rung('ada');
    const breakSeconds = (now() - startedAt) / second;
    await agents.serve('ada', vito, 'Vito', minute);
    await time.advance(minute, 'The scene ends');
    return {
      roles: [
        served('Tess', 'Tess is served', tess),
        served('Uma', 'Uma waits until Ada’s wrap-up is over', uma),
        {
          who: 'Ada',
          name: 'Ada calls the agents’ number, and takes a break of five minutes',
          person: signIn,
          hears: [
            'Please enter your PIN',
            'Press 1 to be available',
            'Enter the number of minutes',
            'You are on a break for 5 minutes.',
          ],
        },
        served('Vito', 'Vito is served when Ada’s break is over', vito),
      ],
      problems: [
        ...notAbout(20, wrapUpSeconds, 'Ada’s wrap-up'),
        ...notAbout(300, breakSeconds, 'Ada’s break'),
      ],
    };
  },
};

/** A caller waits in a queue, and is served. */
const served = (who: string, name: string, person: Person): Role => ({
  ...{ who, name, person, outcome: 'served' },
  hears: ['Welcome to', '♪', 'Here is your agent.'],
});

/** In which order callers were connected, if it is not the order of the roles. */
function notInOrder(roles: readonly Role[]): string[] {
  const connectedMillis = ({ person }: Role) => connectedAt(person)?.getTime() ?? Number.POSITIVE_INFINITY;
  const order = roles.toSorted((one, other) => connectedMillis(one) - connectedMillis(other));
  const names = (all: readonly Role[]) => all.map(({ who }) => who).join(', ');
  return names(order) === names(roles) ? [] : [`The order is ${names(order)}, not ${names(roles)}.`];
}

/** A phone rings at once when an agent is free, apart from the time of a request or two. */
const secondsToRing = 4;

const notAbout = (expected: number, seconds: number, what: string): string[] =>
  seconds >= expected - 1 && seconds <= expected + secondsToRing
    ? []
    : [`${what} lasted ${seconds} s, not ${expected} s.`];

/** Agents' phones ring. */
export const rungScenes: readonly Scene[] = [
  noAnswer,
  voicemail,
  premiumAndAging,
  teamByMenu,
  nobodyThere,
  endsByItself,
];
