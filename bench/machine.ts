import { cpus, totalmem } from 'node:os';

/** Where numbers were measured: without it they say nothing. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly cpuModel: string;
  readonly cpuCount: number;
  readonly memoryGigabytes: number;
}

export function thisMachine(): Machine {
  return {
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    cpuModel: cpus()[0]?.model ?? 'unknown',
    cpuCount: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
  };
}
