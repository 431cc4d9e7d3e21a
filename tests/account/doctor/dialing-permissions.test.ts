import { type Country, countryOf } from '../../../account/doctor/dialing-permissions';
import { agentsPhones, externalNumbers } from '../../../account/external-numbers';
import { rungConfig } from '../task-router/rung-config';
import { withPlan } from './injected/injected-fault';

const country = (isoCode: string, ...codes: string[]): Country => ({
  isoCode,
  name: isoCode,
  codes,
  mayDialUsual: true,
  mayDialSpecial: false,
});

// Codes as Twilio lists them: https://github.com/daddyz/phonelib/issues/220
const countries = [
  country('US', '+1'),
  country('DO', '+1809', '+1829', '+1849'),
  country('JM', '+1876', '+1658'),
  country('GB', '+44'),
  country('KZ', '+77', '+76'),
  country('RU', '+7'),
];

describe('the country of a number', () => {
  it.each([
    ['+14155550100', 'US'],
    ['+18095550100', 'DO'],
    ['+18495550100', 'DO'],
    ['+16585550100', 'JM'],
    ['+442079460000', 'GB'],
    ['+74951234567', 'RU'],
    ['+77011234567', 'KZ'],
    ['+99912345678', undefined],
  ])('%s: %s', (number, isoCode) => {
    expect(countryOf(number, countries)?.isoCode).toBe(isoCode);
  });
});

it('every number that a caller may be connected to is known with its place', () => {
  const config = withPlan('closed', { ring: { number: '+442079460000' } });
  const fallback = { ...config.fallback, dialNumber: '+14155550100' } as const;
  expect(externalNumbers({ ...config, fallback })).toEqual([
    { number: '+442079460000', place: 'queues.support.plans.closed[0].ring' },
    { number: '+14155550100', place: 'fallback.dialNumber' },
  ]);
});

it('the phones of agents who are rung are dialed too, as far as they are numbers', () => {
  expect(agentsPhones(rungConfig)).toEqual([
    { number: '+15557000001', place: 'agents[0].contactUri' },
    { number: '+15557000003', place: 'agents[2].contactUri' },
  ]);
});
