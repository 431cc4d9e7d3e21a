import VoiceResponse from 'twilio/lib/twiml/VoiceResponse';

/** Twilio's own writer of TwiML; alone of its helper library, for the rest takes long to load. */
export default VoiceResponse;
