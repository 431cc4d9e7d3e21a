import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalTwilio } from '../../../../emulator/local-twilio';
import { clientOf } from '../../rest/application';
import { documentFunction, Project } from '../../rest/serverless/project';

const folderOf = (pid: number | undefined) => mkdtempSync(join(tmpdir(), `local-twilio-build-${pid}-`));

it('a new build removes the files of ended processes, but not those of running ones', async () => {
  const ended = folderOf(spawnSync(process.execPath, ['--version']).pid);
  const running = folderOf(process.ppid);
  const twilio = new LocalTwilio();
  const project = await Project.create(twilio, clientOf(twilio), 'shop', '');
  await project.deploy([
    { path: '/caller', visibility: 'protected', content: documentFunction('<Hangup/>') },
  ]);
  expect([existsSync(ended), existsSync(running)]).toEqual([false, true]);
  twilio.serverless.close();
  rmdirSync(running);
});
