import { Twilio } from 'twilio';
import { LocalTwilio } from '../../../emulator/local-twilio';
import { restHttpClient } from '../../../emulator/web/rest-http-client';
import { answersTo } from '../application';
import { clientOf } from './application';

// https://www.twilio.com/docs/iam/api/account
describe('the account', () => {
  it('is fetched with its properties', async () => {
    const twilio = new LocalTwilio();
    const { sid, authToken } = twilio.account;
    const account = await clientOf(twilio).api.v2010.accounts(sid).fetch();
    expect(account).toMatchObject({ sid, authToken, status: 'active', type: 'Full' });
    expect(account.dateCreated).toEqual(twilio.clock.now());
  });

  it('may be a trial account', async () => {
    const twilio = new LocalTwilio({ settings: { accountType: 'Trial' } });
    const account = await clientOf(twilio).api.v2010.accounts(twilio.account.sid).fetch();
    expect(account.type).toBe('Trial');
  });

  it.each(['suspended', 'closed'] as const)('may be %s', async (accountStatus) => {
    const twilio = new LocalTwilio({ settings: { accountStatus } });
    const account = await clientOf(twilio).api.v2010.accounts(twilio.account.sid).fetch();
    expect(account.status).toBe(accountStatus);
  });
});

// "Access to all Twilio API resources, except for Accounts (/Accounts) or Keys."
describe.each(answersTo('standardKeyAtAccount'))('an API key ($answer)', ({ answer, given }) => {
  const twilio = new LocalTwilio({ assumptions: given });
  const keyClient = (secret: string) =>
    new Twilio(twilio.apiKey.sid, secret, {
      accountSid: twilio.account.sid,
      httpClient: restHttpClient(twilio.rest),
    });

  it('opens the REST API and the Serverless API', async () => {
    const client = keyClient(twilio.apiKey.secret);
    await expect(client.queues.list()).resolves.toEqual([]);
    await expect(client.serverless.v1.services.list()).resolves.toEqual([]);
  });

  it('does not open the account itself', async () => {
    const fetched = keyClient(twilio.apiKey.secret).api.v2010.accounts(twilio.account.sid).fetch();
    await expect(fetched).rejects.toMatchObject({ status: Number(answer) });
  });

  it('opens nothing with another secret', async () => {
    await expect(keyClient('x').queues.list()).rejects.toMatchObject({ status: 401, code: 20003 });
  });
});
