import {
  answerTo,
  type ControlAnswer,
  ControlError,
  type Fields,
  numberField,
  optionalText,
  textField,
} from '../emulator/index';
import { failures, isFailureName } from '../simulation/failures';
import type { EventStreamClients } from './event-stream-clients';
import { speeds } from './pace';
import type { Simulations } from './simulations';
import { tooManyCalls } from './too-many-calls';

/** What requests work on. */
export interface Stage {
  readonly simulations: Simulations;
  readonly clients: EventStreamClients;
}

const done: ControlAnswer = { status: 204 };
const ok = (body: unknown): ControlAnswer => ({ status: 200, body });
const largestCrowd = 1000;
const longestJumpSeconds = 86_400;

type Answer = (stage: Stage, fields: Fields) => ControlAnswer | Promise<ControlAnswer>;

const requests: Readonly<Record<string, Answer>> = {
  '/calls': ({ simulations: { current } }, fields) => {
    const from = textField(fields, 'from', '+15550000001');
    const to = textField(fields, 'to', current.state.numbers[0]?.phoneNumber ?? '');
    const person = current.call({ from, to, name: optionalText(fields, 'name')?.trim() });
    return { status: 201, body: { callSid: person.callSid } };
  },
  '/agent-calls': callAsAgent,
  '/crowd': crowd,
  '/next-caller': ({ simulations }) => ok({ call: simulations.current.takeNextCaller() }),
  '/pin': ({ simulations }, fields) => {
    simulations.current.enterPin(textField(fields, 'call', 'CA…'));
    return done;
  },
  '/jump': jump,
  '/jump/cancel': ({ simulations }) => {
    simulations.current.cancelJumps();
    return done;
  },
  '/replay': async ({ simulations }, fields) =>
    ok(
      await simulations.current.replay(
        numberField(fields, 'request', { min: 1, max: Number.MAX_SAFE_INTEGER }),
      ),
    ),
  '/functions-fail': failFunctions,
  '/speed': setSpeed,
  '/scenes': async ({ simulations }, fields) => {
    await simulations.playScene(numberField(fields, 'scene', { min: 0, max: 999 }));
    return done;
  },
  '/live': async ({ simulations }) => {
    await simulations.goLive();
    return done;
  },
  '/signals': passOnSignal,
};

const simulationPath = '/simulation';

/** The answer to a POST. */
export function answerPost(
  path: string,
  query: URLSearchParams,
  fields: Fields,
  stage: Stage,
): ControlAnswer | Promise<ControlAnswer> {
  if (path.startsWith(`${simulationPath}/`))
    return controlSimulation(path.slice(simulationPath.length), query, fields, stage);
  const answer = Object.hasOwn(requests, path) ? requests[path] : undefined;
  if (answer) return answer(stage, fields);
  const known = [`${simulationPath}/…`, ...Object.keys(requests)].join(', ');
  throw new ControlError(404, `There is no POST ${path}. There is ${known}.`);
}

async function controlSimulation(
  path: string,
  query: URLSearchParams,
  fields: Fields,
  { simulations: { current } }: Stage,
): Promise<ControlAnswer> {
  const answer = await answerTo('POST', path, { twilio: current.queue.twilio, fields, query });
  // A reset ends every disturbance, including this one.
  if (path === '/reset') current.failFunctions('none');
  return answer;
}

function callAsAgent({ simulations: { current } }: Stage, fields: Fields): ControlAnswer {
  const id = optionalText(fields, 'agent');
  const agent = current.agentChoices.find((choice) => choice.id === id);
  if (!agent) {
    const known = current.agentChoices.flatMap((choice) => choice.id ?? []).join(', ') || 'none';
    throw new ControlError(400, `The config lists no agent ${id}. It lists ${known}.`, 'agent');
  }
  const { callSid } = current.callAsAgent(agent);
  if (fields.entersPin === true) current.enterPin(callSid);
  return { status: 201, body: { callSid } };
}

function crowd({ simulations: { current } }: Stage, fields: Fields): ControlAnswer {
  const callers = numberField(fields, 'callers', { min: 1, max: largestCrowd });
  const queue = optionalText(fields, 'queue');
  const queues = Object.keys(current.queue.config.queues);
  if (queue !== undefined && !queues.includes(queue)) {
    throw new ControlError(400, `There is no queue ${queue}. There is ${queues.join(', ')}.`, 'queue');
  }
  const calls = current.crowd(callers, queue);
  if (calls.length === callers) return ok({ calls });
  const { status, message } = tooManyCalls(current.queue);
  return { status, body: { error: `${calls.length} of ${callers} got through. ${message}`, calls } };
}

async function jump({ simulations: { current }, clients }: Stage, fields: Fields): Promise<ControlAnswer> {
  if (fields.to === undefined) {
    await current.jump(numberField(fields, 'seconds', { min: 1, max: longestJumpSeconds }) * 1000);
  } else if (fields.to === 'closing-time' || fields.to === 'opening-time') {
    await current.jumpTo(fields.to);
  } else {
    throw new ControlError(
      400,
      'to is not right. Send "closing-time" or "opening-time", or send seconds instead.',
      'to',
    );
  }
  clients.tick();
  return ok({ now: current.now });
}

function failFunctions({ simulations: { current } }: Stage, fields: Fields): ControlAnswer {
  const failure = textField(fields, 'failure', 'none');
  if (failure !== 'none' && !isFailureName(failure)) {
    const known = ['none', ...Object.keys(failures)].join(', ');
    throw new ControlError(400, `failure is not valid. Send one of ${known}.`, 'failure');
  }
  current.failFunctions(failure);
  return done;
}

function setSpeed({ simulations: { current } }: Stage, fields: Fields): ControlAnswer {
  const speed = speeds.find((known) => known === fields.speed);
  if (speed === undefined)
    throw new ControlError(400, `speed is not valid. Send one of ${speeds.join(', ')}.`, 'speed');
  current.setSpeed(speed);
  return done;
}

function passOnSignal({ clients }: Stage, fields: Fields): ControlAnswer {
  const from = textField(fields, 'from', 'CA…');
  const to = textField(fields, 'to', 'CA…');
  clients.send('signal', { from, to, data: fields.data });
  return done;
}
