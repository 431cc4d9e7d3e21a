import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bundleFunctions } from '../build/bundle';
import { fallbackDocuments } from '../src/config/fallback-documents';
import type { QueuesConfig } from '../src/config/queue-config';
import { functionsLeftOut } from '../src/endpoints';
import type { Project } from './local-queue';

/** Inside the project, so that the functions find `twilio`. */
const projectsFolder = join(__dirname, '..', 'dist', 'projects');

/** The project with a different config, built into its own folder, which `close` removes. */
export interface TemporaryProject extends Project {
  close(): Promise<void>;
}

/** Builds the functions with the config that a file exports; by default those that a deployment with it has. */
export async function projectWith(
  configFile: string,
  config: QueuesConfig,
  leftOut: readonly string[] = functionsLeftOut(config, { hasVoicemailSecret: true }),
): Promise<TemporaryProject> {
  await mkdir(projectsFolder, { recursive: true });
  const folder = await mkdtemp(join(projectsFolder, 'project-'));
  const [functionsFolder, fallbackFolder] = [join(folder, 'functions'), join(folder, 'fallback')];
  await bundleFunctions(functionsFolder, { configFile, leftOut });
  await mkdir(fallbackFolder);
  for (const [name, text] of Object.entries(fallbackDocuments(config))) {
    await writeFile(join(fallbackFolder, name), text);
  }
  return {
    config,
    functionsFolder,
    fallbackFolder,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
