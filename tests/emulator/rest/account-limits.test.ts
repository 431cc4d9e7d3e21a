import { LocalTwilio } from '../../../emulator/local-twilio';
import { application } from '../application';
import { clientOf } from './application';

// https://www.twilio.com/docs/voice/api/dialing-permissions-resources
describe('the countries that the account may call', () => {
  const twilio = new LocalTwilio();
  const { dialingPermissions } = clientOf(twilio).voice.v1;

  it('are allowed for usual numbers and blocked for risky ones, until somebody changes it', async () => {
    expect(await dialingPermissions.countries('DE').fetch()).toMatchObject({
      isoCode: 'DE',
      countryCodes: ['+49'],
      lowRiskNumbersEnabled: true,
      highRiskSpecialNumbersEnabled: false,
      highRiskTollfraudNumbersEnabled: false,
    });
    twilio.dialingPermissions.set('DE', { lowRisk: false });
    const closed = await dialingPermissions.countries.list({ lowRiskNumbersEnabled: false });
    expect(closed.map(({ isoCode }) => isoCode)).toEqual(['DE']);
  });

  it.each([
    [{ isoCode: 'US' }, ['US']],
    [{ countryCode: '+44' }, ['GB']],
    [{ continent: 'OCEANIA' }, ['AU']],
    [{ highRiskSpecialNumbersEnabled: true }, []],
  ])('are found by %j', async (filter, found) => {
    const countries = await dialingPermissions.countries.list(filter);
    expect(countries.map(({ isoCode }) => isoCode)).toEqual(found);
  });

  it('list the prefixes of their special numbers', async () => {
    const prefixes = await dialingPermissions.countries('LV').highriskSpecialPrefixes.list();
    expect(prefixes.map(({ prefix }) => prefix)).toEqual(['+37181', '+3719000']);
  });

  it('are not all countries', async () => {
    await expect(dialingPermissions.countries('XX').fetch()).rejects.toMatchObject({
      status: 404,
      code: 20404,
    });
    expect(() => twilio.dialingPermissions.set('XX', {})).toThrow('The country XX is not listed');
  });
});

// https://www.twilio.com/docs/api/errors/13227
describe('a <Dial> to a blocked country', () => {
  it.each([
    ['+4930123456', 'failed', [13227]],
    ['+4420123456', 'no-answer', []],
    ['+37120000000', 'no-answer', []],
    ['+37190001234', 'failed', [13227]],
    ['+81312345678', 'no-answer', []],
  ])('%s: %s', async (phoneNumber, status, faults) => {
    const app = application({
      '/voice': `<Dial action="/done" timeout="5">${phoneNumber}</Dial>`,
      '/done': '',
    });
    app.twilio.dialingPermissions.set('DE', { lowRisk: false });
    app.call();
    await app.seconds(60);
    expect(app.asked('/done')).toMatchObject([{ DialCallStatus: status }]);
    expect(app.faults).toEqual(faults);
  });
});

// https://www.twilio.com/docs/trust-hub/trusthub-rest-api/customer-profiles
describe('the customer profile', () => {
  it.each(['twilio-approved', 'draft', 'in-review'] as const)('is %s', async (status) => {
    const { customerProfiles } = clientOf(new LocalTwilio({ settings: { customerProfile: status } })).trusthub
      .v1;
    const [profile] = await customerProfiles.list();
    expect(await customerProfiles(profile?.sid ?? '').fetch()).toMatchObject({ status });
    expect(await customerProfiles.list({ status })).toHaveLength(1);
    expect(await customerProfiles.list({ status: 'pending-review' })).toEqual([]);
  });

  it('of a business follows the policy that is the same in every account', async () => {
    const profileOf = async (customerProfileOwner: 'business' | 'individual') => {
      const twilio = new LocalTwilio({ settings: { customerProfileOwner } });
      const [profile] = await clientOf(twilio).trusthub.v1.customerProfiles.list();
      return profile;
    };
    const business = await profileOf('business');
    expect(business?.policySid).toBe('RN6433641899984f951173ef1738c3bdd0');
    expect((await profileOf('individual'))?.policySid).not.toBe(business?.policySid);
  });

  it('may be missing', async () => {
    const { customerProfiles } = clientOf(new LocalTwilio({ settings: { customerProfile: undefined } }))
      .trusthub.v1;
    expect(await customerProfiles.list()).toEqual([]);
    const missing = customerProfiles(`BU${'a'.repeat(32)}`).fetch();
    await expect(missing).rejects.toMatchObject({ status: 404, code: 20404 });
  });
});
