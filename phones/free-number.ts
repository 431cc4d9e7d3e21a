/** Made-up callers and made-up agents have numbers of two different series, so that each keeps a name. */
export const firstCallersNumber = '+15550000001';
export const firstAgentsNumber = '+15550000901';

/** The first number of a series that none of these telephones has: `+15550000001` and up. */
export function freeNumber(phones: readonly { readonly from: string }[], firstOfSeries: string): string {
  const taken = new Set(phones.map(({ from }) => from));
  for (let count = Number(firstOfSeries.slice(1)); ; count += 1) {
    if (!taken.has(`+${count}`)) return `+${count}`;
  }
}
