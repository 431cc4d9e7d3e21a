exports.handler = (_context, _event, callback) => {
  const twiml = new Twilio.twiml.VoiceResponse();
  twiml.say('You will now be connected to an agent.');
  callback(null, twiml);
};
