import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Pseudorandom numbers, the same for the same seed. */
export class Randomness {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** Uniform, from 0 up to, but not including, 1. */
  uniform(): number {
    return uniformFloat64(this.generator);
  }

  happens(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** The time until the next of many independent events: often short, rarely long. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** Like the length of conversations: most are near the median, a few are many times as long. */
  logNormal(median: number, spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
    return median * Math.exp(spread * normal);
  }

  /** An index into a list of weights, in proportion to its weight. */
  weighted(weights: readonly number[]): number {
    let left = this.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    const index = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return index < 0 ? weights.length - 1 : index;
  }
}
