/**
 * Runs in its own process: Twilio's local runtime, without forking or reloading, with our bundles, the guide's sample and
 * the fixed answer. The parent sends it the files to serve and gets its port; later it can request the CPU time used.
 */
import type { AddressInfo } from 'node:net';
import { LocalDevelopmentServer } from '@twilio/runtime-handler/dev';
import { projectFolder } from './project';

/** The file to serve at each path. */
export type Served = Readonly<Record<string, string>>;

function serve(files: Served): void {
  const functions = Object.entries(files).map(([path, filePath]) => ({
    path,
    filePath,
    name: path,
    content: '',
    access: 'public' as const,
  }));
  const app = new LocalDevelopmentServer(0, {
    baseDir: projectFolder,
    // Functions that vouch for what they send sign it with the token.
    env: { AUTH_TOKEN: 'f'.repeat(32) },
    url: 'https://call-queue-1234.twil.io',
    routes: { functions, assets: [] },
    forkProcess: false,
    live: false,
    logs: false,
    detailedLogs: false,
    legacyMode: false,
    enableDebugLogs: false,
    appName: 'bench',
    port: 0,
  }).getApp();
  const listener = app.listen(0, '127.0.0.1', () => reply((listener.address() as AddressInfo).port));
}

function cpuMicros(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

const reply = (number: number) => process.send?.(number);

process.on('message', (message: Served | 'cpu') => {
  if (message === 'cpu') reply(cpuMicros());
  else serve(message);
});
process.on('disconnect', () => process.exit());
