exports.handler = (_context, _event, callback) => {
  const twiml = new Twilio.twiml.VoiceResponse();
  twiml.say('Thank you for calling. Please hold for the next agent.');
  twiml.enqueue({ waitUrl: '/wait', action: '/left' }, 'support');
  callback(null, twiml);
};
