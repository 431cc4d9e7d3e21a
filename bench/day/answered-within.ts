/** How soon a caller should be answered, for the service level. */
export const answeredWithinSeconds = 20;
