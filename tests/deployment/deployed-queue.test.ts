import { findDeployment, requireDeployment } from '../../account/deployment';
import { tryAgain } from '../../src/state/urls';
import { agentsNumber, type DeployedQueue, deployedQueue, supportNumber } from './deployed-queue';

let queue: DeployedQueue;
beforeEach(async () => {
  queue = await deployedQueue();
});
afterEach(() => queue.twilio.serverless.close());

describe('the uploaded queue', () => {
  it('serves a caller whose number leads to it', async () => {
    const { twilio, deployment } = queue;
    const voiceUrl = `https://${deployment.domain}/caller?queue=support${tryAgain}`;
    twilio.setNumber({ phoneNumber: supportNumber, voiceUrl });
    const caller = twilio.placeCall({ from: '+15550000001', to: supportNumber });
    await twilio.clock.advance(30_000);
    expect(caller?.heard).toEqual(
      expect.arrayContaining([
        expect.stringContaining('Thank you for calling'),
        expect.stringContaining('♪'),
      ]),
    );
  });

  it('keeps a separate line for its environment, which production’s agents never see', async () => {
    const { twilio, deployment } = queue;
    const lead = (phoneNumber: string, path: string) =>
      twilio.setNumber({ phoneNumber, voiceUrl: `https://${deployment.domain}${path}` });
    lead(supportNumber, '/caller?queue=support');
    lead(agentsNumber, '/agent');
    const caller = twilio.placeCall({ from: '+15550000001', to: supportNumber });
    await twilio.clock.advance(30_000);
    expect(twilio.queueNamed('support')).toBeUndefined();
    expect(twilio.queueNamed('support@staging')?.members).toHaveLength(1);
    const agent = twilio.placeCall({ from: '+15550000002', to: agentsNumber });
    await twilio.clock.advance(3_000);
    agent?.press('7305184926#');
    await twilio.clock.advance(30_000);
    expect(caller?.events().map(({ kind }) => kind)).toContain('bridged');
  });

  it('refuses a request that nobody signed, and shows its music to everybody', async () => {
    const { account, deployment } = queue;
    const ask = (path: string) =>
      account.askWeb({ method: 'GET', url: `https://${deployment.domain}${path}` });
    expect((await ask('/caller')).status).toBe(403);
    expect((await ask('/hold-music/porch-light.v1.wav')).status).toBe(200);
  });

  it('is found under the project’s name, in its environment only', async () => {
    const { client, deployment } = queue;
    expect(await requireDeployment(client, 'staging')).toEqual(deployment);
    expect(await findDeployment(client, 'production')).toEqual({
      kind: 'no-environment',
      serviceSid: deployment.serviceSid,
    });
    await expect(requireDeployment(client, 'production')).rejects.toThrow(/npm run deploy -- --production/);
  });
});
