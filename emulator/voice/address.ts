/** Whether this address of a caller or called party is a client, such as `client:ada`, and not a phone number. */
export const isClient = (address: string): boolean => /^client:./.test(address);

/** Whether this is a number in the E.164 format. */
export const isPhoneNumber = (address: string): boolean => /^\+[1-9]\d{6,14}$/.test(address);
