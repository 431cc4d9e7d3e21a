import { type RestResponse, restError } from '../../emulator/index';
import { openApiOf, products } from './openapi';
import { contract, requestFaults } from './twilio-openapi';

const ACCOUNT = `/2010-04-01/Accounts/AC${'a'.repeat(32)}`;
const QUEUES = `${ACCOUNT}/Queues.json`;
const QUEUE = `${ACCOUNT}/Queues/QU${'b'.repeat(32)}.json`;
const CALLS = `${ACCOUNT}/Calls.json`;
const CALL = `${ACCOUNT}/Calls/CA${'c'.repeat(32)}.json`;

const queue = {
  sid: `QU${'b'.repeat(32)}`,
  account_sid: `AC${'a'.repeat(32)}`,
  friendly_name: 'support',
  current_size: 2,
  max_size: 1000,
  average_wait_time: 30,
  date_created: 'Tue, 04 Aug 2015 18:39:09 +0000',
  date_updated: 'Tue, 04 Aug 2015 18:39:09 +0000',
  uri: QUEUE,
};
const page = {
  end: 0,
  first_page_uri: `${QUEUES}?PageSize=50&Page=0`,
  next_page_uri: null,
  page: 0,
  page_size: 50,
  previous_page_uri: null,
  queues: [queue],
  start: 0,
  uri: `${QUEUES}?PageSize=50&Page=0`,
};

interface Example {
  readonly title: string;
  readonly host: string;
  readonly method: string;
  readonly path: string;
  readonly answer: RestResponse;
}

const twiliosExamples = (): Example[] => products.flatMap(examplesOf);

function examplesOf(host: string): Example[] {
  return Object.entries(openApiOf(host).paths).flatMap(([template, operations]) =>
    Object.entries(operations).flatMap(([method, { responses }]) =>
      Object.entries(responses).flatMap(([status, { content }]) =>
        Object.entries(content?.['application/json']?.examples ?? {}).map(([name, { value }]) => ({
          title: `${name} of ${host} ${method.toUpperCase()} ${template}`,
          host,
          method: method.toUpperCase(),
          path: template,
          answer: { status: Number(status), body: value },
        })),
      ),
    ),
  );
}

describe('an answer compared with the contract', () => {
  // Without exception: every example that Twilio publishes of these paths has every property, and none extra.
  it.each(twiliosExamples())('lets pass the example $title', ({ host, method, path, answer }) => {
    expect(contract(method, path, answer, host)).toEqual([]);
  });

  it('knows all of the 161 examples', () => expect(twiliosExamples()).toHaveLength(161));

  it.each<[string, object, string]>([
    ['a missing property', { max_size: undefined }, "all must have required property 'max_size'"],
    ['an extra property', { colour: 'red' }, 'all must NOT have additional properties: colour'],
    ['a wrong type', { current_size: '2' }, '/current_size must be integer'],
    ['null where Twilio never has it', { current_size: null }, '/current_size must be integer'],
    ['a malformed sid', { sid: 'QU123' }, '/sid must match pattern "^QU[0-9a-fA-F]{32}$"'],
    [
      'the sid of something else',
      { sid: queue.account_sid },
      '/sid must match pattern "^QU[0-9a-fA-F]{32}$"',
    ],
    [
      'a date in another form',
      { date_created: '2015-08-04T18:39:09Z' },
      '/date_created must match format "date-time-rfc-2822"',
    ],
    [
      'a date whose day of the week is wrong',
      { date_created: 'Wed, 04 Aug 2015 18:39:09 +0000' },
      '/date_created must match format "date-time-rfc-2822"',
    ],
  ])('finds %s', (_, change, violation) => {
    expect(contract('GET', QUEUE, { status: 200, body: { ...queue, ...change } })).toContain(violation);
  });

  it.each<[string, object, string]>([
    ['in an item of a list', { queues: [{ ...queue, colour: 'red' }] }, '/queues/0 must NOT have'],
    ['in an address of the page', { uri: 'Queues.json' }, '/uri must match format "uri"'],
    ['in the page itself', { total: 1 }, 'all must NOT have additional properties: total'],
  ])('looks at any depth: %s', (_, change, violation) => {
    const faults = contract('GET', QUEUES, { status: 200, body: { ...page, ...change } });
    expect(faults).toEqual([expect.stringContaining(violation)]);
  });

  it('judges what JSON makes of the answer', () => {
    const body = { ...queue, colour: undefined };
    expect(contract('GET', QUEUE, { status: 200, body })).toEqual([]);
  });

  it.each<[string, string, string, RestResponse, string]>([
    ['a path that Twilio has not', 'GET', `${ACCOUNT}/Queue.json`, { status: 200, body: page }, 'has no GET'],
    ['a method that the path has not', 'DELETE', QUEUES, { status: 204 }, 'has no DELETE'],
    [
      'a status that the method has not',
      'POST',
      QUEUES,
      { status: 200, body: queue },
      'answers 201, not 200',
    ],
    ['a body where there is none', 'DELETE', QUEUE, { status: 204, body: {} }, 'has no body'],
    ['no body where there is one', 'GET', QUEUE, { status: 200 }, 'all must be object'],
  ])('finds %s', (_, method, path, answer, violation) => {
    expect(contract(method, path, answer)).toEqual([expect.stringContaining(violation)]);
  });

  it('lets a delete pass that answers nothing', () => {
    expect(contract('DELETE', QUEUE, { status: 204 })).toEqual([]);
  });

  it('lets an error pass that is worded as Twilio words errors', () => {
    expect(contract('GET', QUEUE, restError(404, 20404, 'The requested resource was not found'))).toEqual([]);
  });

  it.each<[string, object, string]>([
    ['without its code', { code: undefined }, "all must have required property 'code'"],
    ['with another status than that of HTTP', { status: 500 }, '/status must be equal to constant'],
    ['with a link of our own', { more_info: 'https://example.com' }, '/more_info must match pattern'],
  ])('finds an error %s', (_, change, violation) => {
    const body = {
      code: 20404,
      message: 'x',
      more_info: 'https://www.twilio.com/docs/errors/20404',
      status: 404,
    };
    const faults = contract('GET', QUEUE, { status: 404, body: { ...body, ...change } });
    expect(faults).toEqual([expect.stringContaining(violation)]);
  });
});

