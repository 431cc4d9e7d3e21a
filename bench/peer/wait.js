exports.handler = (context, event, callback) => {
  const twiml = new Twilio.twiml.VoiceResponse();
  twiml.say(`You are number ${event.QueuePosition} in the queue.`);
  twiml.play(`https://${context.DOMAIN_NAME}/hold-music/porch-light.v1.wav`);
  callback(null, twiml);
};
