import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { IdempotentTransaction } from '#messaging';
import { orProblem, ProblemError, type SentCommand, type SqlRunner, writeAudit } from '#platform';
import { can } from '../domain/policy.js';
import type { Settings } from '../domain/settings.js';
import { SettingsRepository } from '../persistence/settings.repository.js';

export type Setting = Exclude<keyof Settings, 'version'>;

/** Frame of the commands by which an administrator sets one thing of the institution's messages; the others stay as they are. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly once: IdempotentTransaction,
    private readonly settings: SettingsRepository,
  ) {}

  /**
   * @param action by which the change stands in the audit log
   * @throws ProblemError `settings/role-not-allowed`, `platform/stale-version`
   */
  async execute<S extends Setting>(
    action: string,
    command: SentCommand,
    setting: S,
    value: Settings[S],
  ): Promise<Settings> {
    const { actor, expectedVersion = 0 } = command;
    orProblem(can(actor, 'change-settings'));
    const { institutionOid, personId: actorId } = actor;
    const work = async ({ sql }: { sql: SqlRunner }, at: Date): Promise<Settings> => {
      const { settings: before } = await this.settings.find(sql, institutionOid);
      const after: Settings = { ...before, version: expectedVersion + 1, [setting]: value };
      const isNext = before.version === expectedVersion;
      if (!isNext || !(await this.settings.save(sql, institutionOid, after, { actorId, at }))) {
        return this.reachedBefore(sql, command, after, setting);
      }
      await writeAudit(sql, {
        ...{ institutionOid, actorId, at, action, targetKind: 'notification-setting', targetId: institutionOid },
        details: { version: after.version, before: before[setting], after: after[setting] },
      });
      return after;
    };
    return this.once.run(command, work, async () => undefined);
  }

  /** What stands, when it is what the same administrator asked for by their own change before. */
  private async reachedBefore(
    sql: SqlRunner,
    { actor }: SentCommand,
    wanted: Settings,
    setting: Setting,
  ): Promise<Settings> {
    const { settings, changedAt, changedBy } = await this.settings.find(sql, actor.institutionOid);
    const own = changedBy === actor.personId;
    // The database keeps an object's fields in an order of its own.
    const isThere = settings.version === wanted.version && isDeepStrictEqual(settings[setting], wanted[setting]);
    if (own && isThere) return settings;
    const by = changedBy === null ? null : { role: own ? 'YOU' : 'OTHER', personId: own ? changedBy : null };
    const { version } = settings;
    const current = { version, changedAt, changedBy: by, changedFields: [setting], state: null };
    throw new ProblemError('platform/stale-version', { currentVersion: version, current });
  }
}
