/** The second of a time, since 1970: most of Twilio's records know no more. */
export const inSeconds = (time: Date) => Math.floor(time.getTime() / 1000);
