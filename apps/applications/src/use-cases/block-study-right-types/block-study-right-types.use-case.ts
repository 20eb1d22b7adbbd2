import { Injectable } from '@nestjs/common';
import { IdempotentTransaction } from '#messaging';
import { ProblemError, type SentCommand, type SqlRunner, writeAudit } from '#platform';
import {
  type InstitutionSettings,
  readSettings,
  readStoredSettings,
  saveSettings,
} from '../../persistence/institution-settings.js';
import { authorise } from '../authorise.js';

/** An administrator blocks types of study right for applications (R154). Applications made before stay as they are. */
@Injectable()
export class BlockStudyRightTypes {
  constructor(private readonly once: IdempotentTransaction) {}

  /** @throws ProblemError `platform/stale-version` */
  async execute(command: SentCommand, types: readonly string[]): Promise<InstitutionSettings> {
    const { actor, expectedVersion = 0 } = command;
    authorise(actor, 'change-settings');
    const { institutionOid, personId: actorId } = actor;
    const work = async ({ sql }: { sql: SqlRunner }, at: Date): Promise<InstitutionSettings> => {
      const before = await readSettings(sql, institutionOid);
      const wanted = { version: expectedVersion + 1, blockedStudyRightTypes: types };
      const after =
        before.version === expectedVersion && (await saveSettings(sql, institutionOid, wanted, { actorId, at }));
      if (!after) return reachedBefore(sql, command, wanted);
      await writeAudit(sql, {
        ...{ institutionOid, actorId, at, action: 'block-study-right-types' },
        ...{ targetKind: 'institution-setting', targetId: institutionOid },
        details: { version: after.version, before: before.blockedStudyRightTypes, after: after.blockedStudyRightTypes },
      });
      return after;
    };
    return this.once.run(command, work, async () => undefined);
  }
}

/** What stands, when it is what the same administrator asked for by their own change before. */
async function reachedBefore(
  sql: SqlRunner,
  { actor }: SentCommand,
  wanted: InstitutionSettings,
): Promise<InstitutionSettings> {
  const { version, blockedStudyRightTypes, changedAt, changedBy } = await readStoredSettings(sql, actor.institutionOid);
  const own = changedBy === actor.personId;
  const stands = { version, blockedStudyRightTypes };
  if (own && JSON.stringify(stands) === JSON.stringify(wanted)) return stands;
  const by = changedBy === null ? null : { role: own ? 'YOU' : 'OTHER', personId: own ? changedBy : null };
  const fields = ['blockedStudyRightTypes'];
  const current = { version, changedAt, changedBy: by, changedFields: fields, state: null };
  throw new ProblemError('platform/stale-version', { currentVersion: version, current });
}
