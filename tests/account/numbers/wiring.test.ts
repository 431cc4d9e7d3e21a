import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Twilio } from 'twilio';
import { type LocalTwilio, restHttpClient } from '../../../emulator/index';
import projectConfig from '../../../queues.config';
import { projectWith, type TemporaryProject } from '../../../simulation/project-with';
import { tryAgain } from '../../../src/state/urls';
import { agentsNumber, supportNumber } from '../../deployment/deployed-queue';
import everything from '../../stories/everything.config';
import { WireStage } from './stage';

const support = `${supportNumber}=support`;
const agents = `${agentsNumber}=agents`;
const trunkSid = `TK${'a'.repeat(32)}`;

let stage: WireStage;
const open = async (...options: Parameters<typeof WireStage.open>) => {
  stage = await WireStage.open(...options);
  return stage;
};
afterEach(() => stage.close());

const bothUnwired = () => [stage.setupOf(supportNumber)?.voiceUrl, stage.setupOf(agentsNumber)?.voiceUrl];

describe('two numbers that are wired', () => {
  test('connect a caller to the line and an agent to the caller', async () => {
    const { twilio } = await open();
    await stage.wire(support, agents);
    const caller = twilio.placeCall({ from: '+15550000001', to: supportNumber });
    await twilio.clock.advance(30_000);
    expect(caller?.heard.at(-1)).toMatch(/^♪/);
    const agent = twilio.placeCall({ from: '+15550000002', to: agentsNumber });
    await twilio.clock.advance(2000);
    agent?.press('7305184926#');
    await twilio.clock.advance(30_000);
    expect(caller?.heard.at(-1)).toBe('Thank you for waiting. Here is your agent.');
    caller?.hangUp();
    await twilio.clock.advance(10_000);
    const log = twilio.timeline.events().flatMap((event) => (event.kind === 'log' ? [event.text] : []));
    expect(log).toContainEqual(expect.stringContaining('"event":"ended"'));
  });

  test('are shown before and after, setting by setting, and then changed so', async () => {
    await open();
    await stage.wire(support, agents);
    const site = `https://${stage.queue.deployment.domain}`;
    expect(stage.printed).toEqual([
      'queue support@staging: none → created, with room for 100',
      '',
      `${supportNumber}: nowhere → queue support of call-queue (staging)`,
      `  VoiceUrl             none → ${site}/caller?queue=support${tryAgain}`,
      `  VoiceFallbackUrl     none → ${site}/fallback/caller-support.xml`,
      '  VoiceFallbackMethod  POST → GET',
      `  StatusCallback       none → ${site}/caller/ended${tryAgain}`,
      '',
      `${agentsNumber}: nowhere → agents of call-queue (staging)`,
      `  VoiceUrl             none → ${site}/agent${tryAgain}`,
      `  VoiceFallbackUrl     none → ${site}/fallback/agent.xml`,
      '  VoiceFallbackMethod  POST → GET',
    ]);
    expect(stage.asked).toBe(1);
    expect(stage.setupOf(supportNumber)).toMatchObject({
      voiceUrl: `${site}/caller?queue=support${tryAgain}`,
      voiceMethod: 'POST',
      voiceFallbackUrl: `${site}/fallback/caller-support.xml`,
      voiceFallbackMethod: 'GET',
      statusCallback: `${site}/caller/ended${tryAgain}`,
      statusCallbackMethod: 'POST',
    });
    expect(stage.setupOf(agentsNumber)).toMatchObject({ statusCallback: '' });
    expect(stage.sizeOf('support@staging')).toBe(projectConfig.queues.support.maxCallers);
  });

  // "What does a number answer for a URL or an application that is not set?" has two answers.
  test.each(['empty-text', 'null'] as const)('need nothing the second time (unset is %s)', async (unset) => {
    await open({ assumptions: { unsetSettings: unset } });
    await stage.wire(support, agents);
    const changes = stage.changesByRest();
    await stage.wire(support, agents);
    expect([stage.printed, stage.messages.at(-1)]).toEqual([[], 'Nothing needs to change.']);
    expect([stage.changesByRest(), stage.asked, stage.record().length]).toEqual([changes, 1, 1]);
  });

  test('stay as they are when the person says no', async () => {
    await open();
    stage.answer = false;
    const changes = stage.changesByRest();
    await expect(stage.wire(support, agents)).rejects.toThrow('Nothing was changed.');
    expect([stage.changesByRest(), stage.record()]).toEqual([changes, []]);
    expect(stage.printed).not.toEqual([]);
  });
});

