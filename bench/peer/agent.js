exports.handler = (_context, _event, callback) => {
  const twiml = new Twilio.twiml.VoiceResponse();
  twiml.say('Connecting you to the next caller.');
  twiml.dial().queue({ url: '/connecting' }, 'support');
  twiml.redirect('/agent');
  callback(null, twiml);
};
