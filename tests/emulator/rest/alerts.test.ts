import type { LocalTwilio } from '../../../emulator/local-twilio';
import { APPLICATION, clientOf, placeCall, twilioWithApplication } from './application';

const alertsAt = (twilio: LocalTwilio) => clientOf(twilio).monitor.v1.alerts;

/** A caller whose first request is answered with a status. */
async function callAnswered(status: number): Promise<{ twilio: LocalTwilio; call: string }> {
  const twilio = twilioWithApplication();
  twilio.disturb({ kind: 'status', path: '/caller', status, times: 5 });
  const { callSid: call } = placeCall(twilio, '+14155550100');
  await twilio.clock.advance(30_000);
  return { twilio, call };
}

// "An Alert resource instance represents a single log entry for an error or warning encountered when Twilio makes a webhook
// request to your server": https://www.twilio.com/docs/usage/monitor-alert
describe('the alerts of an account', () => {
  it('have each failed request once, with its call, URL and answer', async () => {
    const { twilio, call } = await callAnswered(429);
    const alerts = await alertsAt(twilio).list();
    expect(alerts).toHaveLength(1);
    expect(alerts[0]).toMatchObject({
      resourceSid: call,
      errorCode: '11200',
      logLevel: 'error',
      requestMethod: 'POST',
      requestUrl: `${APPLICATION}/caller`,
      moreInfo: 'https://www.twilio.com/docs/errors/11200',
    });
    const text = Object.fromEntries(new URLSearchParams(alerts[0]?.alertText));
    expect(text).toMatchObject({ ErrorCode: '11200', httpResponse: '429', LogLevel: 'ERROR' });
  });

  it('are empty while all goes well', async () => {
    const twilio = twilioWithApplication();
    placeCall(twilio, '+14155550100');
    await twilio.clock.advance(30_000);
    expect(await alertsAt(twilio).list()).toEqual([]);
  });

  it('include the request and answer if one is fetched', async () => {
    const { twilio } = await callAnswered(500);
    const [listed] = await alertsAt(twilio).list();
    const alert = await clientOf(twilio)
      .monitor.v1.alerts(listed?.sid ?? '')
      .fetch();
    expect(alert.requestVariables).toContain('From=%2B14155550100');
    expect(alert.responseBody).toBe('Disturbed');
    const missing = clientOf(twilio).monitor.v1.alerts(`NO${'a'.repeat(32)}`);
    await expect(missing.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });
  });

  it('are listed by level and by time, the newest first', async () => {
    const { twilio } = await callAnswered(500);
    const soon = twilio.clock.now();
    await twilio.clock.advance(3600_000);
    placeCall(twilio, '+14155550101');
    await twilio.clock.advance(30_000);
    const all = await alertsAt(twilio).list();
    expect(all).toHaveLength(2);
    expect(all[0]?.dateGenerated.getTime()).toBeGreaterThan(all[1]?.dateGenerated.getTime() ?? 0);
    expect(await alertsAt(twilio).list({ startDate: soon })).toHaveLength(1);
    expect(await alertsAt(twilio).list({ endDate: soon })).toHaveLength(1);
    expect(await alertsAt(twilio).list({ logLevel: 'warning' })).toEqual([]);
  });

  // "Queries for alerts older than 30 days are not supported."
  it('are refused for an invalid date, or one more than thirty days ago', async () => {
    const { twilio } = await callAnswered(500);
    const old = new Date(twilio.clock.now().getTime() - 31 * 86_400_000);
    await expect(alertsAt(twilio).list({ startDate: old })).rejects.toMatchObject({ status: 400 });
  });
});