describe('a number that pointed somewhere else', () => {
  test('loses the trunk that would override the URLs, and says who loses the calls', async () => {
    const { twilio } = await open();
    twilio.setNumber({ phoneNumber: supportNumber, voiceUrl: '', trunkSid });
    await stage.wire(support, agents);
    expect(stage.printed).toContain(`  TrunkSid             ${trunkSid} → none`);
    expect(stage.messages).toContain(
      `Note: ${supportNumber} is in use (a SIP trunk, ${trunkSid}). Its calls will no longer go there.`,
    );
    expect(await stage.heardAt(supportNumber)).toContain('Thank you for calling');
    await stage.undo();
    expect(stage.setupOf(supportNumber)?.trunkSid).toBe(trunkSid);
  });

  // https://www.twilio.com/docs/api/errors/21405: no fallback without a URL.
  test('points nowhere again after an undo, although it had a fallback that Twilio would refuse', async () => {
    const { twilio } = await open();
    const voiceFallbackUrl = 'https://shop.example/';
    twilio.setNumber({ phoneNumber: supportNumber, voiceUrl: '', voiceFallbackUrl, trunkSid });
    await stage.wire(support, agents);
    await stage.undo();
    expect(stage.setupOf(supportNumber)).toMatchObject({ trunkSid, voiceUrl: '', voiceFallbackUrl: '' });
  });

  test('loses its application, and an undo gives it back', async () => {
    const { twilio } = await open();
    const { sid } = twilio.numbers.setApplication({
      friendlyName: 'Old shop',
      voiceUrl: 'https://shop.example/',
    });
    twilio.setNumber({ phoneNumber: supportNumber, voiceUrl: '', voiceApplicationSid: sid });
    await stage.wire(support, agents);
    expect(stage.messages).toContainEqual(expect.stringContaining(`an application, ${sid} “Old shop”`));
    expect(await stage.heardAt(supportNumber)).toContain('Thank you for calling');
    await stage.undo();
    expect(stage.setupOf(supportNumber)).toMatchObject({ voiceApplicationSid: sid, voiceUrl: '' });
  });

  test('does not point back at a deleted application', async () => {
    const { twilio } = await open();
    const { sid } = twilio.numbers.setApplication({
      friendlyName: 'Old shop',
      voiceUrl: 'https://shop.example/',
    });
    twilio.setNumber({ phoneNumber: supportNumber, voiceUrl: '', voiceApplicationSid: sid });
    await stage.wire(support, agents);
    twilio.numbers.applications.delete(sid);
    await stage.undo();
    expect(stage.messages).toContainEqual(
      expect.stringMatching(`application ${sid}, which no longer exists`),
    );
    expect(stage.setupOf(agentsNumber)?.voiceUrl).toBe('');
    expect(stage.setupOf(supportNumber)?.voiceUrl).toContain('/caller');
  });
});

describe('a queue', () => {
  test('that is there is given its size, and by an undo its old one', async () => {
    const { twilio } = await open();
    twilio.createQueue('support@staging', 1000);
    await stage.wire(support, agents);
    expect(stage.printed[0]).toBe('queue support@staging: room for 1000 → room for 100');
    expect(stage.sizeOf('support@staging')).toBe(100);
    await stage.undo();
    expect(stage.sizeOf('support@staging')).toBe(1000);
  });

  test('that was made is not deleted by an undo: a caller may be in it', async () => {
    await open();
    await stage.wire(support, agents);
    await stage.undo();
    expect(stage.messages).toContain(
      'Note: The queue support@staging was created by wire and stays: callers may be in it.',
    );
    expect(stage.sizeOf('support@staging')).toBe(100);
  });
});

