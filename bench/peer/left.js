exports.handler = (_context, event, callback) => {
  const twiml = new Twilio.twiml.VoiceResponse();
  if (event.QueueResult !== 'bridged') twiml.say('Sorry, nobody could take your call. Goodbye.');
  twiml.hangup();
  callback(null, twiml);
};
