import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalTwilio } from '../../../../emulator/local-twilio';
import { answersTo } from '../../application';
import { clientOf, NUMBER, twilioWithApplication } from '../application';
import { documentFunction, Project, type ProjectFile } from './project';

let twilio: LocalTwilio;
let project: Project;

async function start(options?: Parameters<typeof twilioWithApplication>[0]) {
  twilio?.serverless.close();
  twilio = twilioWithApplication(options);
  project = await Project.create(twilio, clientOf(twilio));
}
beforeEach(() => start());
afterEach(() => twilio.serverless.close());

/** Calls a number whose URL is a path of the project. */
async function hear(path: string): Promise<readonly string[]> {
  twilio.setNumber({ phoneNumber: NUMBER, voiceUrl: `https://${project.domain}${path}` });
  const person = twilio.placeCall({ from: '+14155550100', to: NUMBER });
  await twilio.clock.advance(5000);
  return person?.heard.filter((text) => text !== '') ?? [];
}

const apology = 'We are sorry, an application error has occurred. Goodbye.';
const voice = (text: string): ProjectFile => ({
  path: '/voice',
  visibility: 'protected',
  content: documentFunction(`<Say>${text}</Say>`),
});

// https://www.twilio.com/docs/serverless/api/resource/deployment
describe('a deployment', () => {
  it('serves what was uploaded under the domain of its environment', async () => {
    expect(project.domain).toMatch(/^shop-\d{4}-dev\.twil\.io$/);
    await project.deploy([voice('Hello')]);
    expect(await hear('/voice')).toEqual(['Hello']);
  });

  it('serves nothing before it', async () => {
    await project.build([voice('Hello')]);
    expect(await hear('/voice')).toEqual([apology]);
  });

  it('replaces the one before, which can be deployed again', async () => {
    const first = await project.deploy([voice('Hello')]);
    await project.deploy([voice('Good morning')]);
    expect(await hear('/voice')).toEqual(['Good morning']);
    await project.environment.deployments.create({ buildSid: first });
    expect(await hear('/voice')).toEqual(['Hello']);
    const builds = (await project.environment.deployments.list()).map(({ buildSid }) => buildSid);
    expect(builds).toEqual([first, expect.stringMatching(/^ZB/), first]);
  });

  it('without a build takes the environment offline', async () => {
    await project.deploy([voice('Hello')]);
    await project.environment.deployments.create();
    expect(await hear('/voice')).toEqual([apology]);
    expect(await project.environment.fetch()).toMatchObject({ buildSid: null });
  });

  // https://github.com/twilio-labs/serverless-toolkit/issues/171
  it('of the build that is already live is refused', async () => {
    const buildSid = await project.deploy([voice('Hello')]);
    const again = project.environment.deployments.create({ buildSid });
    await expect(again).rejects.toMatchObject({ status: 409, code: 20409 });
  });

  it.each([
    ['is still being packed', () => project.build([voice('Hello')]).then(({ sid }) => sid)],
    ['is not there', async () => `ZB${'a'.repeat(32)}`],
  ])('of a build that %s is refused', async (_, build) => {
    const deployment = project.environment.deployments.create({ buildSid: await build() });
    await expect(deployment).rejects.toMatchObject({ status: 400, code: 20001 });
  });

  it('ends with its environment and with its service', async () => {
    await project.deploy([voice('Hello')]);
    await project.environment.remove();
    expect(await hear('/voice')).toEqual([apology]);
    await start();
    await project.deploy([voice('Hello')]);
    await project.service.remove();
    expect(await hear('/voice')).toEqual([apology]);
    expect(await clientOf(twilio).serverless.v1.services.list()).toEqual([]);
  });
});

