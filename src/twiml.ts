// In this form the compiler adds nothing to a bundle, where `import … from` brings a page of its own code along.
import VoiceResponse = require('twilio/lib/twiml/VoiceResponse');

/** Twilio's own writer of TwiML; alone of its helper library, for the rest takes long to load. */
export default VoiceResponse;
