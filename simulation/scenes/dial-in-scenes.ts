import type { Person } from '../../emulator/index';
import { localPin } from '../local-queue';
import config from './config';
import type { PassingTime } from './passing-time';
import { type Business, onTheLine, type Scene } from './scene';

const bicycleShop: Business = { config, configFile: 'simulation/scenes/config.ts' };

const minute = 60_000;

/** A Monday in New York, where the workshop is. */
const monday = (time: string) => new Date(`2026-01-05T${time}-05:00`);

/**
 * The queue's main job: three callers wait; one presses the exit key, one gives up, and an agent serves
 * the third and the next.
 */
const mainJob: Scene = {
  name: 'Three callers wait, and an agent serves one after another',
  business: bicycleShop,
  at: monday('10:00:00'),
  async play(queue, _receiver, time) {
    const ana = onTheLine(queue.call('+15550000001'));
    await time.advance(5_000, 'Ben calls');
    const ben = onTheLine(queue.call('+15550000002'));
    await time.advance(5_000, 'Cleo calls');
    const cleo = onTheLine(queue.call('+15550000003'));
    await time.advance(2 * minute, 'Ana presses the exit key');
    ana.press('*');
    await time.advance(1.6 * minute, 'Ben gives up');
    ben.hangUp();
    await time.advance(minute, 'Dan calls');
    const dan = onTheLine(queue.call('+15550000004'));
    await time.advance(minute, 'An agent calls');
    const agent = onTheLine(queue.callAsAgent('+15550000009'));
    await time.advance(5_000, 'The agent enters the PIN and gets the first caller');
    agent.press(`${localPin}#`);
    await time.advance(2 * minute, 'The agent ends the conversation with star, and gets the next caller');
    agent.press('*');
    await time.advance(2 * minute, 'Dan hangs up');
    dan.hangUp();
    await time.advance(minute, 'The agent hangs up');
    agent.hangUp();
    await time.advance(minute, 'The scene ends');
    return {
      roles: [
        {
          who: 'Ana',
          name: 'Ana waits, and presses the exit key',
          person: ana,
          outcome: 'keyPressed',
          hears: ['Thank you for calling.', 'You are next in line.', '♪', 'You can reach us again'],
        },
        {
          who: 'Ben',
          name: 'Ben waits, and gives up',
          person: ben,
          outcome: 'abandoned',
          hears: ['One caller is ahead of you.', '♪', 'You are next in line.'],
        },
        {
          who: 'Cleo',
          name: 'Cleo waits, moves up, and is served; the agent ends the conversation with *',
          person: cleo,
          outcome: 'served',
          hears: [
            'Two callers are ahead of you.',
            '♪',
            'You are next in line.',
            'Here is your agent.',
            'Thank you for calling.',
          ],
        },
        {
          who: 'Dan',
          name: 'Dan calls last, and is served next',
          person: dan,
          outcome: 'served',
          hears: ['One caller is ahead of you.', 'Here is your agent.'],
        },
        {
          who: 'The agent',
          name: 'The agent signs in once and serves two callers',
          person: agent,
          hears: [
            'enter your PIN',
            'Two callers are waiting.',
            'One caller is waiting.',
            'Nobody is waiting.',
          ],
        },
      ],
    };
  },
};

const closingTime: Scene = {
  name: 'Closing time: a waiting caller goes to voicemail, and the message arrives',
  business: bicycleShop,
  at: monday('16:58:00'),
  async play(queue, { messages }, time) {
    const fay = onTheLine(queue.call('+15550000006', 'workshop'));
    await time.advance(2.5 * minute, 'The workshop closes, and Fay is sent to voicemail');
    await time.advanceUntil(
      () => fay.heard.some((words) => words.includes('after the beep')),
      2 * minute,
      'Fay hears the beep',
    );
    await time.advance(4_000, 'Fay leaves a message');
    fay.speak(20);
    await time.advance(2 * minute, 'The message arrives at the receiver');
    return {
      roles: [
        {
          who: 'Fay',
          name: 'Fay is waiting when the workshop closes, and leaves a message',
          person: fay,
          outcome: 'closed',
          hears: [
            'This is the workshop.',
            '♪',
            'We are closed now.',
            'after the beep',
            'We will call you back',
          ],
        },
      ],
      problems: messages.length === 1 ? [] : [`The receiver got ${messages.length} messages, not one.`],
    };
  },
};

