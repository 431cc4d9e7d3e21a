const document = `<?xml version="1.0" encoding="UTF-8"?><Response><Gather timeout="1" numDigits="1" finishOnKey="" action="/wait/key?queue=support&amp;joined=1767625200#ct=3000&amp;rt=5000&amp;rc=3&amp;rp=4xx,5xx,ct,rt" input="dtmf"><Say voice="Polly.Joanna-Neural" language="en-US">You are next in line. To stop waiting, press star.</Say><Play>https://call-queue-1234.twil.io/hold-music/porch-light.v1.wav</Play></Gather></Response>`;

/** The minimum that a function can do: it answers with a constant document. */
exports.handler = (_context, _event, callback) => {
  const response = new Twilio.Response();
  response.appendHeader('Content-Type', 'text/xml');
  response.setBody(document);
  callback(null, response);
};
