import { listHistory, type RollbackSite, rollBack } from '../../../account/rollback/rollback';
import { type DeployedQueue, deployedQueue, supportNumber } from '../../deployment/deployed-queue';
import { documentFunction } from '../../emulator/rest/serverless/project';

let queue: DeployedQueue;
let messages: string[];
let printed: string[];
let site: RollbackSite;

beforeEach(async () => {
  queue = await deployedQueue();
  messages = [];
  printed = [];
  const { account } = queue;
  site = {
    ...{ account, environment: 'staging' },
    ...{ printMessage: (line) => void messages.push(line), print: (line) => void printed.push(line) },
  };
});
afterEach(() => queue.twilio.serverless.close());

const environment = () => queue.project.environment.fetch();
const live = async () => (await environment()).buildSid;

/** Something else is deployed over the queue: a caller hears these words. */
async function deploy(words: string): Promise<string> {
  await queue.twilio.clock.advance(60_000);
  return queue.project.deploy([
    { path: '/caller', visibility: 'protected', content: documentFunction(`<Say>${words}</Say>`) },
    { kind: 'asset', path: '/fallback/caller.xml', content: '<Response/>' },
  ]);
}

async function callerHears(): Promise<string> {
  const { twilio, deployment } = queue;
  twilio.setNumber({
    phoneNumber: supportNumber,
    voiceUrl: `https://${deployment.domain}/caller?queue=support`,
  });
  const caller = twilio.placeCall({ from: '+15550000001', to: supportNumber });
  await twilio.clock.advance(10_000);
  caller?.hangUp();
  await twilio.clock.advance(1_000);
  return caller?.heard.join(' ') ?? '';
}

describe('npm run rollback', () => {
  it('has the build before served again to the next caller, and leaves the variables as they are', async () => {
    const { deployment, project } = queue;
    const second = await deploy('Broken.');
    expect(await callerHears()).toContain('Broken.');
    await project.environment.variables.create({ key: 'AGENT_PIN_EVA', value: '640917' });
    await rollBack(site, undefined);
    expect(await callerHears()).toContain('Thank you for calling');
    expect(messages).toEqual([
      `Live in staging is build ${second}, first live on 2026-01-05 15:01:20 UTC.`,
      `Live now is build ${deployment.buildSid}, first live on 2026-01-05 15:00:10 UTC, at ${deployment.domain}.`,
      `Variables are unchanged. To undo this: npm run rollback -- ${second}`,
    ]);
    const variables = await project.environment.variables.list();
    expect(variables.map(({ key }) => key)).toEqual(['AGENT_PIN', 'AGENT_PIN_EVA']);
  });

  it('goes one further back the second time, and ends at the first build', async () => {
    const first = await live();
    const second = await deploy('Second.');
    await deploy('Third.');
    await rollBack(site, undefined);
    expect(await live()).toBe(second);
    await queue.twilio.clock.advance(60_000);
    await rollBack(site, undefined);
    expect(await live()).toBe(first);
    await expect(rollBack(site, undefined)).rejects.toThrow(
      `No build was live in staging before ${first}: nothing was changed.`,
    );
    expect(await live()).toBe(first);
  });

  it('comes back to the build that is named, and changes nothing if it is live', async () => {
    const second = await deploy('Second.');
    await rollBack(site, undefined);
    await rollBack(site, second);
    expect(await live()).toBe(second);
    await rollBack(site, second);
    expect(messages.at(-1)).toBe(`Build ${second} is already live in staging: nothing was changed.`);
    const deployments = await queue.project.environment.deployments.list();
    expect(deployments).toHaveLength(4);
  });

  it('does not go back to a build that was deleted, and names the one before', async () => {
    const first = await live();
    const second = await deploy('Second.');
    const third = await deploy('Third.');
    await queue.project.service.builds(second).remove();
    await expect(rollBack(site, undefined)).rejects.toThrow(
      `Build ${second} cannot be activated: it was deleted, or never finished. Nothing was changed.\nThe newest earlier build that still exists: npm run rollback -- ${first}`,
    );
    expect(await live()).toBe(third);
  });

  it('does not go to a build that could not be packed', async () => {
    const before = await live();
    const { sid } = await queue.project.build([{ path: '/caller', content: 'x' }], {
      dependencies: { twilio: '0.0.1' },
    });
    await queue.twilio.clock.advance(10_000);
    await expect(rollBack(site, sid)).rejects.toThrow('never finished');
    expect(await live()).toBe(before);
  });

  it('lists what was live when', async () => {
    const first = await live();
    const second = await deploy('Second.');
    await listHistory(site);
    expect(printed).toEqual([
      `2026-01-05 15:01:20 UTC  ${second}  live now`,
      `2026-01-05 15:00:10 UTC  ${first}  rollback goes here`,
    ]);
  });

  it('says that nothing is deployed to the other environment', async () => {
    await expect(rollBack({ ...site, environment: 'production' }, undefined)).rejects.toThrow(
      'Run npm run deploy -- --production first.',
    );
  });

  it('says that a build is live which does not answer as the queue does', async () => {
    const { askWeb } = queue.account;
    const account = {
      ...queue.account,
      askWeb: async (question: Parameters<typeof askWeb>[0]) => ({
        ...(await askWeb(question)),
        status: 500,
      }),
    };
    const second = await deploy('Second.');
    const first = queue.deployment.buildSid;
    await expect(
      rollBack({ ...site, account, patience: { tries: 1, pauseMillis: 0 } }, undefined),
    ).rejects.toThrow(`Build ${first} is live, but https://${queue.deployment.domain}/caller answers 500`);
    expect(await live()).not.toBe(second);
  });
});
