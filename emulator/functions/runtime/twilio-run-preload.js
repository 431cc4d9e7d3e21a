/**
 * Loaded into the process of twilio-run before anything else, by `node --require`. It gives functions the clock of the
 * local Twilio, sends their logs to the parent process, and ends this process when the parent ends.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const { once } = require('node:events');
const { rmSync } = require('node:fs');
const http = require('node:http');
const https = require('node:https');
const { Socket } = require('node:net');
const { buffer } = require('node:stream/consumers');
const tls = require('node:tls');
const { format } = require('node:util');
const { isMainThread, Worker, workerData } = require('node:worker_threads');

/** Node's own globals: twilio-run gives functions another `Response`. */
const { fetch: fetchDirectly, Request, Response } = globalThis;

/** The path of the request that the running code serves. */
const servedPath = new AsyncLocalStorage();

/** The emulated time: like the local Twilio's clock, it stands still during requests. It runs between them. */
const time = { millis: Date.now(), requests: 0, idleSince: performance.now() };

if (isMainThread) {
  guardAgainstOrphaning();
  followClock();
  sendLogs();
  serveLoopbackOnly();
  fetchThroughProxy(new URL(process.env.LOCAL_TWILIO_PROXY));
} else if (workerData?.endsWithParent) {
  endWithParent(workerData.folder);
}

/** Uses a thread, which works even while a function spins. */
function guardAgainstOrphaning() {
  const folder = process.env.LOCAL_TWILIO_FOLDER;
  new Worker(__filename, { workerData: { endsWithParent: true, folder }, execArgv: [] }).unref();
  // Ctrl-C reaches every process in a terminal, but the parent decides when this one ends.
  process.on('SIGINT', () => undefined);
}

/** The parent never writes to our standard input: it closes when the parent closes it or dies. */
function endWithParent(folder) {
  const input = new Socket({ fd: 0, readable: true, writable: false });
  input.once('close', () => {
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, 'SIGKILL');
  });
  // After a broken pipe comes `close`.
  input.on('error', () => undefined);
  input.resume();
}

function now() {
  const idleMillis = time.requests > 0 ? 0 : performance.now() - time.idleSince;
  return Math.floor(time.millis + idleMillis);
}

/** Not a subclass: dates that Node itself makes, of a file for instance, stay instances of `Date`. */
function followClock() {
  const MachineDate = Date;
  MachineDate.now = now;
  globalThis.Date = new Proxy(MachineDate, {
    apply: () => new MachineDate(now()).toString(),
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  });
  MachineDate.prototype.constructor = globalThis.Date;
}

function sendLogs() {
  const levels = { debug: 'log', log: 'log', info: 'log', warn: 'log', error: 'error' };
  for (const [method, level] of Object.entries(levels)) {
    const print = console[method];
    console[method] = (...parts) => {
      const path = servedPath.getStore();
      if (path === undefined) print(...parts);
      else process.send({ kind: 'log', path, level, text: format(...parts) });
    };
  }
}

/** The first server of this process is twilio-run's; it would listen to the whole network. */
function serveLoopbackOnly() {
  const { listen } = http.Server.prototype;
  http.Server.prototype.listen = function (port, whenListening) {
    http.Server.prototype.listen = listen;
    const { emit } = this;
    this.emit = (event, ...given) => {
      const pass = () => emit.call(this, event, ...given);
      return event === 'request' ? serve(...given, pass) : pass();
    };
    this.once('listening', () => process.send({ kind: 'listening', port: this.address().port }));
    return listen.call(this, { port, host: '127.0.0.1' }, whenListening);
  };
}

function serve(request, response, pass) {
  const number = Number(takeHeader(request, 'x-local-twilio-request'));
  // Requests from elsewhere do not have a time.
  time.millis = Number(takeHeader(request, 'x-local-twilio-now') ?? now());
  time.requests += 1;
  response.once('close', () => {
    time.requests -= 1;
    time.idleSince = performance.now();
    // Messages arrive in order, so the parent gets the logs of this request first.
    process.send({ kind: 'served', number });
  });
  return servedPath.run(new URL(request.url, 'http://localhost').pathname, pass);
}

/** Reads one of our headers and removes it, so that functions do not see it. */
function takeHeader(request, name) {
  const value = request.headers[name];
  delete request.headers[name];
  const index = request.rawHeaders.indexOf(name);
  if (index >= 0) request.rawHeaders.splice(index, 2);
  return value;
}

/** Functions reach Twilio's hosts through the proxy and this machine directly. Node's fetch does not support proxies. */
function fetchThroughProxy(proxy) {
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (url.protocol === 'https:' && /\.(twilio\.com|twil\.io)$/i.test(url.hostname))
      return fetchBy(proxy, request, url);
    const isLoopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
    if (url.protocol === 'http:' && isLoopback) return fetchDirectly(request);
    const reach = 'Twilio’s hosts, deployments and http://127.0.0.1';
    const cause = new Error(`Functions in the local Twilio cannot reach ${url.origin}, only ${reach}.`);
    throw new TypeError('fetch failed', { cause });
  };
}

async function fetchBy(proxy, request, url) {
  const { method, signal } = request;
  const body = Buffer.from(await request.arrayBuffer());
  const headers = {
    ...{ host: url.host, ...Object.fromEntries(request.headers), 'content-length': body.length },
    // The clock waits for this function, so nothing that it asks can wait for the clock.
    'x-local-twilio-timeless': 'yes',
  };
  try {
    const socket = await tunnelTo(proxy, url, signal);
    const outgoing = https.request(url, { method, headers, signal, createConnection: () => socket });
    // If the connection breaks during the answer, reading it fails instead.
    outgoing.on('error', () => undefined);
    const [response] = await once(outgoing.end(body), 'response');
    const bytes = await buffer(response);
    const { statusCode: status, statusMessage: statusText } = response;
    const isBodiless = [204, 205, 304].includes(status);
    return new Response(isBodiless ? null : bytes, { status, statusText, headers: pairsOf(response) });
  } catch (cause) {
    if (signal.aborted) throw signal.reason;
    throw new TypeError('fetch failed', { cause });
  }
}

/** A connection to one of Twilio's hosts, made in the same way as by the twilio client. */
async function tunnelTo(proxy, { hostname }, signal) {
  const path = `${hostname}:443`;
  const outgoing = http.request({ host: proxy.hostname, port: proxy.port, method: 'CONNECT', path, signal });
  const [response, socket] = await once(outgoing.end(), 'connect');
  if (response.statusCode !== 200) throw new Error(`The local Twilio does not answer for ${hostname}.`);
  return tls.connect({ socket, servername: hostname });
}

function pairsOf({ rawHeaders }) {
  const pairs = [];
  for (let index = 0; index < rawHeaders.length; index += 2) pairs.push(rawHeaders.slice(index, index + 2));
  return pairs;
}
