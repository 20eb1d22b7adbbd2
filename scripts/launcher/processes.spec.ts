import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { eventually } from '#testing';
import { backOff, failuresAfter, type ProcessPlan, SupervisedProcess } from './processes.js';
import { Steps } from './steps.js';

describe('back-off', () => {
  it('doubles from half a second up to thirty seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8, 50].map(backOff)).toEqual([
      500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000,
    ]);
  });

  it('starts anew after a minute of health', () => {
    expect(failuresAfter(5, 59_999)).toBe(6);
    expect(failuresAfter(5, 60_000)).toBe(1);
  });
});

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function supervised(script: string, differences: Partial<ProcessPlan> = {}) {
  const notes: string[] = [];
  const logFolder = mkdtempSync(path.join(tmpdir(), 'hyvaksiluku-spec-'));
  folders.push(logFolder);
  const plan: ProcessPlan = {
    name: 'program',
    command: process.execPath,
    args: ['-e', script],
    env: process.env,
    cwd: tmpdir(),
    ready: async () => readFileSync(path.join(logFolder, 'program.log'), 'utf8').includes('up'),
    readyWithinMs: 10_000,
    stopSignal: 'SIGTERM',
    stopWithinMs: 1000,
    ...differences,
  };
  const steps = new Steps((line) => notes.push(line));
  const program = new SupervisedProcess(plan, { logFolder, steps, changed: () => undefined });
  return { program, notes };
}

const RUNS = `console.log('up'); setInterval(() => {}, 1000)`;

describe('a supervised process', () => {
  it('is ready when its probe says so, and is gone after a stop', async () => {
    const { program } = supervised(RUNS);
    await program.start();
    const pid = program.running?.pid ?? 0;
    expect(() => process.kill(pid, 0)).not.toThrow();
    await program.stop();
    expect(program.running).toBeUndefined();
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('that dies while starting fails the start with its last lines', async () => {
    const { program } = supervised(`console.error('SMTP_URL is missing'); process.exit(3)`);
    await expect(program.start()).rejects.toThrow(
      /^program stopped while starting \(exit code 3\).*\n {4}SMTP_URL is missing$/,
    );
  });

  it('that is not ready in time fails the start with its own reason', async () => {
    const { program } = supervised(RUNS, {
      ready: async () => false,
      readyWithinMs: 300,
      whyNotReady: async () => '503 database away',
    });
    await expect(program.start()).rejects.toThrow('program was not ready within 0.3 s: 503 database away');
    await program.stop();
  });

  it('that reports a full disk fails with the sentence about the disk', async () => {
    const { program } = supervised(`console.error('write: No space left on device'); process.exit(1)`);
    await expect(program.start()).rejects.toThrow(/^The disk is full/);
  });

  it('that dies later is started again, and says so', async () => {
    const { program, notes } = supervised(RUNS);
    await program.start();
    const first = program.running?.pid ?? 0;
    process.kill(first, 'SIGKILL');
    await eventually('the restart', async () => notes.some((line) => line.includes('works again')));
    expect(notes[0]).toContain('program stopped (signal SIGKILL); it is started again in 0.5 s');
    expect(program.running?.pid).not.toBe(first);
    await program.stop();
    expect(program.running).toBeUndefined();
  });

  it('that does not heed the stop signal is ended the hard way', async () => {
    const { program, notes } = supervised(`process.on('SIGTERM', () => {}); ${RUNS}`);
    await program.start();
    await program.stop();
    expect(notes).toEqual(['  !  program did not stop within 1 s and was ended the hard way']);
    expect(program.running).toBeUndefined();
  });
});
