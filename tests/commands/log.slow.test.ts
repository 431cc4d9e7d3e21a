import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-command-'));
  const lines = Array.from({ length: 20_000 }, (_, index) => {
    const at = new Date(Date.parse('2026-01-05T15:00:00Z') + index * 1000).toISOString();
    return JSON.stringify({ at, event: 'refused', call: `CA${index}`, queue: 'support', why: 'closed' });
  });
  writeFileSync(join(folder, 'app.log'), lines.join('\n'));
  writeFileSync(join(folder, 'windows.log'), `\ufeff${lines.slice(0, 3).join('\r\n')}`, 'utf16le');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a shell line in which `$LOG` is the command. */
function shell(line: string): Promise<{ status: number; out: string; err: string }> {
  const LOG = `"${process.execPath}" --import tsx commands/log.ts`;
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-c', line.replaceAll('$LOG', LOG)],
      { env: { ...process.env, FOLDER: folder, NODE: process.execPath } },
      (error, out, err) => resolve({ status: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('npm run log', () => {
  it.each([
    ['a file', '$LOG "$FOLDER/app.log"'],
    ['a pipe', 'cat "$FOLDER/app.log" | $LOG -'],
    [
      'a pipe in which the lines come late',
      '(head -5 "$FOLDER/app.log"; "$NODE" --eval 0; tail -n +6 "$FOLDER/app.log") | $LOG -',
    ],
  ])('reads %s', async (_what, line) => {
    const { status, out, err } = await shell(line);
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(out).toContain('20000  found the queue closed');
  });

  it('reads what PowerShell wrote', async () => {
    expect((await shell('$LOG "$FOLDER/windows.log"')).out).toContain('3  found the queue closed');
  });

  it('ends quietly when its reader stops early, and says so when it cannot read a file', async () => {
    expect(await shell('$LOG --json "$FOLDER/app.log" | head -1')).toEqual({
      status: 0,
      out: '{\n',
      err: '',
    });
    const { status, err } = await shell('$LOG "$FOLDER/none.log"');
    expect([status, err]).toEqual([1, expect.stringMatching(/none\.log cannot be read: ENOENT/)]);
  });
});
