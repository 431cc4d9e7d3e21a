import { cpus, totalmem } from 'node:os';

/** The machine that numbers were measured on. They mean nothing without it. */
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
