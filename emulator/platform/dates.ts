/** A date as Twilio's older APIs write it, such as `Tue, 31 Aug 2010 20:36:28 +0000`. */
export const twilioDate = (date: Date): string => date.toUTCString().replace('GMT', '+0000');

/** A date as Twilio's newer APIs write it, such as `2018-11-10T20:00:00Z`. */
export const isoDate = (date: Date): string => date.toISOString().replace(/\.\d+Z$/, 'Z');
