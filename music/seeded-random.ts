/** Returns the next number, at least 0 and less than 1. */
export type Random = () => number;

/**
 * A random generator that repeats itself exactly for the same seed (Tommy Ettinger's mulberry32, public domain).
 * Math.random would make every render a different file.
 */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
