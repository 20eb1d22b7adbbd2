import type { Hoks } from '../../domain/hoks.js';

/** A HOKS as every interface shows it, in eHOKS's field names; what the service keeps itself stands beside the data. */
export function hoksView(hoks: Hoks): Record<string, unknown> {
  return {
    id: hoks.id,
    eid: hoks.eid,
    ...hoks.data,
    manuaalisyotto: hoks.manualEntry,
    ...(hoks.deletedAt === null ? {} : { poistettu: hoks.deletedAt }),
  };
}
