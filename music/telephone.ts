/** Samples per second on a telephone line, and in every file we ship. */
export const lineRateHz = 8000;

/** Samples per second while we play and master: twice the line rate, to leave room for filters and the limiter. */
export const studioRateHz = 2 * lineRateHz;

/** The band a telephone carries by specification (G.711), in hertz. */
export const telephoneBand = { lowHz: 300, highHz: 3400 } as const;
