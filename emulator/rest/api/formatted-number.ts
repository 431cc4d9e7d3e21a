/** A North American number as Twilio shows it, such as `(415) 555-0100`; any other number unchanged. */
export const formattedNumber = (number: string): string =>
  number.replace(/^\+1(\d{3})(\d{3})(\d{4})$/, '($1) $2-$3');
