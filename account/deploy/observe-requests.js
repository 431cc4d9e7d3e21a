/**
 * Loaded into twilio-run by `node --require`, which shows no progress outside a terminal and hides why an upload
 * failed: tells the process that started it how each of its requests was answered.
 * https://nodejs.org/api/diagnostics_channel.html#http
 */
const { subscribe } = require('node:diagnostics_channel');

subscribe('http.client.response.finish', ({ request, response }) => {
  const { method, path } = request;
  if (process.connected && method !== 'CONNECT') process.send({ method, path, status: response.statusCode });
});
