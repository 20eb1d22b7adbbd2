import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { creditsOf } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, idColumn, keyset, orProblem, pageOf, writeAudit } from '#platform';
import type { ErrorCode } from '../../errors.js';
import { attainmentView } from '../../http/attainment-view.js';
import type { AttainmentsPage } from '../../http/answer-shapes.js';
import { can } from '../../domain/policy.js';
import { ATTAINMENT, type Attainment, OF_WHOM } from '../../persistence/attainment.entity.js';
import { CaseRepository } from '../../persistence/case.repository.js';
import { holderOfRights } from '../../persistence/rights.js';

const ATTAINMENTS_SQL = `
  SELECT ${ATTAINMENT.selected(OF_WHOM)} FROM attainment
   WHERE institution_oid = $1 AND student_id = $2 AND ($3::uuid IS NULL OR id > $3)
   ORDER BY id
   LIMIT $4`;

const position = keyset(z.tuple([idColumn]), { code: 'decision/cursor-not-valid' satisfies ErrorCode });

/** The attainments of a student that rest on recognition (R68, R114), oldest first. Leaves an audit line. */
@Injectable()
export class AttainmentsOfStudentQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly cases: CaseRepository,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, studentId: string, page: { limit: number; cursor?: string }): Promise<AttainmentsPage> {
    const { institutionOid, personId } = actor;
    const [after] = position.keyIn(page.cursor) ?? [null];
    return this.unitOfWork.run(async ({ sql }) => {
      const reader = await holderOfRights(sql, actor);
      const handlerIds = await this.cases.handlersOfStudent(sql, institutionOid, studentId);
      orProblem(can(reader, 'see-attainments', { institutionOid, studentId, programmeCode: '', handlerIds }));
      const rows = await sql.query<Attainment[]>(ATTAINMENTS_SQL, [institutionOid, studentId, after, page.limit + 1]);
      const [total] = await sql.query<{ credits: number }[]>(
        `SELECT coalesce(sum(credits), 0)::integer AS credits FROM attainment WHERE institution_oid = $1 AND student_id = $2`,
        [institutionOid, studentId],
      );
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'read-attainments',
        targetKind: 'student',
        targetId: studentId,
        subjectPersonId: studentId,
        at: this.clock.now(),
      });
      const shown = pageOf(rows, page.limit, attainmentView, (last) => position.cursorAfter([last.id]));
      return { ...shown, totalCredits: creditsOf(total?.credits ?? 0) };
    });
  }
}
