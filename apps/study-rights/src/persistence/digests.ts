import type { DigestSource } from '#messaging';

type Registry = 'KOSKI' | 'HIGHER_EDUCATION';

/** What this service publishes for comparison: every study right it has, invalidated ones too. */
export const digests: readonly DigestSource[] = [
  digestOf('KOSKI', `SELECT institution_oid, oid AS id, version FROM study_right`),
  digestOf(
    'HIGHER_EDUCATION',
    `SELECT institution_oid, id, version FROM higher_education_study_right
     UNION ALL SELECT institution_oid, id, version FROM virta_study_right`,
  ),
];

function digestOf(registry: Registry, select: string): DigestSource {
  return {
    select,
    event: ({ institutionOid, after, upTo, rows }, moment) => ({
      name: 'study-rights.study-right-digest-published.v1',
      key: institutionOid,
      institutionOid,
      body: { institutionOid, registry, takenAt: moment.toISOString(), after, upTo, rows: [...rows] },
    }),
  };
}
