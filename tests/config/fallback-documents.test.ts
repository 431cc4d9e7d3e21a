import { readDocument } from '../../emulator/reference';
import queuesConfig from '../../queues.config';
import { fallbackDocuments } from '../../src/config/fallback-documents';
import type { QueuesConfig } from '../../src/config/queue-config';
import { endpoints } from '../../src/endpoints';
import { tryAgain } from '../../src/state/urls';
import { config, configWith, document } from '../example-config';

const withDial: QueuesConfig = { ...config, fallback: { ...config.fallback, dialNumber: '+15550100009' } };

const plain: QueuesConfig = { ...config, fallback: { ...config.fallback, tryAgain: false } };

const menu = {
  ...config.agentLine,
  prompt: 'Press 1.',
  choices: { 1: 'sales' },
  fallbackQueue: 'sales',
} as const;
const lane = { numbers: ['+15550100007'], normalLaneFirstAfterSeconds: 60 } as const;

describe('if our functions cannot answer at all', () => {
  test('a caller hears in the voice of the queue that lines are busy, and one piece, and is led to the start once more', () => {
    expect(fallbackDocuments(config)['caller-sales.xml']).toBe(
      document(`
        <Response>
          <Say voice="Polly.Matthew-Neural" language="en-US">${config.queues.sales?.language.caller.allLinesBusy}</Say>
          <Play>/hold-music/${config.queues.sales?.holdMusic[0]?.file}</Play>
          <Pause length="3"/>
          <Redirect method="POST">/caller?queue=sales&amp;again=1${tryAgain.replaceAll('&', '&amp;')}</Redirect>
        </Response>`),
    );
  });

  test('a caller of a menu, or of a number that says no queue, is led to where the dialed number leads', () => {
    expect(fallbackDocuments(config)['caller.xml']).toContain('>/caller?again=1#');
  });

  test('a caller hears the words of the config, and goodbye, if it wants no second try', () => {
    for (const [name, voice] of [
      ['caller.xml', 'Joanna'],
      ['caller-sales.xml', 'Matthew'],
    ] as const) {
      expect(fallbackDocuments(plain)[name]).toBe(
        document(`
          <Response>
            <Say voice="Polly.${voice}-Neural" language="en-US">Please call again.</Say>
            <Hangup/>
          </Response>`),
      );
    }
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
  ])('the number of %s can be shown too, where no queue has its own', (_, changes) => {
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

  const configs = {
    config,
    'one with a number': withDial,
    'a plain one': plain,
    'the project’s': queuesConfig,
  };
  const documents = Object.entries(configs).flatMap(([which, given]) =>
    Object.entries(fallbackDocuments(given)).map(([name, xml]) => [`${name} of ${which}`, xml]),
  );

  test.each(documents)('%s puts nobody in line, and leads nowhere but to the start', (_name, xml = '') => {
    expect(xml).not.toMatch(/<(Enqueue|Gather|Queue)|action=|url=|waitUrl/i);
    const leads = [...xml.matchAll(/<Redirect method="POST">([^?#]*)/g)].map(([, path]) => path);
    expect(['/caller', undefined]).toContain(leads[0]);
    expect(leads.length).toBeLessThanOrEqual(1);
  });

  test.each(documents.filter(([name]) => name?.startsWith('agent')))(
    '%s leads nowhere',
    (_name, xml = '') => {
      for (const { path } of endpoints) expect(xml).not.toContain(path);
    },
  );

  test.each(documents)('%s is what Twilio can run', (_name, xml = '') => {
    expect(readDocument(xml, 'application/xml')).toMatchObject({ kind: 'twiml', warnings: [] });
  });
});