describe('a request compared with the contract', () => {
  it.each<[string, string, string, string]>([
    ['a list', 'GET', QUEUES, 'PageSize=50&Page=0'],
    ['a creation', 'POST', QUEUES, 'FriendlyName=support&MaxSize=5'],
    [
      'a call',
      'POST',
      CALLS,
      'To=%2B15550100&From=%2B15550101&Url=https%3A%2F%2Fexample.com%2Fcaller&Record=true',
    ],
    ['one of several values', 'POST', CALLS, 'To=a&From=b&StatusCallbackEvent=answered'],
    [
      'several values',
      'POST',
      CALLS,
      'To=a&From=b&StatusCallbackEvent=answered&StatusCallbackEvent=completed',
    ],
    ['a filter with a sign in its name', 'GET', CALLS, 'StartTime%3E=2026-04-14T00:00:00Z'],
    ['an end', 'POST', CALL, 'Status=completed'],
    ['the first in line', 'POST', QUEUE.replace('.json', '/Members/Front.json'), 'Url=https://example.com/'],
  ])('lets %s pass', (_, method, path, sent) => {
    expect(requestFaults(method, path, new URLSearchParams(sent))).toEqual([]);
  });

  it.each<[string, string, string, string, string]>([
    ['a missing parameter', 'POST', QUEUES, 'MaxSize=5', "all must have required property 'FriendlyName'"],
    [
      'an unknown parameter',
      'GET',
      QUEUES,
      'FriendlyName=a',
      'all must NOT have additional properties: FriendlyName',
    ],
    ['one value too many', 'POST', QUEUES, 'FriendlyName=a&FriendlyName=b', '/FriendlyName must be string'],
    ['text for a number', 'POST', QUEUES, 'FriendlyName=a&MaxSize=many', '/MaxSize must be integer'],
    ['a page that is too large', 'GET', QUEUES, 'PageSize=1001', '/PageSize must be <= 1000'],
    ['a state that cannot be asked for', 'POST', CALL, 'Status=busy', 'allowed values: canceled, completed'],
    ['a relative address', 'POST', CALL, 'Url=/caller', '/Url must match format "uri"'],
    ['a name where a sid must be', 'GET', `${ACCOUNT}/Queues/support.json`, '', '/Sid must match pattern'],
    ['a path that Twilio has not', 'GET', `${ACCOUNT}/Queue.json`, '', 'has no GET'],
  ])('finds %s', (_, method, path, sent, fault) => {
    expect(requestFaults(method, path, new URLSearchParams(sent)).join('\n')).toContain(fault);
  });
});
