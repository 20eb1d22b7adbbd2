import { z } from 'zod';
import { koskiError, type KoskiError } from '../domain/koski-error.js';
import { isLearnerOid } from '../domain/oids.js';
import type { Opiskeluoikeus } from '../domain/opiskeluoikeus.js';
import { readOpiskeluoikeus } from './opiskeluoikeus.schema.js';

/** Body of Koski's PUT /api/oppija: one learner and the learner's study rights. */
export const transferBody = z.strictObject({
  henkilö: z.strictObject({ oid: z.string().min(1).max(60) }).describe('The learner, by oid (node 24).'),
  opiskeluoikeudet: z
    .array(z.looseObject({}))
    .max(100)
    .describe("Study rights in Koski's shape. Unknown fields are stored and returned unchanged."),
});

export type TransferBody = z.infer<typeof transferBody>;

/** A transfer that can be decided on. */
export interface Transfer {
  readonly learnerOid: string;
  readonly opiskeluoikeudet: readonly Opiskeluoikeus[];
}

/** Reads a transfer; several errors at once, those of all its study rights. */
export function readTransfer(body: TransferBody): Transfer | { errors: readonly KoskiError[] } {
  if (!isLearnerOid(body.henkilö.oid)) return { errors: [koskiError('badRequest.queryParam.virheellinenHenkilöOid')] };
  if (body.opiskeluoikeudet.length === 0) {
    return { errors: [koskiError('badRequest.validation.tyhjäOpiskeluoikeusLista')] };
  }
  const opiskeluoikeudet: Opiskeluoikeus[] = [];
  const errors: KoskiError[] = [];
  for (const value of body.opiskeluoikeudet) {
    const read = readOpiskeluoikeus(value);
    if (isErrors(read)) errors.push(...read.errors);
    else opiskeluoikeudet.push(read);
  }
  return errors.length > 0 ? { errors } : { learnerOid: body.henkilö.oid, opiskeluoikeudet };
}

function isErrors(read: Opiskeluoikeus | { errors: readonly KoskiError[] }): read is { errors: readonly KoskiError[] } {
  return !('tyyppi' in read);
}