describe('an undo', () => {
  test('gives both numbers what they had, and then there is nothing more to undo', async () => {
    await open();
    await stage.wire(support, agents);
    await stage.undo();
    expect(stage.printed).toContain(`${supportNumber}: queue support of call-queue (staging) → nowhere`);
    expect(bothUnwired()).toEqual(['', '']);
    await expect(stage.undo()).rejects.toThrow(/nothing to undo/);
  });

  test('goes back one wiring at a time', async () => {
    await open();
    await stage.wire(support);
    await stage.wire(`${supportNumber}=agents`);
    await stage.undo();
    expect(stage.setupOf(supportNumber)?.voiceUrl).toContain('/caller?queue=support');
    await stage.undo();
    expect(stage.setupOf(supportNumber)?.voiceUrl).toBe('');
  });

  test('overwrites no later change, except with --force', async () => {
    const { twilio } = await open();
    await stage.wire(support, agents);
    const changed = { phoneNumber: supportNumber, voiceUrl: 'https://shop.example/' };
    twilio.setNumber({ ...stage.setupOf(supportNumber), ...changed });
    const changes = stage.changesByRest();
    await expect(stage.undo()).rejects.toThrow(
      /\+15551230000 was changed since.*elsewhere: https:\/\/shop\.example.*--undo --force/s,
    );
    expect([stage.asked, stage.changesByRest(), stage.record().length]).toEqual([1, changes, 1]);
    await stage.undo(true);
    expect(bothUnwired()).toEqual(['', '']);
  });

  test('asks first, and a no keeps it possible', async () => {
    await open();
    await stage.wire(support);
    stage.answer = false;
    await expect(stage.undo()).rejects.toThrow('Nothing was changed.');
    stage.answer = true;
    await stage.undo();
    expect(stage.setupOf(supportNumber)?.voiceUrl).toBe('');
  });

  test('of a number that somebody has put back already has only the rest to do', async () => {
    const { twilio } = await open();
    await stage.wire(support, agents);
    twilio.setNumber({ phoneNumber: supportNumber, voiceUrl: '' });
    await stage.undo();
    expect(stage.printed[0]).toMatch(agentsNumber);
    expect(bothUnwired()).toEqual(['', '']);
  });

  test('can be read in a file that only its owner reads and that has no credentials', async () => {
    const { twilio } = await open();
    await stage.wire(support);
    expect(statSync(stage.site.history.file).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(stage.record())).not.toContain(twilio.account.authToken);
    expect(stage.record()).toMatchObject([
      { accountSid: twilio.account.sid, numbers: [{ phoneNumber: supportNumber }] },
    ]);
  });
});

describe('a wiring that fails in the middle', () => {
  /** The path below which a number is changed. */
  const pathOf = (phoneNumber: string) =>
    `/IncomingPhoneNumbers/${stage.twilio.numbers.find(phoneNumber)?.sid}`;
  const fails = (phoneNumber: string, times = 1) =>
    stage.twilio.disturb({ where: 'rest', kind: 'status', status: 500, path: pathOf(phoneNumber), times });

  test('leaves no number wired, and says so', async () => {
    await open();
    fails(agentsNumber);
    await expect(stage.wire(support, agents)).rejects.toThrow(
      /\+15551230001 could not be changed: Twilio answers 500.*\nEverything is as it was before, except for what may have been created and stays: queue support@staging\.$/,
    );
    expect(bothUnwired()).toEqual(['', '']);
    expect(stage.record()).toEqual([]);
    await stage.wire(support, agents);
    expect(await stage.heardAt(supportNumber)).toContain('Thank you for calling');
  });

  test('puts back the size of a queue as well', async () => {
    const { twilio } = await open();
    twilio.createQueue('support@staging', 1000);
    fails(supportNumber);
    await expect(stage.wire(support)).rejects.toThrow(/Everything is as it was before\.$/);
    expect(stage.sizeOf('support@staging')).toBe(1000);
  });

  test('restores a number that was changed although the answer was lost', async () => {
    const { twilio } = await open();
    Object.assign(stage.site, { account: { ...stage.site.account, client: impatientClient(twilio) } });
    twilio.disturb({ where: 'rest', kind: 'answer-lost', path: pathOf(agentsNumber) });
    await expect(stage.wire(support, agents)).rejects.toThrow(
      /could not be changed: No connection to Twilio \(ECONNABORTED\).*\nEverything is as it was before/,
    );
    expect(bothUnwired()).toEqual(['', '']);
    expect(stage.setupOf(agentsNumber)).toMatchObject({ voiceFallbackUrl: '', voiceFallbackMethod: 'POST' });
  });

  test('puts back what was done when somebody stops it in the midst of it', async () => {
    const stop = new AbortController();
    const { twilio } = await open({}, { stopSignal: () => stop.signal });
    twilio.timeline.follow((event) => {
      const isChanged = event.kind === 'rest' && event.method === 'POST';
      if (isChanged && event.path.includes(pathOf(supportNumber))) stop.abort(new Error('Stopped.'));
    });
    await expect(stage.wire(support, agents)).rejects.toThrow(
      /\+15551230001 could not be changed: Stopped\.\nEverything is as it was before/,
    );
    expect(bothUnwired()).toEqual(['', '']);
    expect(stage.record()).toEqual([]);
  });

  test('names what could not be put back, and an undo repairs it', async () => {
    const { twilio } = await open();
    fails(agentsNumber);
    // The first number is changed already when Twilio begins to fail.
    const stop = twilio.timeline.follow((event) => {
      if (event.kind !== 'rest' || event.method !== 'POST') return;
      if (event.path.includes(pathOf(supportNumber))) fails(supportNumber);
    });
    await expect(stage.wire(support, agents)).rejects.toThrow(
      /\+15551230001 could not be changed.*\n\+15551230000 could not be restored: Twilio answers 500.*npm run wire -- --undo/s,
    );
    stop();
    expect(bothUnwired()).toEqual([expect.stringContaining('/caller'), '']);
    await stage.undo();
    expect(bothUnwired()).toEqual(['', '']);
    expect(stage.record()).toEqual([]);
  });

  test('while it is undone leaves everything wired, and can be undone again', async () => {
    await open();
    await stage.wire(support, agents);
    fails(agentsNumber);
    await expect(stage.undo()).rejects.toThrow(
      /\+15551230001 could not be changed.*Everything is as it was before/s,
    );
    expect(bothUnwired()).toEqual([expect.stringContaining('/caller'), expect.stringContaining('/agent')]);
    await stage.undo();
    expect(bothUnwired()).toEqual(['', '']);
  });
});

