import { bass } from '../../music/instruments/bass';
import { flute } from '../../music/instruments/flute';
import { guitar } from '../../music/instruments/guitar';
import { frequencyHz } from '../../music/notes';
import { seededRandom } from '../../music/seeded-random';
import { studioRateHz } from '../../music/telephone';

/** The angle, in radians, of a sound's component at a frequency, seen through a quarter-second Hann window. */
function phaseAt(sound: Float64Array, hz: number, start: number): number {
  const samples = studioRateHz / 4;
  let re = 0;
  let im = 0;
  for (let i = 0; i < samples; i++) {
    const angle = (2 * Math.PI * hz * (start + i)) / studioRateHz;
    const seen = (sound[start + i] ?? 0) * (1 - Math.cos((2 * Math.PI * i) / samples));
    re += seen * Math.cos(angle);
    im -= seen * Math.sin(angle);
  }
  return Math.atan2(im, re);
}

/** How far a sound is from a frequency, in cents: how its phase drifts from that of a true tone. */
function centsFrom(sound: Float64Array, hz: number): number {
  const stepSeconds = 0.05;
  const turn = phaseAt(sound, hz, 1000 + stepSeconds * studioRateHz) - phaseAt(sound, hz, 1000);
  const wrapped = turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI));
  return 1200 * Math.log2(1 + wrapped / (2 * Math.PI * stepSeconds * hz));
}

describe('a plucked string', () => {
  test('is in tune within a cent at every pitch of melodies and chords, MIDI pitch 45 to 86', () => {
    const pitches = Array.from({ length: 42 }, (_, i) => 45 + i);
    const outOfTune = pitches.filter((pitch) => {
      const hz = frequencyHz(pitch);
      const sound = guitar({ frequencyHz: hz, seconds: 1, strength: 0.8 }, seededRandom(pitch));
      return !(Math.abs(centsFrom(sound, hz)) < 1);
    });
    expect(outOfTune).toEqual([]);
  });

  test('fails this check if it is two cents out of tune', () => {
    const sound = guitar({ frequencyHz: 220 * 2 ** (2 / 1200), seconds: 1, strength: 0.8 }, seededRandom(1));
    expect(centsFrom(sound, 220)).toBeGreaterThan(1);
  });
});

describe.each([
  ['the flute', flute],
  ['the guitar', guitar],
  ['the bass', bass],
])('%s', (_name, instrument) => {
  const tone = { frequencyHz: 330, seconds: 0.5, strength: 0.8 };

  test('plays a tone the same way every time', () => {
    expect(instrument(tone, seededRandom(3))).toEqual(instrument(tone, seededRandom(3)));
  });

  test('ends a tone at zero, so that nothing clicks', () => {
    expect(Math.abs(instrument(tone, seededRandom(3)).at(-1) ?? 1)).toBe(0);
  });

  test('plays a strong tone louder than a soft one', () => {
    const peak = (strength: number) => Math.max(...instrument({ ...tone, strength }, seededRandom(3)));
    expect(peak(0.9)).toBeGreaterThan(1.5 * peak(0.4));
  });
});