const fullQueue: Scene = {
  name: 'A full queue: the third caller hears at once that both places are taken',
  business: bicycleShop,
  at: monday('10:00:00'),
  async play(queue, _receiver, time) {
    const [gil, hana] = ['+15550000007', '+15550000008'].map((from) =>
      onTheLine(queue.call(from, 'workshop')),
    );
    await time.advance(10_000, 'Ines calls, and both places are taken');
    const ines = onTheLine(queue.call('+15550000009', 'workshop'));
    await time.advance(minute, 'Gil and Hana hang up');
    for (const person of [gil, hana]) person?.hangUp();
    await time.advance(minute, 'The scene ends');
    return {
      roles: [
        {
          who: 'Ines',
          name: 'Ines finds the line full',
          person: ines,
          outcome: 'full',
          hears: ['too many callers are waiting'],
        },
        ...Object.entries({ Gil: gil, Hana: hana }).flatMap(([who, person]) =>
          person
            ? [{ who, name: `${who} waits`, person, outcome: 'abandoned' as const, hears: ['still in line'] }]
            : [],
        ),
      ],
    };
  },
};

const twoQueues: Scene = {
  name: 'Two queues, a priority lane, a second language, and one agent',
  business: bicycleShop,
  at: monday('10:00:00'),
  async play(queue, _receiver, time) {
    const jan = onTheLine(queue.call('+15550000010', 'workshop'));
    await time.advance(30_000, 'Luz calls the Spanish queue');
    const luz = onTheLine(queue.call('+15550000012', 'ventas'));
    await time.advance(30_000, 'Max calls the priority number');
    const max = onTheLine(queue.dial('+15550000013', '+15550100019'));
    await time.advance(30_000, 'Eva calls as an agent of both queues');
    const eva = onTheLine(queue.callAsAgent('+15550990001'));
    await time.advance(1_000, 'Eva enters her PIN');
    eva.press(`${localPin}#`);
    await talkWith(time, max, 'Max');
    await talkWith(time, jan, 'Jan');
    await talkWith(time, luz, 'Luz');
    eva.press('9');
    await time.advance(minute, 'Eva logs off');
    return {
      roles: [
        {
          who: 'Max',
          name: 'Max calls last, on the priority number, and is served first',
          person: max,
          outcome: 'served',
          hears: ['You are next in line.', 'Here is your agent.'],
        },
        {
          who: 'Jan',
          name: 'Jan has waited longest, and is served second',
          person: jan,
          outcome: 'served',
          hears: ['You are still in line.', 'Here is your agent.'],
        },
        {
          who: 'Luz',
          name: 'Luz is spoken to in Spanish, and served third',
          person: luz,
          outcome: 'served',
          hears: ['Gracias por llamar.', 'es la siguiente', '♪', 'Un agente va a atender su llamada.'],
        },
        {
          who: 'Eva',
          name: 'Eva serves both queues and hears which it is each time',
          person: eva,
          hears: ['enter your PIN', 'Workshop.', 'Workshop.', 'Ventas.', 'logged off'],
        },
      ],
    };
  },
};

/** Waits until this caller is connected, and lets them talk for a minute. */
async function talkWith(time: PassingTime, person: Person, name: string): Promise<void> {
  const isConnected = () => person.events().some(({ kind }) => kind === 'bridged');
  await time.advanceUntil(isConnected, 5 * minute, `Eva gets ${name}`);
  await time.advance(minute, `${name} hangs up`);
  person.hangUp();
  await time.advance(5_000, 'Eva gets the next caller');
}

/** Agents dial in and stay on the line. */
export const dialInScenes: readonly Scene[] = [mainJob, closingTime, fullQueue, twoQueues];
