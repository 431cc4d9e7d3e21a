import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions } from '../build/bundle';
import type { QueuesConfig } from '../src/config/queue-config';
import { functionsLeftOut } from '../src/endpoints';
import type { Project } from './local-queue';

/** Inside the project, so that the functions find `twilio`. */
const projectsFolder = join(__dirname, '..', 'dist', 'projects');

/** The project with a different config, built into its own folder, which `close` removes. */
export interface TemporaryProject extends Project {
  close(): Promise<void>;
}

/** Builds the functions with the config that a file exports. */
export async function projectWith(configFile: string, config: QueuesConfig): Promise<TemporaryProject> {
  await mkdir(projectsFolder, { recursive: true });
  const functionsFolder = await mkdtemp(join(projectsFolder, 'functions-'));
  const leftOut = functionsLeftOut(config, { hasVoicemailSecret: true });
  await bundleFunctions(functionsFolder, { configFile, leftOut });
  return {
    config,
    functionsFolder,
    close: () => rm(functionsFolder, { recursive: true, force: true }),
  };
}
