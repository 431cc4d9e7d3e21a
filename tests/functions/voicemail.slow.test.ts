import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { mp3Of } from '../../emulator/index';
import { deployedFiles } from '../../emulator/reference';
import { localDomain } from '../../simulation/local-queue';
import { projectWith } from '../../simulation/project-with';
import { twilioRunOn } from '../../simulation/twilio-run-on';
import { voicemailUrl } from '../../src/state/urls';
import { linkTo } from '../../src/voicemail/link';
import { secret } from '../receiver';
import everything from '../stories/everything.config';
import { twilioWithMessages } from '../twilio-with-messages';

const root = join(__dirname, '..', '..');
const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('the real twilio-run hands a recording on byte by byte, and refuses a link that has been changed', async () => {
  const twilio = await twilioWithMessages();
  const project = await projectWith(join(root, 'tests', 'stories', 'everything.config.ts'), everything);
  const runtime = await twilioRunOn(twilio, { VOICEMAIL_SECRET: secret }, project.functionsFolder);
  try {
    const files = deployedFiles(project.functionsFolder, join(root, 'assets'));
    const edge = twilio.deploy({ domain: localDomain, files: () => files, runtime });
    const [recording] = twilio.recordings.values();
    if (!recording) throw new Error('There is no recording.');
    const link = voicemailUrl(localDomain, linkTo(recording.sid, secret, twilio.clock.now()).query);
    const open = async (url: string) => {
      const answer = edge({ method: 'GET', url: new URL(url), headers: {}, form: new URLSearchParams() });
      await twilio.clock.advance(1000);
      return answer;
    };
    const { status, headers, body } = await open(link);
    expect([status, headers['content-type'], headers['cache-control']]).toEqual([
      200,
      'audio/mpeg',
      'private, no-store',
    ]);
    expect(hash(body)).toBe(hash(mp3Of(recording, 1)));
    expect(await open(`${link}A`)).toMatchObject({ status: 403 });
  } finally {
    await runtime.close();
    await project.close();
  }
});
