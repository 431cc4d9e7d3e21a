import { LocalTwilio } from '../../emulator/local-twilio';
import { defaultSettings } from '../../emulator/platform/account';

const odd = [Number.NaN, -1];

describe('an invalid number is refused where it is given, not later:', () => {
  const numeric = Object.entries(defaultSettings).filter(([, value]) => typeof value === 'number');
  test.each(numeric.flatMap(([name]) => odd.map((value) => ({ name, value }))))(
    'the setting $name of $value',
    ({ name, value }) => {
      expect(() => new LocalTwilio({ settings: { [name]: value } })).toThrow(name);
    },
  );

  test.each([
    { kind: 'answers', afterSeconds: Number.NaN },
    { kind: 'declines', afterSeconds: -1 },
    { kind: 'voicemail', afterSeconds: 1, recordsSeconds: Number.NaN },
    { kind: 'rings', maxCalls: Number.NaN },
  ] as const)('an external number of $kind', (behavior) => {
    expect(() => new LocalTwilio().setExternalNumber('+14155550199', behavior)).toThrow(RangeError);
  });

  test.each([
    { kind: 'delayed', millis: Number.NaN },
    { kind: 'delayed', millis: -1 },
    { kind: 'lost', times: 0 },
    { kind: 'lost', times: 1.5 },
    { kind: 'lost', times: Number.NaN },
  ] as const)('a disturbance $kind', (disturbance) => {
    expect(() => new LocalTwilio().disturb(disturbance)).toThrow(RangeError);
  });
});
