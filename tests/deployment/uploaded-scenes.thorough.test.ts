import { readFileSync } from 'node:fs';
import { ensureTaskRouter } from '../../account/task-router/apply';
import { wantedTaskRouter } from '../../account/task-router/wanted';
import { dependencies } from '../../package.json';
import { type LocalQueue, localPin } from '../../simulation/local-queue';
import { type Receiver, startReceiver } from '../../simulation/scenes/receiver';
import { BuiltBusinesses, openScene } from '../../simulation/scenes/scene';
import { scenes } from '../../simulation/scenes/scenes';
import { rungQueueNames, taskRouterVariable, taskRouterVariableValue } from '../../src/config/task-router';
import { clientOf } from '../emulator/rest/application';
import { Project } from '../emulator/rest/serverless/project';
import { playUploaded } from './uploaded-scene';

let businesses: BuiltBusinesses;
let receiver: Receiver;

beforeAll(async () => {
  businesses = await BuiltBusinesses.of(scenes);
});
afterAll(() => businesses.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

/** Uploads the functions and assets of a queue to its own account, and gives the domain where they are served. */
async function upload({ twilio, files, config }: LocalQueue): Promise<string> {
  const uploaded = await Project.create(twilio, clientOf(twilio), 'call-queue', 'staging');
  const variables = {
    AGENT_PIN: localPin,
    VOICEMAIL_WEBHOOK_URL: receiver.url,
    VOICEMAIL_SECRET: receiver.secret,
  };
  for (const [key, value] of Object.entries(variables))
    await uploaded.environment.variables.create({ key, value });
  const contents = files.map(({ kind, path, visibility, file }) => ({
    ...{ kind, path, visibility, content: readFileSync(file) },
  }));
  await uploaded.deploy(contents, { dependencies });
  if (rungQueueNames(config).length > 0) {
    const wanted = wantedTaskRouter(config, 'staging', uploaded.domain);
    const value = taskRouterVariableValue(await ensureTaskRouter(clientOf(twilio), wanted));
    await uploaded.environment.variables.create({ key: taskRouterVariable, value });
  }
  return uploaded.domain;
}

describe('the uploaded functions tell the stories of the demo', () => {
  test.each(scenes.map((scene) => [scene.name, scene] as const))('%s', async (_name, scene) => {
    const queue = await openScene(scene, businesses.projectOf(scene), receiver);
    try {
      expect(await playUploaded(scene, queue, await upload(queue), receiver)).toEqual([]);
    } finally {
      queue.twilio.serverless.close();
    }
  });
});
