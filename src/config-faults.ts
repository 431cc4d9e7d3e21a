import { languages } from './languages/language';
import type { Agent, Plan, Queue, QueuesConfig } from './queue-config';
import { secondsToSay } from './speech';

/** Twilio's voices say no more than this in one go. https://www.twilio.com/docs/api/errors/13521 */
const longestTextCharacters = 3000;
const longestQueueNameCharacters = 63;
const longestWaitSeconds = 3 * 3600;
const mostCallers = 5000;
/** How far a stated length of a piece may be from the file's. */
const pieceToleranceSeconds = 0.5;
/**
 * What a round may have besides its piece and announcement: the pause that ends it, our answer at its slowest,
 * and the second that Twilio's whole seconds may hide.
 */
const secondsBetweenPieces = 5;

/**
 * Everything in the config that the compiler cannot see, each as one sentence that names the place and the
 * repair. `pieceSeconds` tells how long each file of `assets/hold-music/` really plays.
 */
export function faultsOf(config: QueuesConfig, pieceSeconds: ReadonlyMap<string, number>): string[] {
  const queues = Object.entries(config.queues);
  return [
    ...(queues.length === 0 ? ['queues: there is none. Define at least one queue.'] : []),
    ...queues.flatMap(([name, queue]) => queueFaults(name, queue, pieceSeconds)),
    ...numberFaults(config),
    ...agentFaults(config),
    ...voiceFaults('agentLine.voice', config.agentLine.voice),
    ...textFaults('fallback.caller', config.fallback.caller),
    ...textFaults('fallback.agent', config.fallback.agent),
    ...phoneNumberFaults('fallback.dialNumber', config.fallback.dialNumber),
  ];
}

function queueFaults(name: string, queue: Queue, pieceSeconds: ReadonlyMap<string, number>): string[] {
  const at = (place: string) => `queues.${name}.${place}`;
  return [
    ...queueNameFaults(name),
    ...textFaults(at('greeting'), queue.greeting),
    ...textFaults(at('connecting'), queue.connecting),
    ...textFaults(at('exitKey.offer'), queue.exitKey.offer),
    ...voiceFaults(at('voice'), queue.voice),
    ...Object.entries(queue.phrases ?? {}).flatMap(([name, phrase]) =>
      phraseFaults(at(`phrases.${name}`), phrase),
    ),
    ...Object.entries(queue.plans).flatMap(([reason, plan]) => planFaults(at(`plans.${reason}`), plan)),
    ...holdMusicFaults(at('holdMusic'), queue, pieceSeconds),
    ...maxWaitFaults(at('maxWaitSeconds'), queue),
    ...rangeFaults(at('maxCallers'), queue.maxCallers, 1, mostCallers),
    ...rangeFaults(at('servedAfterSeconds'), queue.servedAfterSeconds, 1, 120),
  ];
}

const queueNameFaults = (name: string) =>
  /^[A-Za-z0-9][\w-]*$/.test(name) && name.length <= longestQueueNameCharacters
    ? []
    : [
        `queues.${name}: a queue's name has letters, digits, - and _, and at most ${longestQueueNameCharacters} of them. Rename it.`,
      ];

function planFaults(place: string, plan: Plan): string[] {
  if (plan.length === 0) return [`${place}: nothing would be heard. Add at least one { say: '…' }.`];
  return plan.flatMap((step, index) => textFaults(`${place}[${index}].say`, step.say));
}

