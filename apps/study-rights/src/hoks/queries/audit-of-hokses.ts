import { type Actor, type SqlRunner, writeAudits } from '#platform';
import type { Hoks } from '../domain/hoks.js';

/** One audit line for each HOKS that a list shows, in one statement: so everybody finds who has read about them. */
export async function auditHoksesRead(
  sql: SqlRunner,
  hokses: readonly Hoks[],
  { actor, action, at }: { actor: Actor; action: string; at: Date },
): Promise<void> {
  await writeAudits(
    sql,
    hokses.map(({ institutionOid, id, learnerOid }) => ({
      ...{ institutionOid, actorId: actor.personId, action, at },
      ...{ targetKind: 'hoks', targetId: String(id), subjectPersonId: learnerOid },
    })),
  );
}
