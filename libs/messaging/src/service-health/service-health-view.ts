import { z } from 'zod';
import { SERVICES } from '#contracts';

/** How a service is, as its operators see it: of the process that answers, and of the database and the group that all share. */
export const serviceHealth = z
  .object({
    service: z.enum(SERVICES),
    components: z
      .array(
        z.object({
          name: z.string(),
          state: z.enum(['up', 'down']),
          reason: z.string().nullable().describe('Why it is down, where it says so'),
        }),
      )
      .readonly(),
    outbox: z
      .object({
        waiting: z.int().describe('Events not yet published, counted to 100 000'),
        oldestAgeSeconds: z.number(),
        setAside: z.int().describe('Events that the broker refused: each blocks its key'),
      })
      .nullable()
      .describe('Null while the database is away'),
    lag: z
      .array(z.object({ topic: z.string(), messages: z.int() }))
      .readonly()
      .describe('Messages still to handle; empty while the broker is away'),
    standingStill: z
      .array(z.object({ topic: z.string(), partition: z.int(), seconds: z.number() }))
      .readonly()
      .describe('Partitions with records to handle of which nothing was handled for so long'),
    deadLetters: z.object({ open: z.int(), parkedKeys: z.int() }).describe('Counted to 10 000, every ten seconds'),
    drift: z
      .array(z.object({ copy: z.string(), rows: z.int() }))
      .readonly()
      .describe("Rows of copies of others' data that differ from what their owner has"),
    jobs: z
      .array(
        z.object({
          name: z.string(),
          running: z.boolean(),
          endedSecondsAgo: z.number().nullable().describe('Null: not yet in this process'),
          failure: z.string().nullable().describe('Name and code of the error, when the last run failed'),
          rowsPutOff: z.int().nullable().describe('Rows left for later; null where the job leaves none'),
        }),
      )
      .readonly()
      .describe('Repeated jobs of the process that answers'),
  })
  .readonly()
  .meta({ id: 'ServiceHealth' });

export type ServiceHealth = z.infer<typeof serviceHealth>;
