import { finnishDay } from '#kernel';
import type { DigestSource } from '#messaging';

/**
 * What this service publishes for comparison: the bank keys of what was recorded before this month. The newer ones
 * wait, because two digests with and without a key would show when it was recorded (R96).
 */
export const digests: readonly DigestSource[] = [
  {
    select: `SELECT institution_oid, bank_key::text AS id, 1 AS version FROM decision
              WHERE state = 'RECORDED'
                AND recorded_at < date_trunc('month', reading.moment AT TIME ZONE 'Europe/Helsinki') AT TIME ZONE 'Europe/Helsinki'`,
    event: ({ institutionOid, after, upTo, rows }, moment) => ({
      name: 'decisions.precedent-digest-published.v1',
      key: institutionOid,
      institutionOid,
      body: {
        ...{ institutionOid, after, upTo },
        month: finnishDay(moment).slice(0, 7),
        bankKeys: rows.map(({ id }) => id),
      },
    }),
  },
];
