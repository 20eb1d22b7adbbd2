import { type BesideSize, measureBeside } from './beside.js';
import { type CodecsSize, measureCodecs } from './codecs.js';
import { type EndToEndSize, measureEndToEnd } from './end-to-end.js';
import { type BenchAddresses, Ground } from './ground.js';
import { type GrowthSize, measureGrowth } from './growth.js';
import { type InboxSize, measureInbox } from './inbox.js';
import type { Section } from './measuring.js';
import { measureNest, type NestSize } from './nest-server.js';
import { measureRelay, type RelaySize } from './relay.js';

export const PARTS = ['relay', 'inbox', 'codecs', 'nest', 'end-to-end', 'growth', 'beside'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchSize {
  readonly relay: RelaySize;
  readonly inbox: InboxSize;
  readonly codecs: CodecsSize;
  readonly nest: NestSize;
  readonly endToEnd: EndToEndSize;
  readonly growth: GrowthSize;
  readonly beside: BesideSize;
}

/** About ten minutes on two cores. */
export const FULL: BenchSize = {
  relay: { events: 20_000, rounds: 5, peerSeconds: 8 },
  inbox: { events: 50_000, rounds: 3, singles: 10_000 },
  codecs: { events: 50_000, rounds: 3 },
  nest: { events: 20_000, rounds: 3, killEvents: 30_000, killedAt: [0.25, 0.5], poisonSeconds: 20 },
  endToEnd: { rates: [100, 500, 1000], seconds: 20, warmUpSeconds: 5 },
  growth: { sizes: [10_000, 1_000_000, 10_000_000], events: 20_000, rounds: 5 },
  beside: { events: 50_000, rounds: 7 },
};

/** Less than two minutes, to see whether everything works: the figures are rough. */
export const QUICK: BenchSize = {
  relay: { events: 5000, rounds: 1, peerSeconds: 4 },
  inbox: { events: 10_000, rounds: 1, singles: 2000 },
  codecs: { events: 10_000, rounds: 1 },
  nest: { events: 5000, rounds: 1, killEvents: 15_000, killedAt: [0.5], poisonSeconds: 8 },
  endToEnd: { rates: [100, 1000], seconds: 3, warmUpSeconds: 1 },
  growth: { sizes: [10_000, 200_000], events: 3000, rounds: 1 },
  beside: { events: 10_000, rounds: 1 },
};

/**
 * Measures the way of an event from outbox to effect, part after part on the same broker and database.
 * @param running gets the part that runs, and resolves to what the part resolves to
 * @param otherBuild folder of another built checkout, for the part that compares with it
 * @throws Error when an effect is missing, doubled or out of order: figures of a broken pipeline are worth nothing
 */
export async function benchPipeline(
  addresses: BenchAddresses,
  size: BenchSize,
  parts: readonly Part[],
  running: (part: Part, work: () => Promise<Section>) => Promise<Section>,
  otherBuild?: string,
): Promise<Section[]> {
  const work: Record<Part, () => Promise<Section>> = {
    relay: () => onGround(addresses, (ground) => measureRelay(ground, size.relay)),
    inbox: () => onGround(addresses, (ground) => measureInbox(ground, size.inbox)),
    codecs: () => onGround(addresses, (ground) => measureCodecs(ground, size.codecs)),
    nest: () => onGround(addresses, (ground) => measureNest(ground, size.nest)),
    'end-to-end': () =>
      onGround(addresses, (intake) =>
        onGround(addresses, (effects) => measureEndToEnd(intake, effects, size.endToEnd)),
      ),
    growth: () => measureGrowth(() => Ground.open(addresses), size.growth),
    beside: async () => {
      if (otherBuild === undefined) throw new Error('The part "beside" needs the folder of another build');
      return onGround(addresses, (ground) => measureBeside(ground, size.beside, otherBuild));
    },
  };
  const sections: Section[] = [];
  for (const part of parts) sections.push(await running(part, work[part]));
  return sections;
}

async function onGround<T>(addresses: BenchAddresses, work: (ground: Ground) => Promise<T>): Promise<T> {
  const ground = await Ground.open(addresses);
  try {
    return await work(ground);
  } finally {
    await ground.close();
  }
}