function textFaults(place: string, text: string): string[] {
  if (text.trim() === '')
    return [`${place}: it is empty, so callers would hear silence. Write what is said.`];
  if (text.length > longestTextCharacters) {
    return [
      `${place}: ${text.length} characters; a voice says at most ${longestTextCharacters}. Shorten it.`,
    ];
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot carry
  const unspeakable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.exec(text);
  return unspeakable
    ? [`${place}: character ${unspeakable.index + 1} cannot stand in XML. Type the text anew.`]
    : [];
}

/** Words that depend on a number are tried with the first ones. */
function phraseFaults(place: string, phrase: string | ((count: number) => string)): string[] {
  if (typeof phrase === 'string') return textFaults(place, phrase);
  return [0, 1, 2].flatMap((count) => textFaults(`${place}(${count})`, phrase(count)));
}

const voiceFaults = (place: string, voice: string) =>
  voice.trim() === '' ? [`${place}: it is empty. Name one of Twilio’s, such as Polly.Joanna-Neural.`] : [];

function rangeFaults(place: string, value: number, least: number, most: number): string[] {
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [`${place}: it is ${value}. Give a whole number from ${least} to ${most}.`];
}

function maxWaitFaults(place: string, queue: Queue): string[] {
  const longestPiece = Math.max(0, ...queue.holdMusic.map(({ seconds }) => seconds));
  return rangeFaults(place, queue.maxWaitSeconds, Math.ceil(longestPiece), longestWaitSeconds);
}

function holdMusicFaults(place: string, queue: Queue, pieceSeconds: ReadonlyMap<string, number>): string[] {
  const faults = queue.holdMusic.flatMap(({ file, seconds }, index) => {
    const actual = pieceSeconds.get(file);
    const here = `${place}[${index}]`;
    if (actual === undefined) {
      const known = [...pieceSeconds.keys()].join(', ') || 'none';
      return [`${here}.file: assets/hold-music/ has no ${file}. It has: ${known}.`];
    }
    if (Math.abs(actual - seconds) <= pieceToleranceSeconds) return [];
    return [`${here}.seconds: it says ${seconds}, but ${file} plays ${actual.toFixed(1)} s. Write that.`];
  });
  return faults.length > 0 ? faults : rotationFaults(place, queue);
}

/**
 * Whether callers could hear one piece twice running. `rules/rotation.ts` chooses by how many slots, each as
 * long as the shortest piece, have passed. A round lasts one slot at least, so the next piece is another one
 * as long as no round can pass as many slots as there are pieces.
 */
function rotationFaults(place: string, queue: Queue): string[] {
  const seconds = queue.holdMusic.map((piece) => piece.seconds);
  if (seconds.length < 3) {
    return [`${place}: it has ${seconds.length} pieces, and only three or more can take turns. Add a piece.`];
  }
  const round = Math.max(...seconds) + longestAnnouncementSeconds(queue) + secondsBetweenPieces;
  const allowed = (seconds.length - 1) * Math.min(...seconds);
  if (round < allowed) return [];
  return [
    `${place}: callers may hear one piece twice running, because the longest with its announcement lasts ${round.toFixed(1)} s and must stay under ${allowed.toFixed(1)} s. Use pieces of more equal length, or one more.`,
  ];
}

/** How long the news can take, for a full queue and every short line. */
export function longestAnnouncementSeconds(queue: Queue): number {
  const phrases = { ...languages[queue.language].caller, ...queue.phrases };
  const counts = [...Array(20).keys(), queue.maxCallers];
  const news = [...counts.map((count) => phrases.callersAhead(count)), phrases.stillWaiting];
  return Math.max(...news.map((text) => secondsToSay(`${text} ${queue.exitKey.offer}`)));
}

function phoneNumberFaults(place: string, number: string | undefined): string[] {
  if (number === undefined || /^\+[1-9]\d{6,14}$/.test(number)) return [];
  return [`${place}: ${number} is no E.164 number. Write + and the country code first, as in +15551230000.`];
}

function numberFaults(config: QueuesConfig): string[] {
  const led = Object.entries(config.queues).flatMap(([name, queue]) =>
    (queue.numbers ?? []).map((number, index) => ({ number, place: `queues.${name}.numbers[${index}]` })),
  );
  const seen = new Map<string, string>();
  return led.flatMap(({ number, place }) => {
    const first = seen.get(number);
    seen.set(number, first ?? place);
    const again = first ? [`${place}: ${number} already stands at ${first}. Keep one.`] : [];
    return [...phoneNumberFaults(place, number), ...again];
  });
}

function agentFaults({ agents, queues }: QueuesConfig): string[] {
  return agents.flatMap((agent: Agent, index) => {
    const at = (place: string) => `agents[${index}].${place}`;
    const faults = [...phoneNumberFaults(at('number'), agent.number)];
    if (!/^[\w-]{1,40}$/.test(agent.id) || agent.id === 'agent') {
      faults.push(
        `${at('id')}: '${agent.id}' will not do. Use letters, digits, - and _, and not 'agent' alone.`,
      );
    }
    if (agents.findIndex(({ id }) => id === agent.id) < index) {
      faults.push(`${at('id')}: '${agent.id}' is another agent's already. Give each an id of its own.`);
    }
    if (!Object.hasOwn(queues, agent.queue)) {
      faults.push(
        `${at('queue')}: there is no queue '${agent.queue}'. There are: ${Object.keys(queues).join(', ')}.`,
      );
    }
    if (agent.trustCallerId && agent.number === undefined) {
      faults.push(`${at('trustCallerId')}: which number? Give the agent a number, or take this out.`);
    }
    return faults;
  });
}
