/** A part of Twilio that the local Twilio does not have. It is not an error of a document, and never reported as one. */
export class NotEmulated extends Error {
  constructor(what: string) {
    super(`The local Twilio does not have ${what} yet. See emulator/README.md for what it has.`);
  }
}
