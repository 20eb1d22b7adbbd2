import { type Actor, type AuditLine, type SqlRunner, writeAudits } from '#platform';

/** Somebody whose data a page shows, and in which institution. */
interface Shown {
  readonly institutionOid: string;
  readonly learnerOid: string;
}

/** One audit line for each person whose data a page shows, in each institution, in one statement. */
export async function auditPage(
  sql: SqlRunner,
  shown: readonly Shown[],
  line: { actor: Actor; action: string; at: Date },
): Promise<void> {
  const lines = shown.map(({ institutionOid, learnerOid }): [string, AuditLine] => [
    `${institutionOid} ${learnerOid}`,
    {
      ...{ institutionOid, actorId: line.actor.personId, action: line.action, at: line.at },
      ...{ targetKind: 'learner', targetId: learnerOid, subjectPersonId: learnerOid },
    },
  ]);
  await writeAudits(sql, [...new Map(lines).values()]);
}
