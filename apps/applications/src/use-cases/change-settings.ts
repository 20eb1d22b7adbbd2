import { Injectable } from '@nestjs/common';
import { IdempotentTransaction } from '#messaging';
import { ProblemError, type SentCommand, type SqlRunner, writeAudit } from '#platform';
import {
  type InstitutionSettings,
  readSettings,
  readStoredSettings,
  saveSettings,
} from '../persistence/institution-settings.js';
import { authorise } from './authorise.js';

export type Setting = Exclude<keyof InstitutionSettings, 'version'>;

/** Frame of the commands by which an administrator sets one thing for the institution; the others stay as they are. */
@Injectable()
export class ChangeSettings {
  constructor(private readonly once: IdempotentTransaction) {}

  /**
   * @param action by which the change stands in the audit log
   * @throws ProblemError `platform/stale-version`
   */
  async execute<S extends Setting>(
    action: string,
    command: SentCommand,
    setting: S,
    value: InstitutionSettings[S],
  ): Promise<InstitutionSettings> {
    const { actor, expectedVersion = 0 } = command;
    const { institutionOid, personId: actorId } = actor;
    const work = async ({ sql }: { sql: SqlRunner }, at: Date): Promise<InstitutionSettings> => {
      await authorise(sql, actor, 'change-settings');
      const before = await readSettings(sql, institutionOid);
      const wanted = { ...before, version: expectedVersion + 1, [setting]: value };
      const after =
        before.version === expectedVersion && (await saveSettings(sql, institutionOid, wanted, { actorId, at }));
      if (!after) return reachedBefore(sql, command, wanted, setting);
      await writeAudit(sql, {
        ...{ institutionOid, actorId, at, action, targetKind: 'institution-setting', targetId: institutionOid },
        details: { version: after.version, before: before[setting], after: after[setting] },
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
  setting: Setting,
): Promise<InstitutionSettings> {
  const { changedAt, changedBy, ...stands } = await readStoredSettings(sql, actor.institutionOid);
  const own = changedBy === actor.personId;
  if (own && JSON.stringify(stands) === JSON.stringify(wanted)) return stands;
  const by = changedBy === null ? null : { role: own ? 'YOU' : 'OTHER', personId: own ? changedBy : null };
  const { version } = stands;
  const current = { version, changedAt, changedBy: by, changedFields: [setting], state: null };
  throw new ProblemError('platform/stale-version', { currentVersion: version, current });
}
