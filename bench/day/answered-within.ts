/** The target of the service level: callers should be answered within this time. */
export const answeredWithinSeconds = 20;
