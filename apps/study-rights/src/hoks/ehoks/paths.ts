import { z } from 'zod';
import { learnerOid } from './own-key.js';

/** What service users call. */
export const EHOKS_HOKS = 'ehoks-virkailija-backend/api/v1/hoks';
/** Where a HOKS is checked without being stored. */
export const EHOKS_VALIDATION = 'ehoks-virkailija-backend/api/v1/validointi';
/** What main users call. */
export const EHOKS_SYSTEM = 'ehoks-virkailija-backend/api/v1/virkailija/hoks';
/** What the officials' user interface calls. */
export const EHOKS_BY_HAND = 'ehoks-virkailija-backend/api/v1/virkailija/oppijat/:oppijaOid/hoksit';

const LARGEST_ID = 2_147_483_647;
/** Written one way only: neither 1e1, 0x1 nor 01 is an id. */
const id = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(z.int().max(LARGEST_ID));
const oppijaOid = learnerOid;

/** Parameters of a path with one HOKS in it. */
export const hoksParams = z.object({ id });
export type HoksParams = z.infer<typeof hoksParams>;

export const learnerParams = z.object({ oppijaOid });
export type LearnerParams = z.infer<typeof learnerParams>;

/** Parameters of a path with one HOKS of a learner in it. */
export const learnersHoksParams = z.object({ id, oppijaOid });
export type LearnersHoksParams = z.infer<typeof learnersHoksParams>;
