import type { Ground } from './ground.js';
import { consumeBacklog } from './inbox.js';
import { type Rate, RATE_COLUMNS, rateRow, ratio, type Section } from './measuring.js';
import { Program } from './program.js';

export interface BesideSize {
  readonly events: number;
  readonly rounds: number;
}

const RELAY_WITHIN_MS = 120_000;

/**
 * This build against another one, in turn on the same broker and database.
 * @param otherBuild folder of another checkout, built
 */
export async function measureBeside(
  ground: Ground,
  { events, rounds }: BesideSize,
  otherBuild: string,
): Promise<Section> {
  const rates = {
    relay: { what: 'relay, this build', count: events, perSecond: [] as number[] },
    otherRelay: { what: 'relay, the other build', count: events, perSecond: [] as number[] },
    consumer: { what: 'consumer, this build', count: events, perSecond: [] as number[] },
    otherConsumer: { what: 'consumer, the other build', count: events, perSecond: [] as number[] },
  } satisfies { [name: string]: Rate };
  const sides = [
    { build: '.', relay: rates.relay.perSecond, consumer: rates.consumer.perSecond },
    { build: otherBuild, relay: rates.otherRelay.perSecond, consumer: rates.otherConsumer.perSecond },
  ];
  const checked = new Set<string>();
  for (let round = 0; round < rounds; round++) {
    // In turn, so that neither build always finds the machine as the other has left it.
    for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
      await ground.emptyTables();
      side.relay.push(await relayPerSecond(ground, events, side.build));
      await ground.emptyTables();
      side.consumer.push(await consumeBacklog(ground, { reaction: 'batch', events, build: side.build }));
      checked.add(await ground.requireEffectsOnceInOrder('Consumers of both builds', events));
    }
  }
  return {
    title: 'Beside another build',
    how:
      'Relay and inbox consumer (@BatchReaction) of this build and of another one, each in processes of its own, in turn ' +
      'in every round. The relay has so many waiting rows before it and is timed from its first batch to its last.',
    columns: RATE_COLUMNS,
    rows: Object.values(rates).map(rateRow),
    goals: [
      { what: 'relay / the other build', value: ratio(rates.relay, rates.otherRelay), unit: '×', atLeast: 0.95 },
      {
        what: 'consumer / the other build',
        value: ratio(rates.consumer, rates.otherConsumer),
        unit: '×',
        atLeast: 0.95,
      },
    ],
    checked: [...checked],
  };
}

async function relayPerSecond(ground: Ground, events: number, build: string): Promise<number> {
  await ground.append(events);
  const { databaseUrl, kafkaBrokers } = ground;
  const settings = { databaseUrl, kafkaBrokers: kafkaBrokers.join(','), events: String(events), build };
  const program = await Program.start('own-relay', settings);
  try {
    const perSecond = await program.ask<number>('run', RELAY_WITHIN_MS);
    const waiting = await ground.waiting();
    if (waiting > 0) throw new Error(`The relay says that it has published everything, but ${waiting} rows wait`);
    return perSecond;
  } finally {
    await program.stop();
  }
}
