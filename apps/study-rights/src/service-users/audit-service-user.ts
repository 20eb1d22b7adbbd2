import { type Actor, type SqlRunner, writeAudit } from '#platform';

/** One line for what was done to a service user; never its password. */
export async function auditServiceUser(
  sql: SqlRunner,
  actor: Actor,
  action: string,
  user: { readonly username: string; readonly institutionOid: string },
  at: Date,
  details: object = {},
): Promise<void> {
  await writeAudit(sql, {
    ...{ institutionOid: user.institutionOid, actorId: actor.personId, action, at },
    ...{ targetKind: 'service-user', targetId: user.username, details },
  });
}
