import { readDocument } from '../../emulator/reference';
import queuesConfig from '../../queues.config';
import { fallbackDocuments } from '../../src/config/fallback-documents';
import type { QueuesConfig } from '../../src/config/queue-config';
import { endpoints } from '../../src/endpoints';
import { config, configWith, document } from '../example-config';

const withDial: QueuesConfig = { ...config, fallback: { ...config.fallback, dialNumber: '+15550100009' } };

const menu = {
  ...config.agentLine,
  prompt: 'Press 1.',
  choices: { 1: 'sales' },
  fallbackQueue: 'sales',
} as const;
const lane = { numbers: ['+15550100007'], normalLaneFirstAfterSeconds: 60 } as const;

describe('if our functions cannot answer at all', () => {
  test('a caller hears the words of the config, and goodbye', () => {
    expect(fallbackDocuments(config)['caller.xml']).toBe(
      document(`
        <Response>
          <Say voice="Polly.Joanna-Neural" language="en-US">Please call again.</Say>
          <Hangup/>
        </Response>`),
    );
  });

  test('a caller is connected to the number of the config, for an hour at most, from a number that can be shown; and is not left without a word', () => {
    expect(fallbackDocuments(withDial)['caller.xml']).toBe(
      document(`
        <Response>
          <Say voice="Polly.Joanna-Neural" language="en-US">Please call again.</Say>
          <Dial callerId="+15550100002" timeLimit="3600">+15550100009</Dial>
          <Say voice="Polly.Joanna-Neural" language="en-US">Thank you for calling. Goodbye.</Say>
          <Hangup/>
        </Response>`),
    );
  });

  test.each<[string, Partial<QueuesConfig>]>([
    ['a menu', { menus: { main: { ...menu, numbers: ['+15550100007'] } } }],
    ['a priority lane', configWith({ support: { priority: lane }, sales: { numbers: [] } })],
  ])('the number of %s can be shown too, where no queue has one of its own', (_, changes) => {
    const withoutNumbers = configWith({ sales: { numbers: [] } });
    const documents = fallbackDocuments({
      ...withDial,
      ...withoutNumbers,
      ...changes,
      fallback: withDial.fallback,
    });
    expect(documents['caller.xml']).toContain('callerId="+15550100007"');
  });

  test('an agent hears the words of the config, and is connected to nobody', () => {
    expect(fallbackDocuments(withDial)['agent.xml']).toBe(
      document(`
        <Response>
          <Say voice="Polly.Amy-Neural" language="en-US">Please dial in again.</Say>
          <Hangup/>
        </Response>`),
    );
  });

  const documents = [config, withDial, queuesConfig].flatMap((given, index) =>
    Object.entries(fallbackDocuments(given)).map(([name, xml]) => [`${name} of config ${index + 1}`, xml]),
  );

  test.each(documents)('%s puts nobody in line and leads back to no function', (_name, xml = '') => {
    expect(xml).not.toMatch(/<(Enqueue|Redirect|Gather|Queue)|action=|url=/i);
    for (const { path } of endpoints) expect(xml).not.toContain(path);
  });

  test.each(documents)('%s is what Twilio can run', (_name, xml = '') => {
    expect(readDocument(xml, 'application/xml')).toMatchObject({ kind: 'twiml', warnings: [] });
  });
});
