import { builtProject, LocalQueue, type Project } from '../../simulation/local-queue';
import { readTaskRouterSettings } from '../../src/config/task-router';
import { rungConfig } from '../account/task-router/rung-config';

const rungProject: Project = { config: rungConfig, functionsFolder: builtProject.functionsFolder };

/** The variables that the functions get. */
async function environmentOf(project: Project | undefined) {
  let given: Readonly<Record<string, string>> = {};
  await LocalQueue.open({
    ...(project && { project }),
    runtime: async (_twilio, environment) => {
      given = environment;
      return { run: () => Promise.reject(new Error('Nobody calls.')) };
    },
  });
  return given;
}

test('where agents are rung, the functions of the local queue know the workspace', async () => {
  const settings = readTaskRouterSettings(await environmentOf(rungProject));
  expect([...(settings?.workflowSids.keys() ?? [])]).toEqual(['support', 'sales']);
});

test('where agents only dial in, there is no workspace', async () => {
  expect(Object.keys(await environmentOf(undefined))).toEqual(['AGENT_PIN']);
  const queue = await LocalQueue.open();
  expect([...queue.twilio.taskRouter.workspaces]).toEqual([]);
});
