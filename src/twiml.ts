// In this form, the compiler adds nothing to the bundle. `import … from` would add a page of the compiler's code.
import VoiceResponse = require('twilio/lib/twiml/VoiceResponse');

/** Only the TwiML class of Twilio's helper library: the rest takes long to load. */
export default VoiceResponse;
