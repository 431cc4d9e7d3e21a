/** Seconds since 1970, which is how moments travel in our URLs. */
export const epochSeconds = (moment: Date) => Math.floor(moment.getTime() / 1000);

/** The latest moment that is read from a URL: anything later is not a moment. */
export const latestEpochSeconds = 99_999_999_999;
