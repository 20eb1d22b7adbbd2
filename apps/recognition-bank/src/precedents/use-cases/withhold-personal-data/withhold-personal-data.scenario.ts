import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { database, eventually } from '#testing';

const bank = () => database('recognition-bank');

/** Entries as they were filed before anything was scanned, one for each name. */
async function filedLongAgo(institutionOid: string, names: readonly string[]): Promise<void> {
  await bank().query(
    `INSERT INTO precedent (id, institution_oid, bank_key, programme_code, programme_name, basis_kind, basis_code, basis_name,
       basis_keywords, target_name, recognition_type, partial, credits_applied, credits_granted, recognised_month)
     SELECT gen_random_uuid(), $1, gen_random_uuid(), 'X', '{"fi": "X"}', 'STUDY', 'A-1', name, '{sql}', NULL, 'INCLUSION',
            false, 5, 5, '2025-01'
       FROM unnest($2::text[]) AS name`,
    [institutionOid, names],
  );
}

describe('[R85] entries that were filed before the scan', () => {
  it('are looked through, each once, page after page; the others stay as they are', async () => {
    const institutionOid = `1.2.246.562.10.${randomUUID()}`;
    const harmless = Array.from({ length: 1_200 }, (_, n) => `Tietokannat ${n}`);
    await filedLongAgo(institutionOid, [...harmless, 'Kahvila, puh. 040 123 4567', 'aino@example.org']);
    const counts = await eventually('all are scanned', async () => {
      const { rows } = await bank().query<{ unscanned: number }>(
        `SELECT count(*) FILTER (WHERE scanned = 0)::int AS unscanned, count(*) FILTER (WHERE withheld)::int AS withheld,
                count(*) FILTER (WHERE basis_name = '')::int AS blank, count(DISTINCT basis_name)::int AS names
           FROM precedent WHERE institution_oid = $1`,
        [institutionOid],
      );
      return rows[0]?.unscanned === 0 && rows[0];
    });
    expect(counts).toEqual({ unscanned: 0, withheld: 2, blank: 2, names: 1_201 });
    const { rows } = await bank().query(
      `SELECT FROM precedent p WHERE institution_oid = $1 AND p::text LIKE ANY ('{%123 4567%,%aino@example%}')`,
      [institutionOid],
    );
    expect(rows).toEqual([]);
  });
});
