import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { replaceFolder } from '../../build/replace-folder';

let place: string;
let folder: string;

beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'replace-'));
  folder = join(place, 'functions');
  mkdirSync(folder);
  for (const name of ['caller', 'wait']) writeFileSync(join(folder, name), 'good');
});
afterEach(() => rmSync(place, { recursive: true }));

const fillWith =
  (text: string, names = ['caller', 'wait', 'agent']) =>
  async (next: string) => {
    for (const name of names) {
      writeFileSync(join(next, name), text);
      await sleep(1);
    }
  };

const contents = () => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));

describe('what callers are answered by', () => {
  it('is the new build, whole, once it is finished', async () => {
    await replaceFolder(folder, fillWith('new', ['caller']));
    expect(contents()).toEqual(['new']);
    expect(readdirSync(place)).toEqual(['functions']);
  });

  it('is a first build where there was none', async () => {
    rmSync(folder, { recursive: true });
    await replaceFolder(folder, fillWith('new', ['caller']));
    expect(contents()).toEqual(['new']);
  });

  it('stays the last good build while another is made, and when that one fails', async () => {
    const failing = replaceFolder(folder, async (next) => {
      await fillWith('new')(next);
      expect(contents()).toEqual(['good', 'good']);
      throw new Error('A comma is missing.');
    });
    await expect(failing).rejects.toThrow('A comma is missing.');
    expect(contents()).toEqual(['good', 'good']);
    expect(readdirSync(place)).toEqual(['functions']);
  });

  it('stays the last good build when the process is killed in the middle of another', async () => {
    const program = `
      const { replaceFolder } = require('./build/replace-folder.ts');
      const { writeFileSync } = require('node:fs');
      replaceFolder(${JSON.stringify(folder)}, async (next) => {
        writeFileSync(next + '/caller', 'half');
        process.kill(process.pid, 'SIGKILL');
      });`;
    const { signal } = spawnSync(process.execPath, ['--import', 'tsx', '-e', program]);
    expect(signal).toBe('SIGKILL');
    expect(contents()).toEqual(['good', 'good']);
    await replaceFolder(folder, fillWith('new', ['caller']));
    expect(contents()).toEqual(['new']);
  });

  it('is brought back by the next build, even a failing one, after a kill between the two renames', async () => {
    renameSync(folder, `${folder}.previous-0-1`);
    const failing = replaceFolder(folder, () => Promise.reject(new Error('A comma is missing.')));
    await expect(failing).rejects.toThrow();
    expect(contents()).toEqual(['good', 'good']);
  });

  it('is one build, whole, and never none for long, when many are made at once', async () => {
    const texts = Array.from({ length: 12 }, (_, index) => `build ${index}`);
    await Promise.all(texts.map((text) => replaceFolder(folder, fillWith(text))));
    const [first, ...others] = contents();
    expect(texts).toContain(first);
    expect(others).toEqual([first, first]);
    expect(readdirSync(place)).toEqual(['functions']);
  });
});
