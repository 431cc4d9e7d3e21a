import type { VoicemailSettings } from '../../src/config/environment';
import {
  nextVoicemailStep,
  type RecordedVoicemail,
  readRecordedVoicemail,
  type VoicemailStep,
  voicemailLogged,
  voicemailMessage,
} from '../../src/voicemail/recorded';
import { config, now, parameters } from '../example-config';

const recording = `RE${'0123456789abcdef'.repeat(2)}`;

/** https://www.twilio.com/docs/voice/api/recording#recordingstatuscallback */
const callback = {
  AccountSid: `AC${'0'.repeat(32)}`,
  RecordingSid: recording,
  RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/AC${'0'.repeat(32)}/Recordings/${recording}`,
  RecordingStatus: 'completed',
  RecordingDuration: '9',
  RecordingChannels: '1',
  RecordingStartTime: 'Mon, 05 Jan 2026 14:59:30 +0000',
  RecordingSource: 'RecordVerb',
  queue: 'sales',
};

const recorded: RecordedVoicemail = {
  recording,
  call: 'CA1',
  queue: 'sales',
  seconds: 9,
  recordedAt: new Date('2026-01-05T14:59:30Z'),
};

/** What is read from Twilio's request with these differences, and what is wrong with it. */
function read(changes: Readonly<Record<string, unknown>> = {}) {
  const given = parameters({ ...callback, ...changes });
  return { voicemail: readRecordedVoicemail({ parameters: given, now }, config), issues: given.issues };
}

describe('a recording that Twilio reports', () => {
  test('is read as it is, and nothing is found wrong', () => {
    expect(read()).toEqual({ voicemail: recorded, issues: [] });
  });

  test.each<[string, Record<string, unknown>, Partial<RecordedVoicemail>, string[]]>([
    ['without a status counts as completed', { RecordingStatus: undefined }, {}, []],
    [
      'without a length has an unknown one',
      { RecordingDuration: undefined },
      { seconds: undefined },
      ['RecordingDuration: missing'],
    ],
    [
      'with an absurd length has an unknown one',
      { RecordingDuration: '-1' },
      { seconds: undefined },
      ['RecordingDuration: not a whole number'],
    ],
    [
      'without a moment began as long ago as it lasts',
      { RecordingStartTime: undefined },
      { recordedAt: new Date(now.getTime() - 9000) },
      [],
    ],
    [
      'with an absurd moment began as long ago as it lasts',
      { RecordingStartTime: 'once upon a time' },
      { recordedAt: new Date(now.getTime() - 9000) },
      ['RecordingStartTime: not a moment'],
    ],
    ['of an unknown call', { CallSid: undefined }, { call: 'unknown' }, ['CallSid: missing']],
    [
      'for a queue that no longer exists goes to the first one',
      { queue: 'gone' },
      { queue: 'support' },
      ['queue: not in the config'],
    ],
  ])('%s', (_sentence, changes, differences, issues) => {
    expect(read(changes)).toEqual({ voicemail: { ...recorded, ...differences }, issues });
  });

  test.each<[string, Record<string, unknown>, string[]]>([
    ['that is absent', { RecordingStatus: 'absent' }, ['RecordingStatus: not completed']],
    ['that is only beginning', { RecordingStatus: 'in-progress' }, ['RecordingStatus: not completed']],
    ['without a SID', { RecordingSid: undefined }, ['RecordingSid: missing']],
    ['with a path for a SID', { RecordingSid: '../../Calls' }, ['RecordingSid: not a SID']],
    ['with a SID of another kind', { RecordingSid: `CA${'0'.repeat(32)}` }, ['RecordingSid: not a SID']],
  ])('%s is not a voicemail', (_sentence, changes, issues) => {
    expect(read(changes)).toEqual({ voicemail: undefined, issues });
  });
});

const set = { kind: 'set', url: 'https://example.com/', secret: '0123456789abcdef0123456789abcdef' } as const;
const notConfigured = { kind: 'not-configured', why: 'VOICEMAIL_SECRET is not set' } as const;

describe('what is done with a recording', () => {
  test.each<[string, number | undefined, VoicemailSettings, VoicemailStep]>([
    ['of 0 s', 0, set, { kind: 'too-short' }],
    ['of 1 s', 1, set, { kind: 'too-short' }],
    ['of 1 s that could not be delivered anyway', 1, notConfigured, { kind: 'too-short' }],
    ['of 2 s', 2, set, { kind: 'deliver', to: set }],
    ['of 180 s', 180, set, { kind: 'deliver', to: set }],
    ['of unknown length', undefined, set, { kind: 'deliver', to: set }],
    ['of 2 s that cannot be delivered', 2, notConfigured, notConfigured],
  ])('%s', (_which, seconds, settings, step) => {
    expect(nextVoicemailStep({ seconds }, settings)).toEqual(step);
  });
});

describe('the message that a receiver gets', () => {
  const account = { sid: `AC${'0'.repeat(32)}`, apiHost: 'api.twilio.com' };
  const site = {
    domain: 'call-queue-1234.twil.io',
    account,
    secret: set.secret,
    givesLinks: true,
    now,
  };

  test('has these fields, and a link that opens for a week', () => {
    expect(voicemailMessage(recorded, '+15550123456', site)).toEqual({
      id: recording,
      call: 'CA1',
      queue: 'sales',
      recordedAt: '2026-01-05T14:59:30.000Z',
      seconds: 9,
      from: '+15550123456',
      media: `https://api.twilio.com/2010-04-01/Accounts/${account.sid}/Recordings/${recording}.mp3`,
      link: expect.stringMatching(
        new RegExp(
          `^https://call-queue-1234\\.twil\\.io/voicemail\\?recording=${recording}&expires=1768230000&signature=[\\w-]{43}$`,
        ),
      ),
      linkExpiresAt: '2026-01-12T15:00:00.000Z',
    });
  });

  test('has no link where the config wants none, and Twilio’s own address all the same', () => {
    const message = voicemailMessage(recorded, undefined, { ...site, givesLinks: false });
    expect(message).toMatchObject({ link: null, linkExpiresAt: null });
    expect(message.media).toContain(recording);
  });

  test('has null for what is not known', () => {
    const unknown = { ...recorded, queue: undefined, seconds: undefined };
    expect(voicemailMessage(unknown, undefined, { ...site, account: undefined })).toMatchObject({
      media: null,
      queue: null,
      seconds: null,
      from: null,
    });
  });
});

test('the log says of each recording what became of it', () => {
  const line = { event: 'voicemail', call: 'CA1', queue: 'sales', recording, seconds: 9 };
  expect(voicemailLogged(recorded, { kind: 'delivered' })).toEqual({
    ...line,
    delivery: 'delivered',
    why: null,
  });
  expect(voicemailLogged(recorded, { kind: 'failed', why: 'No answer' })).toEqual({
    ...line,
    delivery: 'failed',
    why: 'No answer',
  });
});
