import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { finnishDay } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, pageOf } from '#platform';
import type { Target } from '../../domain/application.js';
import type { CoursePage } from '../../http/answer-shapes.js';
import { listCursor } from '../../http/list-cursor.js';
import { authorise } from '../../use-cases/authorise.js';

export interface CourseSearch {
  readonly q: string;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

/** Codes that begin with the text come first: who types a code knows it. */
const FOUND = `
  WITH found AS (
    SELECT course_code AS "courseCode", name, credits::float8 AS credits, kind,
           CASE WHEN starts_with(lower(course_code), $2) THEN 0 ELSE 1 END AS rank
      FROM course_copy
     WHERE institution_oid = $1
       AND (valid_from IS NULL OR valid_from <= $3::date) AND (valid_until IS NULL OR valid_until >= $3::date)
       AND strpos(lower(concat_ws(' ', course_code, name ->> 'fi', name ->> 'sv', name ->> 'en')), $2) > 0)
  SELECT * FROM found
   WHERE $4::int IS NULL OR (rank, "courseCode") > ($4::int, $5::text)
   ORDER BY rank, "courseCode" LIMIT $6`;

const position = listCursor(z.tuple([z.int32(), z.string().min(1).max(100)]));

/** The institution's courses and modules that can be chosen as targets today. They are nobody's data: no audit line is due. */
@Injectable()
export class SearchCoursesQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { q, limit, cursor }: CourseSearch): Promise<CoursePage> {
    const today = finnishDay(this.clock.now());
    const rows = await this.unitOfWork.read(async (sql) => {
      await authorise(sql, actor, 'list-courses');
      const [rank, code] = position.keyIn(cursor) ?? [null, null];
      return sql.query<(Target & { readonly rank: number })[]>(FOUND, [
        ...[actor.institutionOid, q.toLowerCase(), today],
        ...[rank, code, limit + 1],
      ]);
    });
    return pageOf(
      rows,
      limit,
      ({ rank: _, ...course }) => course,
      (last) => position.cursorAfter([last.rank, last.courseCode]),
    );
  }
}
