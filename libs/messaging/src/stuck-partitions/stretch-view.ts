import { z } from 'zod';
import { instantView } from '#platform';
import type { RecordedStretch } from './stretch-table.js';

export const shownStretch = z
  .object({
    id: z.string(),
    topic: z.string(),
    partition: z.int(),
    from: z.string().describe('First offset'),
    to: z.string().describe('Last offset, included'),
    batchTime: z.string().describe('Newest record time in it, ms since the epoch'),
    reason: z.string(),
    state: z.enum(['held', 'to-be-stepped-over', 'stepped-over', 'read']),
    attempts: z.int(),
    foundAt: instantView,
    lastTriedAt: instantView,
    decidedBy: z.string().nullable(),
    decidedAt: instantView.nullable(),
    decidedReason: z.string().nullable(),
    endedAt: instantView.nullable(),
  })
  .readonly()
  .meta({ id: 'StuckPartition' });

export const shownStretches = z.object({ items: z.array(shownStretch) }).meta({ id: 'StuckPartitions' });

export type StretchView = z.infer<typeof shownStretch>;

export function stretchView(stretch: RecordedStretch): StretchView {
  return {
    ...stretch,
    foundAt: stretch.foundAt.toISOString(),
    lastTriedAt: stretch.lastTriedAt.toISOString(),
    decidedAt: stretch.decidedAt?.toISOString() ?? null,
    endedAt: stretch.endedAt?.toISOString() ?? null,
  };
}