/** A client that gives up on an answer that never comes, as after its thirty seconds. */
function impatientClient(twilio: LocalTwilio): Twilio {
  const httpClient = restHttpClient(twilio.rest);
  const request: typeof httpClient.request = (asked) => {
    const isLost = new Promise<never>((_, reject) => {
      const stop = twilio.timeline.follow((event) => {
        if (event.kind !== 'rest') return;
        stop();
        const timeout = Object.assign(new Error('timeout of 30000ms exceeded'), { code: 'ECONNABORTED' });
        if (event.status === undefined) reject(timeout);
      });
    });
    return Promise.race([httpClient.request(asked), isLost]);
  };
  const impatient: typeof httpClient = Object.assign(Object.create(httpClient), { request });
  return new Twilio(twilio.account.sid, twilio.account.authToken, { httpClient: impatient });
}

describe('a business with several queues', () => {
  const [menuNumber, priorityNumber, salesDesk] = ['+15550200000', '+15550200009', '+15550200010'];
  let project: TemporaryProject;
  beforeAll(async () => {
    project = await projectWith(join(__dirname, '..', '..', 'stories', 'everything.config.ts'), everything);
  });
  afterAll(() => project.close());

  test('wires a menu, a priority number and agents of one queue, and every lane gets its size', async () => {
    const numbers = [menuNumber, priorityNumber, salesDesk].map((phoneNumber) => ({
      phoneNumber,
      voiceUrl: '',
    }));
    const { twilio } = await open({ built: project, numbers }, { config: everything });
    await stage.wire(`${menuNumber}=main`, `${priorityNumber}=sales`, `${salesDesk}=agents:sales`);
    expect(stage.printed.filter((line) => line.startsWith('queue'))).toEqual(
      ['sales', 'sales-priority', 'support', 'night'].map(
        (name) => `queue ${name}@staging: none → created, with room for 5`,
      ),
    );
    expect(await stage.heardAt(menuNumber)).toContain('For sales press 1');
    await stage.heardAt(priorityNumber);
    const log = twilio.timeline.events().flatMap((event) => (event.kind === 'log' ? [event.text] : []));
    expect(log).toContainEqual(expect.stringContaining('"queue":"sales","lane":"priority"'));
    await stage.list();
    expect(stage.printed).toEqual([
      `${menuNumber}  menu main of call-queue (staging)`,
      `${priorityNumber}  queue sales of call-queue (staging)`,
      `${salesDesk}  agents of sales of call-queue (staging)`,
    ]);
  });
});

