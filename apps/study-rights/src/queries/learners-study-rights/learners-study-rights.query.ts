import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, writeAudit } from '#platform';
import { can, reachOf } from '../../access.js';
import { isLearnerOid, isStudyRightOid } from '../../domain/oids.js';
import { refuse, type Refusal } from '../../domain/refusal.js';
import { withinReach } from '../../persistence/study-right-table.js';

export interface StudyRightLine {
  readonly oid: string;
  readonly versionumero: number;
  readonly oppilaitosOid: string;
  readonly tyyppi: string;
  readonly tila: string;
  readonly alkamispäivä: string | null;
  readonly päättymispäivä: string | null;
  readonly invalidated: boolean;
}

export interface StudyRightPage {
  readonly items: readonly StudyRightLine[];
  readonly nextCursor: string | null;
}

/** A learner's study rights within the caller's organisation, by oid; keyset pages. */
@Injectable()
export class LearnersStudyRightsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(
    actor: Actor,
    wanted: { learnerOid: string; limit: number; cursor: string | undefined },
  ): Promise<StudyRightPage | Refusal> {
    const { institutionOid } = actor;
    if (!can(actor, 'READ')) return refuse('platform/forbidden');
    if (!isLearnerOid(wanted.learnerOid)) return refuse('badRequest.queryParam.virheellinenHenkilöOid');
    const after = wanted.cursor === undefined ? '' : Buffer.from(wanted.cursor, 'base64url').toString('utf8');
    if (after !== '' && !isStudyRightOid(after)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
    return this.unitOfWork.run(async ({ sql }) => {
      const rows: StudyRightLine[] = await sql.query(
        `SELECT sr.oid, sr.version AS versionumero, sr.institution_oid AS "oppilaitosOid", sr.type AS tyyppi,
           sr.state AS tila, sr.start_date::text AS "alkamispäivä", sr.end_date::text AS "päättymispäivä", sr.invalidated
         FROM study_right sr
         WHERE ${withinReach('$1')} AND sr.learner_oid = $2 AND sr.oid > $3 AND ($4 OR NOT sr.invalidated)
         ORDER BY sr.oid LIMIT $5`,
        [reachOf(actor), wanted.learnerOid, after, can(actor, 'READ_INVALIDATED'), wanted.limit + 1],
      );
      await writeAudit(sql, {
        institutionOid,
        actorId: actor.personId,
        action: 'list-study-rights',
        targetKind: 'learner',
        targetId: wanted.learnerOid,
        subjectPersonId: wanted.learnerOid,
        at: this.clock.now(),
      });
      const items = rows.slice(0, wanted.limit);
      const last = items.at(-1);
      const more = rows.length > wanted.limit && last !== undefined;
      return { items, nextCursor: more ? Buffer.from(last.oid).toString('base64url') : null };
    });
  }
}
