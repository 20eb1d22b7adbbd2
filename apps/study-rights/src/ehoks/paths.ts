import { z } from 'zod';

/** What service users call. */
export const EHOKS_HOKS = 'ehoks-virkailija-backend/api/v1/hoks';
/** What the officials' user interface calls. */
export const EHOKS_VIRKAILIJA = 'ehoks-virkailija-backend/api/v1/virkailija';

/** Parameters of a path with one HOKS in it. */
export const hoksParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

export type HoksParams = z.infer<typeof hoksParams>;
