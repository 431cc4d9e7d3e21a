import { redacted } from '../../../reporting/call-story/redact';

describe('a redacted text', () => {
  test.each([
    [
      'Call CA01234567890123456789012345678901  +15550000001 → +15551230000',
      'Call CA01234567890123456789012345678901  …01 → …00',
    ],
    ['call us at +1 (555) 123-4567 or 5551234567.', 'call us at …67 or …67.'],
    ['From=%2B15550000001&To=%2B15551230000', 'From=…01&To=…00'],
    ['sip:anna@example.com → client:anna', 'sip:… → client:…'],
  ])('shows of telephone numbers the last two digits: %s', (text, shown) => {
    expect(redacted(text)).toBe(shown);
  });

  test.each([
    'Monday, January 5, 2026, times in America/New_York',
    '15:00:30  was connected to agent-1 (call CA01234567890123456789012345678901), after 5 minutes 40 seconds',
    '"at": "2026-01-05T15:00:30.050Z", "secondsWaited": 123456',
    'https://www.twilio.com/docs/api/errors/11205 at call-queue-1234-staging.twil.io',
    'abandoned',
  ])('leaves everything else: %s', (text) => {
    expect(redacted(text)).toBe(text);
  });
});
