/** What the clocks of a time zone show, to the second: `17:59:00`. */
export const clockTime = (moment: Date, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium', hourCycle: 'h23' }).format(moment);
