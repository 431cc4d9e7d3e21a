import { muLawStep } from './mu-law';

/** Processors and Node versions may round the last bit differently: a few samples may differ, by one step each. */
const leastEqualShare = 0.999;

/** Whether two mu-law WAV files sound the same: same length, 99.9 % of bytes equal, no sample more than one step off. */
export function soundTheSame(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false;
  let equalBytes = 0;
  for (let i = 0; i < one.length; i++) {
    const a = one[i] ?? 0;
    const b = other[i] ?? 0;
    if (a === b) equalBytes++;
    else if (Math.abs(muLawStep(a) - muLawStep(b)) > 1) return false;
  }
  return equalBytes >= leastEqualShare * one.length;
}
