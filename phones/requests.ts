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
import type { Audience } from './audience';
import { speeds } from './pace';
import { tooManyCalls } from './too-many-calls';
import type { Worlds } from './worlds';

/** What requests are about. */
export interface Stage {
  readonly worlds: Worlds;
  readonly audience: Audience;
}

const done: ControlAnswer = { status: 204 };
const ok = (body: unknown): ControlAnswer => ({ status: 200, body });
const largestCrowd = 1000;
const longestJumpSeconds = 86_400;

type Answer = (stage: Stage, fields: Fields) => ControlAnswer | Promise<ControlAnswer>;

const requests: Readonly<Record<string, Answer>> = {
  '/crowd': crowd,
  '/next-caller': ({ worlds }) => ok({ call: worlds.onShow.takeNextCaller() }),
  '/jump': jump,
  '/functions-fail': failFunctions,
  '/speed': setSpeed,
  '/scenes': async ({ worlds }, fields) => {
    await worlds.playScene(numberField(fields, 'scene', { min: 0, max: 999 }));
    return done;
  },
  '/live': async ({ worlds }) => {
    await worlds.goLive();
    return done;
  },
  '/signals': passOnSignal,
};

const worldPath = '/world';

/** What a POST is answered. */
export function answerPost(
  path: string,
  query: URLSearchParams,
  fields: Fields,
  stage: Stage,
): ControlAnswer | Promise<ControlAnswer> {
  if (path.startsWith(`${worldPath}/`)) return moveWorld(path.slice(worldPath.length), query, fields, stage);
  const answer = Object.hasOwn(requests, path) ? requests[path] : undefined;
  if (answer) return answer(stage, fields);
  const known = [`${worldPath}/…`, ...Object.keys(requests)].join(', ');
  throw new ControlError(404, `There is no POST ${path}. There is ${known}.`);
}

async function moveWorld(
  path: string,
  query: URLSearchParams,
  fields: Fields,
  { worlds: { onShow } }: Stage,
): Promise<ControlAnswer> {
  const answer = await answerTo('POST', path, { twilio: onShow.queue.twilio, fields, query });
  // That ends every disturbance, and so this one.
  if (path === '/reset') onShow.failFunctions('none');
  return answer;
}

function crowd({ worlds: { onShow } }: Stage, fields: Fields): ControlAnswer {
  const callers = numberField(fields, 'callers', { min: 1, max: largestCrowd });
  const queue = optionalText(fields, 'queue');
  const queues = Object.keys(onShow.queue.config.queues);
  if (queue !== undefined && !queues.includes(queue)) {
    throw new ControlError(400, `There is no queue ${queue}. There is ${queues.join(', ')}.`, 'queue');
  }
  const calls = onShow.crowd(callers, queue);
  if (calls.length === callers) return ok({ calls });
  const { status, message } = tooManyCalls(onShow.queue);
  return { status, body: { error: `${calls.length} of ${callers} got through. ${message}`, calls } };
}

async function jump({ worlds: { onShow }, audience }: Stage, fields: Fields): Promise<ControlAnswer> {
  if (fields.to === undefined) {
    await onShow.jump(numberField(fields, 'seconds', { min: 1, max: longestJumpSeconds }) * 1000);
  } else if (fields.to === 'closing-time') {
    await onShow.jumpToClosing();
  } else {
    throw new ControlError(400, 'to is not right. Send "closing-time", or seconds in its place.', 'to');
  }
  audience.tick();
  return ok({ now: onShow.now });
}

function failFunctions({ worlds: { onShow } }: Stage, fields: Fields): ControlAnswer {
  const failure = textField(fields, 'failure', 'none');
  if (failure !== 'none' && !isFailureName(failure)) {
    const known = ['none', ...Object.keys(failures)].join(', ');
    throw new ControlError(400, `failure is not right. Send one of ${known}.`, 'failure');
  }
  onShow.failFunctions(failure);
  return done;
}

function setSpeed({ worlds: { onShow } }: Stage, fields: Fields): ControlAnswer {
  const speed = speeds.find((known) => known === fields.speed);
  if (!speed) throw new ControlError(400, `speed is not right. Send one of ${speeds.join(', ')}.`, 'speed');
  onShow.setSpeed(speed);
  return done;
}

function passOnSignal({ audience }: Stage, fields: Fields): ControlAnswer {
  const from = textField(fields, 'from', 'CA…');
  const to = textField(fields, 'to', 'CA…');
  audience.tell('signal', { from, to, data: fields.data });
  return done;
}
