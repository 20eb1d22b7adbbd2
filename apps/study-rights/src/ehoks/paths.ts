import { z } from 'zod';
import { isLearnerOid } from '../domain/oids.js';

/** What service users call. */
export const EHOKS_HOKS = 'ehoks-virkailija-backend/api/v1/hoks';
/** What main users call. */
export const EHOKS_SYSTEM = 'ehoks-virkailija-backend/api/v1/virkailija/hoks';
/** What the officials' user interface calls. */
export const EHOKS_BY_HAND = 'ehoks-virkailija-backend/api/v1/virkailija/oppijat/:oppijaOid/hoksit';

const id = z.coerce.number().int().min(1).max(2_147_483_647);
const oppijaOid = z.string().refine(isLearnerOid, 'expected a learner oid: node 24 and its check digit');

/** Parameters of a path with one HOKS in it. */
export const hoksParams = z.object({ id });
export type HoksParams = z.infer<typeof hoksParams>;

export const learnerParams = z.object({ oppijaOid });
export type LearnerParams = z.infer<typeof learnerParams>;

/** Parameters of a path with one HOKS of a learner in it. */
export const learnersHoksParams = z.object({ id, oppijaOid });
export type LearnersHoksParams = z.infer<typeof learnersHoksParams>;
