/** Pseudorandom numbers from 0 up to, but not including, 1; the same for the same seed. https://en.wikipedia.org/wiki/Linear_congruential_generator */
export function seededChance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
