import { type NamedQueue, type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import { counted } from '../../wording/phrases';

/** What Twilio bills for agents, in one currency. What is not given stays a name in the formula. */
export interface Rates {
  /** A minute of a call to the agents' number. */
  readonly minuteIn?: number;
  /** A minute of a call to an agent's phone. */
  readonly minuteOut?: number;
  /** A task of TaskRouter. */
  readonly task?: number;
}

/** The options as they are typed. */
export interface RateOptions {
  readonly minuteIn?: string | undefined;
  readonly minuteOut?: string | undefined;
  readonly task?: string | undefined;
}

/** Reads rates, or throws what to write instead. */
export function readRates({ minuteIn, minuteOut, task }: RateOptions): Rates {
  const read = (option: string, text: string) => {
    if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
    throw new Error(`${option}: '${text}' is not a rate. Write it like 0.0085.`);
  };
  return {
    ...(minuteIn !== undefined && { minuteIn: read('--minute-in', minuteIn) }),
    ...(minuteOut !== undefined && { minuteOut: read('--minute-out', minuteOut) }),
    ...(task !== undefined && { task: read('--task', task) }),
  };
}

/** An hour of an agent, to compare by: what the phone says before the key makes a call one minute longer. */
const example = { calls: 10, talkMinutes: 3, billedMinutes: 4 };

/** What an agent costs in each queue, as agents are there and as they could be. */
export function agentCostInWords(config: QueuesConfig, rates: Rates): string[] {
  const queues = Object.keys(config.queues).flatMap((name) => queueNamed(config, name) ?? []);
  const { calls, talkMinutes } = example;
  return [
    'Agents who dial in are billed for every minute of their shift; agents who are rung for each call, from the answer on, in started minutes, and for tasks of TaskRouter.',
    `An hour of an agent with ${calls} calls of ${talkMinutes} minutes each:`,
    ...queues.map((queue) => queueCostInWords(queue, rates)),
    'Minutes: https://www.twilio.com/en-us/voice/pricing. Tasks: the price divided by the count that twilio api:core:usage:records:list --category taskrouter-tasks prints, or your invoice.',
    ...(isComplete(rates)
      ? []
      : [
          'With your rates, this is computed: npm run explain -- --minute-in RATE --minute-out RATE --task RATE',
        ]),
  ];
}

function queueCostInWords(queue: NamedQueue, rates: Rates): string {
  const tasks = example.calls * tasksOfCall(queue);
  const dialIn = total([[60, 'minute', rates.minuteIn, 'the rate of the agents’ number']]);
  const rung = total([
    [
      example.calls * example.billedMinutes,
      'minute',
      rates.minuteOut,
      'the rate of calls to the agents’ phones',
    ],
    [tasks, 'task', rates.task, 'TaskRouter’s rate'],
  ]);
  const [now, otherwise] = queue.ringing
    ? [`agents are rung, ${rung}`, `if they dialed in, ${dialIn}`]
    : [`agents dial in, ${dialIn}`, `if they were rung, ${rung}`];
  return `${queue.name}: ${now}; ${otherwise}.${breakEvenInWords(queue, rates)}`;
}

/** The caller’s own; and a timer for the end of the notes, which is a task too. */
const tasksOfCall = ({ wrapUpSeconds = 0 }: NamedQueue) => (wrapUpSeconds > 0 ? 2 : 1);

type Item = readonly [count: number, thing: string, rate: number | undefined, named: string];

function total(items: readonly Item[]): string {
  const formula = items
    .map(([count, thing, rate, named]) => `${counted(count, thing)} × ${rate ?? named}`)
    .join(' + ');
  const amounts = items.map(([count, , rate]) => (rate === undefined ? Number.NaN : count * rate));
  const sum = amounts.reduce((before, amount) => before + amount, 0);
  return Number.isNaN(sum) ? formula : `${formula} = ${sum.toFixed(2)}`;
}

function breakEvenInWords(queue: NamedQueue, rates: Rates): string {
  const { minuteIn, minuteOut, task } = rates;
  if (minuteIn === undefined || minuteOut === undefined || task === undefined) return '';
  const call = example.billedMinutes * minuteOut + tasksOfCall(queue) * task;
  if (call === 0) return '';
  const most = Math.floor((60 * minuteIn) / call);
  return ` Up to ${counted(most, 'such call')} an hour cost less where agents are rung.`;
}

const isComplete = ({ minuteIn, minuteOut, task }: Rates) =>
  minuteIn !== undefined && minuteOut !== undefined && task !== undefined;
