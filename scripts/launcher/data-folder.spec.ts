import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { DataFolder } from './data-folder.js';
import { Steps } from './steps.js';

const quiet = new Steps(() => undefined);
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'hyvaksiluku-spec-'));
  folders.push(folder);
  return folder;
}

describe('the data folder', () => {
  it('is refused when it holds what we did not put there', async () => {
    const folder = newFolder();
    writeFileSync(path.join(folder, 'thesis.txt'), 'mine');
    await expect(DataFolder.take(folder, quiet)).rejects.toThrow('is not empty and was not made by Hyväksiluku');
    expect(readFileSync(path.join(folder, 'thesis.txt'), 'utf8')).toBe('mine');
  });

  it('is refused while another launcher uses it, and free after its release', async () => {
    const folder = newFolder();
    const first = await DataFolder.take(folder, quiet);
    await expect(DataFolder.take(folder, quiet)).rejects.toThrow(`already runs with the data folder`);
    await first.release();
    await (await DataFolder.take(folder, quiet)).release();
    expect(existsSync(path.join(folder, 'launcher.json'))).toBe(false);
  });

  it('is taken over from a launcher that was killed, with any content of its lock', async () => {
    const folder = newFolder();
    await (await DataFolder.take(folder, quiet)).release();
    const dead = { launcher: { pid: process.pid, born: 'another time' }, children: [] };
    for (const lock of [JSON.stringify(dead), '', '{"half']) {
      writeFileSync(path.join(folder, 'launcher.json'), lock);
      await (await DataFolder.take(folder, quiet)).release();
    }
    expect(existsSync(path.join(folder, 'launcher.json'))).toBe(false);
  });

  it('keeps only marker and lock when wiped', async () => {
    const data = await DataFolder.take(newFolder(), quiet);
    writeFileSync(data.file('stack.json'), '{}');
    await data.wipe();
    expect(existsSync(data.file('stack.json'))).toBe(false);
    await expect(DataFolder.take(data.path, quiet)).rejects.toThrow('already runs');
    await data.release();
  });
});
