/**
 * Loaded into twilio-run's process before anything else, by `node --require`. Its functions see the clock
 * of the local Twilio, what they log is told to the process that started this one, and this one ends when
 * that one does, however it does.
 */
const { AsyncLocalStorage } = require('node:async_hooks');
const { rmSync } = require('node:fs');
const http = require('node:http');
const { Socket } = require('node:net');
const { format } = require('node:util');
const { isMainThread, Worker, workerData } = require('node:worker_threads');

/** The path of the request that the running code serves. */
const servedPath = new AsyncLocalStorage();

/** The emulated time: it stands still while requests are served, as the local Twilio's, and runs on between. */
const time = { millis: Date.now(), requests: 0, idleSince: performance.now() };

if (isMainThread) {
  guardAgainstOrphaning();
  followClock();
  tellLogs();
  serveLoopbackOnly();
} else if (workerData?.endsWithParent) {
  endWithParent(workerData.folder);
}

/** A thread of its own notices even while a function spins. */
function guardAgainstOrphaning() {
  const folder = process.env.LOCAL_TWILIO_FOLDER;
  new Worker(__filename, { workerData: { endsWithParent: true, folder }, execArgv: [] }).unref();
  // Ctrl-C reaches every process of a terminal: it is for the parent to say what follows.
  process.on('SIGINT', () => undefined);
}

/** Nothing is ever written to our standard input: it closes when the parent ends it or is dead. */
function endWithParent(folder) {
  const input = new Socket({ fd: 0, readable: true, writable: false });
  input.once('close', () => {
    rmSync(folder, { recursive: true, force: true });
    process.kill(process.pid, 'SIGKILL');
  });
  // A broken pipe is closed next.
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

function tellLogs() {
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
  // Somebody may also ask this port by hand, without a time.
  time.millis = Number(takeHeader(request, 'x-local-twilio-now') ?? now());
  time.requests += 1;
  response.once('close', () => {
    time.requests -= 1;
    time.idleSince = performance.now();
    // The channel keeps the order, so what was logged meanwhile is known before this.
    process.send({ kind: 'served', number });
  });
  return servedPath.run(new URL(request.url, 'http://localhost').pathname, pass);
}

/** Reads a header of ours and takes it out, so that no function sees it. */
function takeHeader(request, name) {
  const value = request.headers[name];
  delete request.headers[name];
  const index = request.rawHeaders.indexOf(name);
  if (index >= 0) request.rawHeaders.splice(index, 2);
  return value;
}
