import { type NamedQueue, type QueuesConfig, queueNamed } from '../../src/config/queue-config';
import { counted } from '../../wording/phrases';

/** What Twilio bills for agents, in one currency. A missing rate appears as a name in the formula. */
export interface Rates {
  /** A minute of a call to the agents' number. */
  readonly minuteIn?: number;
  /** A minute of a call to an agent's phone. */
  readonly minuteOut?: number;
  /** A task of TaskRouter. */
  readonly task?: number;
}

/** The options as typed. */
export interface RateOptions {
  readonly minuteIn?: string | undefined;
  readonly minuteOut?: string | undefined;
  readonly task?: string | undefined;
}

/** Reads rates, or throws an error that says what to write instead. */
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

/** An agent's hour, for comparison. What the phone says before the key makes each call a minute longer. */
const example = { calls: 10, talkMinutes: 3, billedMinutes: 4 };

/** What an agent costs in each queue, for both ways to answer calls. */
export function agentCostInWords(config: QueuesConfig, rates: Rates): string[] {
  const queues = Object.keys(config.queues).flatMap((name) => queueNamed(config, name) ?? []);
  const { calls, talkMinutes } = example;
  return [
    'Twilio bills agents who dial in for every minute of their shift, and agents whose phones ring for each minute or part of a minute of their calls, and for one TaskRouter task per call.',
    `An hour of an agent with ${calls} calls of ${talkMinutes} minutes each:`,
    ...queues.map((queue) => queueCostInWords(queue, rates)),
    'Minutes: https://www.twilio.com/en-us/voice/pricing. Tasks: run twilio api:core:usage:records:list --category taskrouter-tasks and divide the price by the count, or see your invoice.',
    ...(isComplete(rates)
      ? []
      : [
          'To compute this with your rates: npm run explain -- --minute-in RATE --minute-out RATE --task RATE',
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

/** One for the caller, and one for the timer that ends the wrap-up. */
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
