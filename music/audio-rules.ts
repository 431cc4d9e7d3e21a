import type { Measurements } from './measure';
import { repair } from './repair';

/** One property of good hold music: what is allowed, and why and how to fix a file that breaks the rule. */
interface Rule {
  readonly property: string;
  readonly unit: string;
  readonly digits: number;
  readonly measured: (file: Measurements) => number;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly repair: string;
}

const rules: readonly Rule[] = [
  {
    property: 'length',
    unit: 's',
    digits: 1,
    measured: (file) => file.seconds,
    atLeast: 30,
    atMost: 120,
    repair: `callers hear announcements only between pieces, 45 to 85 s is best: ${repair.makeOneMinute}`,
  },
  {
    property: 'loudness',
    unit: 'LUFS',
    digits: 1,
    measured: (file) => file.loudnessLufs,
    atLeast: -22,
    atMost: -18,
    repair: `music should be as loud as the announcements: ${repair.convert}`,
  },
  {
    property: 'true peak',
    unit: 'dBTP',
    digits: 1,
    measured: (file) => file.truePeakDb,
    atMost: -3,
    repair: `mobile codecs overshoot peaks and would clip: ${repair.convert}`,
  },
  {
    property: 'loudness range',
    unit: 'LU',
    digits: 1,
    measured: (file) => file.loudnessRangeLu,
    atMost: 6,
    repair: `soft passages are lost in a noisy street: ${repair.evenOut}`,
  },
  {
    property: 'longest silence inside',
    unit: 's',
    digits: 2,
    measured: (file) => file.longestGapSeconds,
    atMost: 0.3,
    repair: `silence sounds like a dropped call: ${repair.closeGaps}`,
  },
  {
    property: 'silence before the first sound',
    unit: 's',
    digits: 2,
    measured: (file) => file.leadInSeconds,
    atMost: 0.05,
    repair: `silence sounds like a dropped call: ${repair.closeGaps}`,
  },
  {
    property: 'silence at both ends together',
    unit: 's',
    digits: 2,
    measured: (file) => file.silentEdgesSeconds,
    atMost: 0.5,
    repair: `silence sounds like a dropped call: ${repair.closeGaps}`,
  },
  {
    property: 'energy between 300 and 3400 Hz',
    unit: '%',
    digits: 1,
    measured: (file) => 100 * file.telephoneBandShare,
    atLeast: 75,
    repair: `a telephone drops the rest, and melodies around E4 to F#5 sound best: ${repair.cutMoreBass}`,
  },
  {
    property: 'energy below 200 Hz',
    unit: '%',
    digits: 1,
    measured: (file) => 100 * file.bassShare,
    atMost: 3.5,
    repair: `bass takes up level that nobody hears: ${repair.cutMoreBass}`,
  },
  {
    property: 'constant offset (DC)',
    unit: '% of full scale',
    digits: 2,
    measured: (file) => 100 * Math.abs(file.offset),
    atMost: 0.1,
    repair: `the recording is not centered on zero, and a high-pass filter fixes that: ${repair.convert}`,
  },
];

/** Every measurement of a piece that breaks a rule, each with its fix. */
export function measuredFaults(file: Measurements): string[] {
  return rules.flatMap((rule) => ruleFaults(rule, rule.measured(file)));
}

function ruleFaults(rule: Rule, value: number): string[] {
  const { property, unit, digits, atLeast = -Infinity, atMost = Infinity } = rule;
  // Written this way, NaN is a fault too.
  if (value >= atLeast && value <= atMost) return [];
  return [`the ${property} is ${value.toFixed(digits)} ${unit}, ${allowed(rule)} is allowed; ${rule.repair}`];
}

function allowed({ atLeast, atMost, unit }: Rule): string {
  if (atLeast === undefined) return `at most ${atMost} ${unit}`;
  if (atMost === undefined) return `at least ${atLeast} ${unit}`;
  return `${atLeast} to ${atMost} ${unit}`;
}
