import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Verdict } from './checker.js';

const LIMIT_MS = 400_000;

/** The short form of `npm run test:chaos`, on a stack of its own: outages of 8 s, every crash window once. */
describe('a system whose parts are killed, stopped and cut off under load', () => {
  let folder = '';
  let said = '';
  let verdicts: readonly Verdict[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hyvaksiluku-chaos-'));
    const file = path.join(folder, 'verdicts.json');
    const suite = ['--enable-source-maps', 'dist/scripts/test-chaos.js', '--short', '--json', file];
    const run = await promisify(execFile)(process.execPath, suite, { timeout: LIMIT_MS, killSignal: 'SIGTERM' }).catch(
      (error: { stdout?: string; stderr?: string }) => error,
    );
    said = `${run.stdout ?? ''}${run.stderr ?? ''}`;
    verdicts = JSON.parse(await readFile(file, 'utf8').catch(() => '[]')) as Verdict[];
  }, LIMIT_MS + 30_000);
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each([
    [1, 'every committed state change has exactly one outbox row, and none is without'],
    [2, 'every outbox row is published at least once, duplicates at most a batch per crash'],
    [3, 'every message has its effect exactly once per consumer, with duplicates and a full replay'],
    [4, 'events of one key are handled in order by every consumer, with rebalances'],
    [5, 'a poison message delays its own key only, others go on within 10 s'],
    [6, 'PostgreSQL down: nothing lost, nothing dead-lettered, consumption resumes within 10 s'],
    [7, 'broker down: HTTP writes keep working, the outbox drains afterwards, order kept'],
    [8, 'SIGTERM under load: no failed request, no duplicate beyond a batch, gone in the grace period'],
    [9, 'whatever the clock jump, each reminder goes out once'],
    [10, 'the five databases agree'],
  ])('invariant %i: %s', (invariant, sentence) => {
    const verdict = verdicts.find((one) => one.invariant === invariant);
    // A run that broke off has no verdict; its output gives the reason. The evidence tells what was seen instead.
    expect(verdict ?? said).toMatchObject({ sentence, result: 'HOLDS', evidence: [] });
  });
});