describe('nothing is changed or asked', () => {
  const refused = async (texts: string[], words: RegExp | string) => {
    const changes = stage.changesByRest();
    await expect(stage.wire(...texts)).rejects.toThrow(words);
    expect([stage.changesByRest(), stage.asked, stage.record()]).toEqual([changes, 0, []]);
  };

  test('if a number is not of this account, and those that are, are named', async () => {
    await open();
    await refused(
      [support, '+15559990000=agents'],
      /\+15559990000: not in the account AC\d+, which has \+15551230000 and \+15551230001\..*subaccount/,
    );
  });

  test('if nothing is deployed to the environment', async () => {
    await open({}, { environment: 'production' });
    await refused([support], /Nothing is deployed to production yet.*npm run deploy -- --production/);
  });

  test('if the deployment does not answer', async () => {
    const { twilio } = await open();
    twilio.withdraw(stage.queue.deployment.domain);
    await refused([support], /caller does not answer: .*ENOTFOUND/);
  });

  test('if what is deployed is another project', async () => {
    const { queue } = await open();
    await queue.project.deploy([{ path: '/hello', content: 'exports.handler = () => {};' }]);
    await refused(
      [agents],
      /\/agent does not exist \(404\).*\n.*\/fallback\/agent\.xml answers 404.*npm run deploy/,
    );
  });

  test('if Twilio cannot be read', async () => {
    const { twilio } = await open();
    twilio.disturb({ where: 'rest', kind: 'status', status: 503, path: '/Queues' });
    await refused([support], 'Disturbed');
  });

  test('if the record of the wirings cannot be read', async () => {
    await open();
    await stage.wire(support);
    const changes = stage.changesByRest();
    const { file } = stage.site.history;
    writeFileSync(file, '{"version": 2}');
    await expect(stage.wire(`${supportNumber}=agents`)).rejects.toThrow(
      /is not in the format of npm run wire/,
    );
    expect(stage.changesByRest()).toBe(changes);
  });
});

describe('the list of numbers', () => {
  const other = '+15551230002';

  test('says where each points', async () => {
    const { twilio } = await open();
    await stage.wire(`${agentsNumber}=agents:support`);
    twilio.setNumber({ phoneNumber: other, voiceUrl: 'https://me:my-password@shop.example/voice' });
    twilio.setNumber({ phoneNumber: '+445551230003', voiceUrl: '', trunkSid });
    twilio.setNumber({ phoneNumber: '+445551230004', voiceUrl: '', receives: 'fax' });
    twilio.setNumber({ phoneNumber: '+445551230005', voiceUrl: '', takesCalls: false });
    await stage.list();
    expect(stage.printed).toEqual([
      `${supportNumber}   nowhere`,
      `${agentsNumber}   agents of support of call-queue (staging)`,
      `${other}   elsewhere: https://me:…@shop.example/voice`,
      `+445551230003  a SIP trunk, ${trunkSid}`,
      '+445551230004  accepts faxes, not calls',
      '+445551230005  accepts messages, not calls',
    ]);
    expect(stage.messages).toEqual([`To point one at the queue: npm run wire -- ${supportNumber}=support`]);
  });

  test('says nothing more when every number points somewhere', async () => {
    await open();
    await stage.wire(support, agents);
    await stage.list();
    expect(stage.messages).toEqual([]);
  });

  test('is there as JSON, too', async () => {
    await open();
    await stage.wire(support);
    await stage.list(true);
    expect(JSON.parse(stage.printed.join('\n'))).toMatchObject([
      {
        phoneNumber: supportNumber,
        leadsTo: {
          kind: 'deployment',
          environment: 'staging',
          purpose: { kind: 'queue', queue: 'support' },
          otherwise: [],
        },
        inWords: 'queue support of call-queue (staging)',
      },
      { phoneNumber: agentsNumber, leadsTo: { kind: 'nowhere' } },
    ]);
  });

  test('has the numbers of every page', async () => {
    const numbers = Array.from({ length: 1001 }, (_, index) => ({
      phoneNumber: `+1555${String(1_000_000 + index)}`,
      voiceUrl: '',
    }));
    await open({ numbers });
    await stage.list();
    expect(stage.printed).toHaveLength(1001);
    await stage.wire('+15551001000=support');
    expect(stage.setupOf('+15551001000')?.voiceUrl).toContain('/caller?queue=support');
  });

  test('of an account without numbers says where to get them', async () => {
    await open({ numbers: [] });
    await stage.list();
    expect([stage.printed, stage.messages]).toEqual([[], [expect.stringContaining('has no numbers')]]);
    await stage.list(true);
    expect(stage.printed).toEqual(['[]']);
  });
});
