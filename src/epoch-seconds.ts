/** Seconds since 1970: how our URLs write moments. */
export const epochSeconds = (moment: Date) => Math.floor(moment.getTime() / 1000);

/** The latest moment that is accepted in a URL. */
export const latestEpochSeconds = 99_999_999_999;
