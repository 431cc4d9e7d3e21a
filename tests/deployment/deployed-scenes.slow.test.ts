import { builtProject, localPin } from '../../simulation/local-queue';
import { dialInScenes } from '../../simulation/scenes/dial-in-scenes';
import { type Receiver, startReceiver } from '../../simulation/scenes/receiver';
import { openScene, type Scene } from '../../simulation/scenes/scene';
import { clientOf } from '../emulator/rest/application';
import { ProjectCopy } from './project-copy';
import { playUploaded } from './uploaded-scene';

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

/** A project with the config of a scene, and the variables that it needs. */
function dress(project: ProjectCopy, { business }: Scene): void {
  const module = business.configFile.replace(/\.ts$/, '');
  project.write('queues.config.ts', `export { default } from './${module}';\n`);
  project.write('.env', `VOICEMAIL_SECRET=${receiver.secret}\n`);
}

/** No deploy takes the address of this machine, nor the PIN that everybody knows: they are set at Twilio itself. */
async function setWhatDeployRefuses({ twilio }: ProjectCopy): Promise<void> {
  const [service] = twilio.serverless.services.values();
  const [environment] = service?.environments.values() ?? [];
  const { variables } = clientOf(twilio)
    .serverless.v1.services(service?.sid ?? '')
    .environments(environment?.sid ?? '');
  await variables.create({ key: 'VOICEMAIL_WEBHOOK_URL', value: receiver.url });
  await variables.create({ key: 'AGENT_PIN', value: localPin });
}

describe('what the real twilio-run deploy uploads tells the stories of the demo', () => {
  test.each(dialInScenes.map((scene) => [scene.name, scene] as const))('%s', async (_name, scene) => {
    const anHourEarlier = new Date(scene.at.getTime() - 3_600_000);
    const queue = await openScene(
      { ...scene, at: anHourEarlier },
      { ...builtProject, config: scene.business.config },
      receiver,
    );
    const project = await ProjectCopy.make(queue.twilio);
    try {
      dress(project, scene);
      const { status, out, err } = await project.command('deploy').ended;
      expect({ status, err }).toMatchObject({ status: 0 });
      await setWhatDeployRefuses(project);
      project.stopClock();
      const { clock } = queue.twilio;
      await clock.advance(scene.at.getTime() - clock.now().getTime());
      expect(await playUploaded(scene, queue, out.trim(), receiver)).toEqual([]);
    } finally {
      await project.close();
    }
  });
});
