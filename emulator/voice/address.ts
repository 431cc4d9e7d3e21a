/** Whom a call can reach or come from: a phone number, or a client such as `client:ada`. */
export const isClient = (address: string): boolean => /^client:./.test(address);

/** Whether this is a number in the E.164 format. */
export const isPhoneNumber = (address: string): boolean => /^\+[1-9]\d{6,14}$/.test(address);
