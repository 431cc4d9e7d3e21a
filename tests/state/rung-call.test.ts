import { type RungCall, readRungCall, rungCallQuery } from '../../src/state/rung-call';
import { queue, webhookRequest } from '../example-config';

const sid = (prefix: string) => `${prefix}${'0a1b'.repeat(8)}`;
const call: RungCall = {
  agent: undefined,
  queue: queue('sales'),
  worker: sid('WK'),
  task: sid('WT'),
  reservation: sid('WR'),
  secondsWaited: 61,
};

describe('a call to an agent', () => {
  const request = webhookRequest(rungCallQuery(call));
  const [agent] = request.config.agents;

  test.each<[string, Partial<RungCall>]>([
    ['and an agent who is not in the config', {}],
    ['and an agent of the config', { agent }],
    ['and a wait that is unknown', { secondsWaited: undefined }],
    ['and a caller who has not waited', { secondsWaited: 0 }],
  ])('is the same after a journey through a URL: %s', (_sentence, changes) => {
    const given = { ...call, ...changes };
    expect(readRungCall(webhookRequest(rungCallQuery(given)))).toEqual(given);
  });

  test.each<[string, string | undefined]>([
    ['is missing', undefined],
    ['has more in front', `x${sid('WR')}`],
    ['has more behind', `${sid('WR')}0`],
    ['is too short', 'WR0a'],
    ['is of a call', sid('CA')],
    ['has other letters', `WR${'z'.repeat(32)}`],
  ])('has no reservation if its SID %s', (_sentence, reservation) => {
    expect(readRungCall(webhookRequest({ ...rungCallQuery(call), reservation })).reservation).toBe('');
  });
});
