import type { LocalTwilio } from '../../../../emulator/local-twilio';
import { clientOf, twilioWithApplication } from '../application';
import { Project } from './project';

let twilio: LocalTwilio;
let project: Project;
beforeEach(async () => {
  twilio = twilioWithApplication();
  project = await Project.create(twilio, clientOf(twilio));
});

const services = () => project.client.serverless.v1.services;
const missing = { status: 404, code: 20404 };
const taken = { status: 409, code: 20409 };

// https://www.twilio.com/docs/serverless/api/resource/service
describe('a service', () => {
  it('is found by its sid and by its unique name', async () => {
    const service = await services()('shop').fetch();
    expect(service).toMatchObject({
      sid: project.serviceSid,
      uniqueName: 'shop',
      includeCredentials: true,
      uiEditable: false,
      domainBase: expect.stringMatching(/^shop-\d{4}$/),
    });
    expect(await project.service.fetch()).toMatchObject({ uniqueName: 'shop' });
  });

  it('is listed page by page', async () => {
    for (const uniqueName of ['a', 'b', 'c', 'd']) await services().create({ uniqueName, friendlyName: 'x' });
    const listed = await services().list({ pageSize: 2 });
    expect(listed.map(({ uniqueName }) => uniqueName)).toEqual(['shop', 'a', 'b', 'c', 'd']);
  });

  it('is renamed', async () => {
    expect(await project.service.update({ friendlyName: 'Shop', uiEditable: true })).toMatchObject({
      friendlyName: 'Shop',
      uiEditable: true,
      uniqueName: 'shop',
    });
  });

  it('has a unique name', async () => {
    await expect(services().create({ uniqueName: 'shop', friendlyName: 'x' })).rejects.toMatchObject(taken);
  });

  it.each(['', 'my shop', 'a'.repeat(51)])('is not called "%s"', async (uniqueName) => {
    const created = services().create({ uniqueName, friendlyName: 'x' });
    await expect(created).rejects.toMatchObject({ status: 400, code: 20001 });
  });

  it('is gone when it is deleted', async () => {
    expect(await project.service.remove()).toBe(true);
    await expect(project.service.fetch()).rejects.toMatchObject(missing);
  });
});

// https://www.twilio.com/docs/serverless/api/resource/environment
describe('an environment', () => {
  it('has its own domain, with or without a suffix', async () => {
    const { domainBase } = await project.service.fetch();
    const production = await project.service.environments.create({ uniqueName: 'production' });
    expect(production).toMatchObject({
      domainSuffix: null,
      domainName: `${domainBase}.twil.io`,
      buildSid: null,
    });
    expect(await project.environment.fetch()).toMatchObject({ domainName: `${domainBase}-dev.twil.io` });
    expect(await project.service.environments.list()).toHaveLength(2);
  });

  it.each([
    ['the name', { uniqueName: 'dev-environment', domainSuffix: 'stage' }],
    ['the domain', { uniqueName: 'stage-environment', domainSuffix: 'dev' }],
  ])('does not have %s of another', async (_, given) => {
    await expect(project.service.environments.create(given)).rejects.toMatchObject(taken);
  });

  it('has a suffix of at most 16 characters', async () => {
    const given = { uniqueName: 'long', domainSuffix: 'a'.repeat(17) };
    await expect(project.service.environments.create(given)).rejects.toMatchObject({
      status: 400,
      code: 20001,
    });
  });

  it('is gone when it is deleted', async () => {
    expect(await project.environment.remove()).toBe(true);
    await expect(project.environment.fetch()).rejects.toMatchObject(missing);
  });
});

// https://www.twilio.com/docs/serverless/api/resource/variable
describe('a variable', () => {
  const variables = () => project.environment.variables;

  it('is created, listed, changed and deleted', async () => {
    const { sid } = await variables().create({ key: 'SHOP', value: 'open' });
    expect(await variables()(sid).update({ value: 'closed' })).toMatchObject({
      key: 'SHOP',
      value: 'closed',
    });
    expect(await variables().list()).toHaveLength(1);
    expect(await variables()(sid).remove()).toBe(true);
    await expect(variables()(sid).fetch()).rejects.toMatchObject(missing);
  });

  it('has a unique name', async () => {
    await variables().create({ key: 'SHOP', value: 'open' });
    await expect(variables().create({ key: 'SHOP', value: 'closed' })).rejects.toMatchObject(taken);
  });

  it.each([
    ['450 letters', 'x'.repeat(450), true],
    ['451 letters', 'x'.repeat(451), false],
    ['225 letters of two bytes', 'ü'.repeat(225), true],
    ['226 letters of two bytes', 'ü'.repeat(226), false],
  ])('has at most 450 bytes: %s', async (_, value, isTaken) => {
    const created = variables().create({ key: 'TEXT', value });
    if (isTaken) await expect(created).resolves.toMatchObject({ value });
    else await expect(created).rejects.toMatchObject({ status: 400, code: 20001 });
  });

  it.each([
    ['128 letters', 128, true],
    ['129 letters', 129, false],
  ])('has a key of at most 128 letters: %s', async (_, length, isTaken) => {
    const created = variables().create({ key: 'K'.repeat(length), value: '' });
    if (isTaken) await expect(created).resolves.toMatchObject({ value: '' });
    else await expect(created).rejects.toMatchObject({ status: 400, code: 20001 });
  });
});

describe.each(['functions', 'assets'] as const)('the %s of a service', (kind) => {
  // Both have the same methods, which the types of the client do not say.
  const all = () => project.service[kind] as typeof project.service.functions;

  it('are created, listed, renamed and deleted', async () => {
    const { sid } = await all().create({ friendlyName: '/voice' });
    expect(await all().list()).toHaveLength(1);
    expect(await all()(sid).update({ friendlyName: '/caller' })).toMatchObject({ friendlyName: '/caller' });
    expect(await all()(sid).remove()).toBe(true);
    await expect(all()(sid).fetch()).rejects.toMatchObject(missing);
  });

  it('are not found in another service', async () => {
    const { sid } = await all().create({ friendlyName: '/voice' });
    project = await Project.create(twilio, project.client, 'other');
    await expect(all()(sid).fetch()).rejects.toMatchObject(missing);
  });
});

describe('the Serverless API', () => {
  it('has its own host: it shares nothing with api.twilio.com', async () => {
    const { account, rest } = twilio;
    const authorization = { username: account.sid, password: account.authToken };
    const request = {
      method: 'GET',
      query: new URLSearchParams(),
      form: new URLSearchParams(),
      authorization,
    } as const;
    const ask = (host: string, path: string) => rest({ ...request, host, path });
    const queues = `/2010-04-01/Accounts/${account.sid}/Queues.json`;
    expect(await ask('api.twilio.com', '/v1/Services')).toMatchObject({ status: 404 });
    expect(await ask('serverless.twilio.com', queues)).toMatchObject({ status: 404 });
    expect(await ask('serverless.dublin.ie1.twilio.com', '/v1/Services')).toMatchObject({ status: 200 });
    expect(await ask('serverless-upload.twilio.com', '/v1/Services')).toMatchObject({ status: 404 });
  });

  it('is disturbed by its path', async () => {
    twilio.disturb({ where: 'rest', kind: 'status', status: 429, path: '/Services' });
    await expect(services().list()).rejects.toMatchObject({ status: 429, code: 20429 });
  });
});
