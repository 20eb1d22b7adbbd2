import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stack } from '#testing';
import { Ground, INSERT_EFFECT, keyOf } from '../bench/ground.js';
import { measureInbox } from '../bench/inbox.js';
import { measureRelay } from '../bench/relay.js';
import { reportOf } from '../bench/report.js';

/** The benchmark with few events: that it measures what it says and would notice a broken pipeline, not how fast it is. */
describe('bench:pipeline', () => {
  let ground: Ground;
  beforeAll(async () => {
    const { kafkaBrokers, databaseUrls } = stack();
    ground = await Ground.open({ kafkaBrokers, databaseUrl: databaseUrls.notifications });
  });
  afterAll(() => ground.close());

  it('an effect that is missing, doubled or out of order ends the benchmark', async () => {
    // Two keys: the even numbers and the odd ones. 3 and 5 are missing, 4 is there twice, and 2 comes after it.
    for (const n of [0, 1, 4, 2, 4]) await ground.dataSource.query(INSERT_EFFECT, [keyOf(n % 2), n]);
    expect(await ground.countEffects(6)).toEqual({ lost: 2, doubled: 1, disordered: 1 });
    await expect(ground.requireEffectsOnceInOrder('Test', 6)).rejects.toThrow('2 lost, 1 doubled, 1 out of order');
    await ground.emptyTables();
    expect(await ground.countEffects(6)).toEqual({ lost: 6, doubled: 0, disordered: 0 });
  });

  it('relay and inbox are measured beside their peers, and every event arrives once and in order', async () => {
    const relay = await measureRelay(ground, { events: 600, rounds: 1, peerSeconds: 1 });
    const inbox = await measureInbox(ground, { events: 600, rounds: 1, singles: 100 });
    for (const { columns, rows, goals } of [relay, inbox]) {
      expect(rows.every((row) => row.length === columns.length)).toBe(true);
      expect(goals.every(({ value }) => value > 0)).toBe(true);
    }
    // Measured where the package is there; the row says what is to be done where it is not.
    expect(relay.rows.find(([what]) => what?.startsWith('@nestjs/outbox'))?.[2]).toMatch(
      /^(\d[\d ]*|not installed: npm install @nestjs\/outbox)$/,
    );
    expect(inbox.checked).toContain(
      'Consumer (batch): each event has its effect exactly once, in the order of its key.',
    );
    const report = reportOf([relay, inbox], [['Node', process.version]]);
    expect(report).toMatch(
      /\| relay \/ kafkajs alone +\| \d+\.\d\d × +\| at least 0\.6 × +\| (met|\*\*missed\*\*) +\|/,
    );
  });
});
