import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { Clock, ProblemError, writeAudit, type Actor } from '#platform';
import { readSettings, saveSettings, type InstitutionSettings } from '../../persistence/institution-settings.js';
import { authorise } from '../authorise.js';

/** An administrator says with which types of study right nobody applies (R154). Applications made before stay as they are. */
@Injectable()
export class BlockStudyRightTypes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `platform/stale-version` */
  async execute(actor: Actor, types: readonly string[], expectedVersion: number): Promise<InstitutionSettings> {
    authorise(actor, 'change-settings');
    const { institutionOid, personId: actorId } = actor;
    return this.unitOfWork.run(async ({ sql }) => {
      const at = this.clock.now();
      const before = await readSettings(sql, institutionOid);
      const wanted = { version: expectedVersion + 1, blockedStudyRightTypes: types };
      const after =
        before.version === expectedVersion && (await saveSettings(sql, institutionOid, wanted, { actorId, at }));
      if (!after) {
        const { version } = await readSettings(sql, institutionOid);
        throw new ProblemError('platform/stale-version', { currentVersion: version });
      }
      await writeAudit(sql, {
        ...{ institutionOid, actorId, at, action: 'block-study-right-types' },
        ...{ targetKind: 'institution-setting', targetId: institutionOid },
        details: { version: after.version, before: before.blockedStudyRightTypes, after: after.blockedStudyRightTypes },
      });
      return after;
    });
  }
}