describe('a deployed function', () => {
  const answer = (code: string): ProjectFile => ({
    path: '/voice',
    content: `exports.handler = (context, event, callback) => {
      const twiml = new Twilio.twiml.VoiceResponse();
      twiml.say(String(${code}));
      callback(null, twiml);
    };`,
  });

  // https://www.twilio.com/docs/serverless/functions-assets/functions/variables
  it('sees the current variables of its environment', async () => {
    const { sid } = await project.environment.variables.create({ key: 'SHOP', value: 'open' });
    await project.deploy([answer('context.SHOP')]);
    expect(await hear('/voice')).toEqual(['open']);
    await project.environment.variables(sid).update({ value: 'closed' });
    expect(await hear('/voice')).toEqual(['closed']);
    await project.environment.variables(sid).remove();
    expect(await hear('/voice')).toEqual(['undefined']);
  });

  it('knows where it runs', async () => {
    await project.deploy([answer('[context.DOMAIN_NAME, context.SERVICE_SID, context.ENVIRONMENT_SID]')]);
    const { domain, serviceSid, environmentSid } = project;
    expect(await hear('/voice')).toEqual([`${domain},${serviceSid},${environmentSid}`]);
  });

  it('reaches another function of the deployment by its URL', async () => {
    const open: ProjectFile = {
      path: '/open',
      content: `exports.handler = (context, event, callback) => callback(null, 'open until five');`,
    };
    const asking: ProjectFile = {
      path: '/voice',
      content: `exports.handler = async (context, event, callback) => {
        const twiml = new Twilio.twiml.VoiceResponse();
        const answer = await fetch('https://' + context.DOMAIN_NAME + '/open');
        twiml.say(await answer.text());
        callback(null, twiml);
      };`,
    };
    await project.deploy([open, asking]);
    expect(await hear('/voice')).toEqual(['open until five']);
  });

  it('gets the credentials unless the service says no', async () => {
    await project.deploy([answer('context.ACCOUNT_SID')]);
    expect(await hear('/voice')).toEqual([twilio.account.sid]);
    await project.service.update({ includeCredentials: false });
    expect(await hear('/voice')).toEqual(['undefined']);
  });

  // All files lie flat in one folder: https://github.com/twilio-labs/serverless-toolkit/issues/140
  it('does not find another file by its path', async () => {
    const other: ProjectFile = {
      path: '/lib/texts',
      visibility: 'private',
      content: "exports.text = 'Hello';",
    };
    await project.deploy([answer("require('./lib/texts').text"), other]);
    expect(await hear('/voice')).toEqual([apology]);
    expect(lastLog()).toContain("Cannot find module './lib/texts'");
  });

  // https://www.twilio.com/docs/serverless/functions-assets/functions/dependencies
  it.each([
    ['one of its dependencies', { ajv: '8.20.0' }, 'ajv', 'function'],
    ['twilio, which is in every build', {}, 'twilio', 'function'],
  ])('may require %s', async (_, dependencies, name, type) => {
    await project.deploy([answer(`typeof require('${name}')`)], { dependencies });
    expect(await hear('/voice')).toEqual([type]);
  });

  it('finds no other module, even if this machine has it', async () => {
    await project.deploy([answer("typeof require('ajv')")]);
    expect(await hear('/voice')).toEqual([apology]);
    expect(lastLog()).toContain("Cannot find module 'ajv'");
  });

  it('is hidden if it is private, and refuses unsigned requests if it is protected', async () => {
    await project.deploy([{ ...voice('Hello'), visibility: 'private' }]);
    expect(await hear('/voice')).toEqual([apology]);
  });

  function lastLog(): string {
    const texts = twilio.timeline.events().flatMap((event) => (event.kind === 'log' ? [event.text] : []));
    return texts.at(-1) ?? '';
  }
});

describe('what is deployed', () => {
  it('stays on this machine until it is removed', async () => {
    const buildsHere = () => readdirSync(tmpdir()).filter((name) => name.startsWith('local-twilio-build-'));
    const before = new Set(buildsHere());
    await project.deploy([voice('Hello')]);
    const [folder = ''] = buildsHere().filter((name) => !before.has(name));
    expect(readdirSync(join(tmpdir(), folder)).sort()).toEqual(['handlers', 'node_modules']);
    twilio.serverless.close();
    expect(buildsHere()).not.toContain(folder);
  });
});

describe('a deployed asset', () => {
  it('is served byte for byte, with the type of its extension', async () => {
    await project.deploy([
      { kind: 'asset', path: '/a.xml', content: '<Response><Say>Sorry</Say></Response>' },
    ]);
    expect(await hear('/a.xml')).toEqual(['Sorry']);
  });
});

// https://www.twilio.com/docs/serverless/api/resource/logs
describe('the log of an environment', () => {
  const noisy: ProjectFile = {
    path: '/voice',
    content: `exports.handler = (context, event, callback) => {
      console.log('caller', event.From);
      console.error('broken');
      callback(null, '');
    };`,
  };

  it('has the functions’ lines, newest first, each request with its own SID', async () => {
    await project.deploy([noisy]);
    await hear('/voice');
    await hear('/voice');
    const logs = await project.environment.logs.list();
    expect(logs.map(({ level, message }) => [level, message])).toEqual([
      ['error', 'broken'],
      ['info', 'caller +14155550100'],
      ['error', 'broken'],
      ['info', 'caller +14155550100'],
    ]);
    expect(logs[0]?.requestSid).toBe(logs[1]?.requestSid);
    expect(logs[1]?.requestSid).not.toBe(logs[2]?.requestSid);
    const { sid = '', functionSid = '' } = logs[0] ?? {};
    expect(await project.environment.logs(sid).fetch()).toMatchObject({ message: 'broken' });
    expect(await project.environment.logs.list({ functionSid })).toHaveLength(4);
    expect(await project.environment.logs.list({ functionSid: `ZH${'a'.repeat(32)}` })).toEqual([]);
  });

  it('covers the last day, unless a request names another time', async () => {
    await project.deploy([noisy]);
    await hear('/voice');
    const startDate = twilio.clock.now();
    await twilio.clock.advance(86_400_000);
    await hear('/voice');
    expect(await project.environment.logs.list()).toHaveLength(2);
    expect(await project.environment.logs.list({ startDate: new Date(0) })).toHaveLength(4);
    expect(await project.environment.logs.list({ startDate: new Date(0), endDate: startDate })).toHaveLength(
      2,
    );
  });
});

describe.each(answersTo('largeEnvironment'))('variables of more than 3 KB ($answer)', ({ answer, given }) => {
  it('are detected', async () => {
    await start({ assumptions: given });
    for (let index = 0; index < 7; index += 1) {
      await project.environment.variables.create({ key: `TEXT_${index}`, value: 'x'.repeat(450) });
    }
    const deployment = project.deploy([voice('Hello')]);
    if (answer === 'deployment-refused') {
      await expect(deployment).rejects.toMatchObject({ status: 400, code: 20001 });
    } else {
      await deployment;
      expect(await hear('/voice')).toEqual([apology]);
    }
  });
});
