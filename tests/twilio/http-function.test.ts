import type { HttpEndpoint, HttpRequest } from '../../src/endpoint';
import type { HttpAnswer } from '../../src/http-answer';
import type { LoggedLine } from '../../src/log';
import { httpFunction } from '../../src/twilio/http-function';
import { answersOf, type Handler, installRuntime } from './runtime';

installRuntime();

const context = { PATH: '/voicemail', DOMAIN_NAME: 'call-queue-1234.twil.io' };
const logged: LoggedLine[] = [];
const alerted: LoggedLine[] = [];

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-01-05T15:00:00Z') });
  logged.length = 0;
  alerted.length = 0;
  jest.spyOn(console, 'log').mockImplementation((line: string) => logged.push(JSON.parse(line)));
  jest.spyOn(console, 'error').mockImplementation((line: string) => alerted.push(JSON.parse(line)));
});

afterEach(() => {
  jest.restoreAllMocks();
  jest.useRealTimers();
});

const fallback = { status: 503 };

type Answer = HttpEndpoint<undefined>['answer'];

function ask(
  answer: Answer,
  event: object = { CallSid: 'CA1' },
  visibility: 'public' | 'protected' = 'protected',
) {
  const endpoint: HttpEndpoint<undefined> = {
    path: '/voicemail',
    visibility,
    events: [],
    longestAnswerMillis: 4000,
    answer,
    fallback,
  };
  return answersOf(httpFunction(endpoint, () => undefined) as Handler, context, event);
}

const answeredAfter = (millis: number) => () =>
  new Promise<HttpAnswer>((resolve) => setTimeout(() => resolve({ status: 204 }), millis));

describe('a request whose answer is a status', () => {
  test('is answered once, with the headers and the body as they are', async () => {
    const body = Buffer.from('ffe3', 'hex');
    const answers = await ask(async () => ({ status: 206, headers: { 'Content-Type': 'audio/mpeg' }, body }));
    expect(answers).toMatchObject([{ statusCode: 206, headers: { 'Content-Type': 'audio/mpeg' }, body }]);
    expect([...logged, ...alerted]).toEqual([]);
  });

  test('may have an answer without a body', async () => {
    expect(await ask(async () => ({ status: 204 }))).toMatchObject([{ statusCode: 204, body: null }]);
  });

  test.each<[string, Answer, string]>([
    ['rejects', () => Promise.reject(new Error('no luck')), 'Error: no luck'],
    [
      'throws',
      () => {
        throw new TypeError('no such thing');
      },
      'TypeError: no such thing',
    ],
  ])('gets the fallback if its answer %s, and raises an alert', async (_how, answer, error) => {
    expect(await ask(answer)).toMatchObject([{ statusCode: 503 }]);
    const at = '2026-01-05T15:00:00.000Z';
    expect(alerted).toEqual([{ at, event: 'failed', path: '/voicemail', call: 'CA1', error }]);
  });

  test.each([
    [3999, 204],
    [4001, 503],
  ])('whose answer takes %i ms is answered %i', async (millis, statusCode) => {
    const answers = ask(answeredAfter(millis));
    await jest.advanceTimersByTimeAsync(5000);
    expect(await answers).toMatchObject([{ statusCode }]);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('has what is wrong with it named in the log', async () => {
    await ask(async ({ parameters }) => {
      parameters.expectedText('RecordingSid');
      return { status: 204 };
    });
    expect(logged).toMatchObject([{ event: 'bad-input', faults: ['RecordingSid: missing'] }]);
  });

  test('of a stranger leaves nothing of theirs in the log, not even when something fails', async () => {
    const event = { CallSid: `CA${'6'.repeat(32)}`, RecordingSid: ['a', 'b'], expires: 'x'.repeat(300) };
    const answer: Answer = async ({ parameters }) => {
      for (const name of Object.keys(event)) parameters.expectedText(name);
      throw new Error('no luck');
    };
    await ask(answer, event, 'public');
    expect(logged).toEqual([]);
    expect(alerted).toMatchObject([{ event: 'failed', call: 'unknown', error: 'Error: no luck' }]);
  });
});

describe('a header of a request', () => {
  test.each<[string, object, string | undefined]>([
    ['is read', { request: { headers: { range: 'bytes=0-1' } } }, 'bytes=0-1'],
    ['is none if it is missing', { request: { headers: {} } }, undefined],
    ['is none if it is repeated', { request: { headers: { range: ['bytes=0-1', 'bytes=2-3'] } } }, undefined],
    ['is none if somebody sends a parameter called request', { request: 'bytes=0-1' }, undefined],
    ['is none if the runtime gives none', {}, undefined],
    ['is none if it is null', { request: { headers: null } }, undefined],
  ])('%s', async (_sentence, event, expected) => {
    const seen: (string | undefined)[] = [];
    const answer = async ({ header }: HttpRequest) => {
      seen.push(header('range'));
      return { status: 204 };
    };
    await ask(answer, event);
    expect([seen, alerted]).toEqual([[expected], []]);
  });
});
