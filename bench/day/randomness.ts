import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Chance that comes out the same for the same seed. */
export class Randomness {
  private readonly generator;

  constructor(seed: number) {
    this.generator = xoroshiro128plus(seed);
  }

  /** From 0 up to and without 1, each as likely. */
  uniform(): number {
    return uniformFloat64(this.generator);
  }

  isSo(probability: number): boolean {
    return this.uniform() < probability;
  }

  /** The time to the next of things that happen one by one, independently: often short, seldom long. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.uniform());
  }

  /** As long as talks are: most near the median, a few many times as long. */
  logNormal(median: number, spread: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
    return median * Math.exp(spread * normal);
  }

  /** An index of a list of weights, each as likely as it is heavy. */
  weighted(weights: readonly number[]): number {
    let left = this.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    const index = weights.findIndex((weight) => {
      left -= weight;
      return left < 0;
    });
    return index < 0 ? weights.length - 1 : index;
  }
}
