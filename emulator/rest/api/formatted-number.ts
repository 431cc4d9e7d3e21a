/** A number of North America as Twilio shows it, such as `(415) 555-0100`; any other as it is. */
export const formattedNumber = (number: string): string =>
  number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
