import type { RequestCard } from '../../../phones/call-board';
import { curlOf } from '../../../phones/page/curl';

const request: RequestCard = {
  kind: 'request',
  number: 1,
  at: '',
  method: 'POST',
  host: 'call-queue-1234.twil.io',
  path: '/wait?queue=support',
  parameters: { CallSid: 'CA1', Name: "O'Hara & $HOME" },
  headers: { 'x-twilio-signature': 'abc=' },
  answer: '',
  millis: 1,
  attempts: [],
  logLines: [],
};

test('the command repeats a request to the functions on this machine, with its signature', () => {
  expect(curlOf(request, 'http://127.0.0.1:1234')).toBe(
    [
      "curl 'http://127.0.0.1:1234/wait?queue=support'",
      "--header 'X-Twilio-Signature: abc='",
      "--data-urlencode 'CallSid=CA1'",
      "--data-urlencode 'Name=O'\\''Hara & $HOME'",
    ].join(' \\\n  '),
  );
});

test('a GET has its parameters in the query', () => {
  expect(curlOf({ ...request, method: 'GET', headers: {} })).toMatch(
    /^curl --get 'https:\/\/call-queue-1234\.twil\.io\/wait\?queue=support' \\\n {2}--data-urlencode/,
  );
});
