import type { DigestSource } from '#messaging';

/** What this service publishes for comparison: the newest published version of each application. */
export const digests: readonly DigestSource[] = [
  {
    select: `SELECT institution_oid, id::text AS id, told_version AS version FROM application WHERE told_version > 0`,
    event: ({ institutionOid, after, upTo, rows }, moment) => ({
      name: 'applications.application-digest-published.v1',
      key: institutionOid,
      institutionOid,
      body: { institutionOid, takenAt: moment.toISOString(), after, upTo, rows: [...rows] },
    }),
  },
];
