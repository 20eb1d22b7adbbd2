import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { dataOf, newIntention, recognitionBank } from '../../api/client';
import type { components } from '../../api/generated/recognition-bank';
import type { Piece } from './pieces';

type Report = components['schemas']['KeywordImportReport'];
export type BadLine = Report['badLines'][number];

/** What comes of all pieces together. */
export interface Total {
  readonly taken: boolean;
  readonly added: number;
  readonly edited: number;
  readonly unchanged: number;
  readonly badLines: readonly BadLine[];
}

const NOTHING: Total = { taken: false, added: 0, edited: 0, unchanged: 0, badLines: [] };

/**
 * Sends a table piece by piece: first to see what would come of it, then to be taken. A piece that fails ends it; what was taken before stands,
 * and the same table again goes on from there, because it changes nothing twice.
 */
export function useImport() {
  const queries = useQueryClient();
  const [done, setDone] = useState(0);
  const stopped = useRef(false);
  const run = useMutation({
    mutationFn: async ({ pieces, take }: { pieces: readonly Piece[]; take: boolean }) => {
      stopped.current = false;
      setDone(0);
      let total = { ...NOTHING, taken: take };
      for (const { csv, firstLine, lines } of pieces) {
        if (stopped.current) break;
        const params = { header: { 'Idempotency-Key': newIntention() } };
        const report = await dataOf(
          recognitionBank.POST('/api/recognition-bank/v1/keyword-imports', { params, body: { csv, firstLine, take } }),
        );
        total = sumOf(total, report);
        setDone((before) => before + lines);
      }
      return total;
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['keyword'] }),
  });
  return { run, done, stop: () => (stopped.current = true) };
}

function sumOf(total: Total, report: Report): Total {
  return {
    taken: total.taken,
    added: total.added + report.added,
    edited: total.edited + report.edited,
    unchanged: total.unchanged + report.unchanged,
    badLines: [...total.badLines, ...report.badLines],
  };
}

/** The whole codeset as a table, read piece by piece. */
export async function exportedTable(): Promise<string> {
  let csv = '';
  let cursor: string | undefined;
  do {
    const query = cursor === undefined ? {} : { cursor };
    const piece = await dataOf(recognitionBank.GET('/api/recognition-bank/v1/keyword-exports', { params: { query } }));
    csv += piece.csv;
    cursor = piece.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return csv;
}
