/** tsx, which runs our commands, may pass a Ctrl-C on that its child had from the terminal already. */
const sameKeyPressMillis = 500;

/** Aborted by Ctrl-C, or by whoever asks this process to end; who asks again need not wait. */
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
