/** tsx, which runs our commands, may pass on a Ctrl-C that its child already got from the terminal. */
const sameKeyPressMillis = 500;

/** Aborts at Ctrl-C or SIGTERM; a second one ends the process at once. */
export function stopSignal(): AbortSignal {
  const stop = new AbortController();
  let stoppedAt = 0;
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (stop.signal.aborted && performance.now() - stoppedAt > sameKeyPressMillis) process.exit(1);
      stoppedAt ||= performance.now();
      stop.abort(new Error('Stopped.'));
    });
  }
  return stop.signal;
}
