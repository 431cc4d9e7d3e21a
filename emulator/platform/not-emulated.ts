/** Thrown for a part of Twilio that the local Twilio does not have. It is never reported as an error in a document. */
export class NotEmulated extends Error {
  constructor(what: string) {
    super(`The local Twilio does not have ${what} yet. See emulator/README.md for what it has.`);
  }
}
