import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { seesApplication } from '#contracts';
import { finnishDay, type Rights } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, pageOf, ProblemError, type SqlRunner, writeAudit } from '#platform';
import type { Application } from '../../domain/application.js';
import type { ErrorCode } from '../../errors.js';
import type { HandlerCandidate, HandlerPage } from '../../http/answer-shapes.js';
import { listCursor } from '../../http/list-cursor.js';
import { ApplicationRepository } from '../../persistence/application.repository.js';
import { namesOfProgrammes } from '../../persistence/names.js';
import { authorise, type Authorised } from '../../use-cases/authorise.js';

export interface HandlerSearch {
  /** Part of a name; without it everybody is found. */
  readonly q?: string | undefined;
  readonly programmeCode?: string | undefined;
  /** Whose parts are to be transferred. */
  readonly applicationId?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface HandlerRow {
  readonly personId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly programmeCodes: readonly string[] | null;
  readonly rank: number;
}

/** What a row of the copy has to meet, as `mayHandle` asks it of one person. Without a programme: for some programme. */
function mayHandleRow(rights: Rights): string {
  const ways = Object.entries(rights['handle-application']).map(([role, conditions]) =>
    [
      `'${role}' = ANY (roles)`,
      ...(conditions.includes('SAME_PROGRAMME') ? ['($3::text IS NULL OR $3::text = ANY (programme_codes))'] : []),
    ].join(' AND '),
  );
  return ways.map((way) => `(${way})`).join(' OR ') || 'false';
}

/**
 * Nobody handles their own application; the rest is what sending asks of a handler, and of a transfer also the degree programme
 * (a-new-handler-works-in-the-degree-programme.ts).
 */
const found = (rights: Rights) => `
  WITH found AS (
    SELECT person_id AS "personId", first_name AS "firstName", last_name AS "lastName", programme_codes AS "programmeCodes",
           CASE WHEN $3::text = ANY (programme_codes) THEN 0 ELSE 1 END AS rank
      FROM person_copy
     WHERE institution_oid = $1 AND (${mayHandleRow(rights)}) AND NOT forgotten AND person_id <> ALL ($2::text[])
       AND ($11::text IS NULL OR coalesce(cardinality(programme_codes), 0) = 0 OR $11 = ANY (programme_codes))
       AND (valid_from IS NULL OR valid_from <= $4::date) AND (valid_until IS NULL OR valid_until >= $4::date)
       AND ($5::text IS NULL OR strpos(lower(first_name || ' ' || last_name || ' ' || first_name), $5) > 0))
  SELECT * FROM found
   WHERE $6::int IS NULL OR (rank, "lastName", "firstName", "personId") > ($6::int, $7::text, $8::text, $9::text)
   ORDER BY rank, "lastName", "firstName", "personId" LIMIT $10`;

const name = z.string().max(100);
const position = listCursor(z.tuple([z.int32(), name, name, name]));

/** The people to whom the student can send an application today (R3); the audit line names those who were shown. */
@Injectable()
export class SearchHandlersQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly applications: ApplicationRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws ProblemError `application/not-found`: the actor does not see the application whose parts are to be transferred */
  async execute(actor: Actor, { q, applicationId, limit, cursor, ...search }: HandlerSearch): Promise<HandlerPage> {
    const { institutionOid, personId } = actor;
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const viewer = await authorise(sql, actor, 'list-handlers');
      const after = position.keyIn(cursor) ?? [null, null, null, null];
      const application = applicationId === undefined ? null : await this.seen(sql, viewer, applicationId);
      const programmeCode = application?.programmeCode ?? search.programmeCode ?? null;
      const notThese = application ? [personId, application.studentId] : [personId];
      const rows = await sql.query<HandlerRow[]>(found(viewer.rights), [
        ...[institutionOid, notThese, programmeCode, finnishDay(now), q?.toLowerCase() ?? null],
        ...[...after, limit + 1, application?.programmeCode ?? null],
      ]);
      const page = pageOf(
        rows,
        limit,
        (row) => row,
        (last) => position.cursorAfter([last.rank, last.lastName, last.firstName, last.personId]),
      );
      await writeAudit(sql, {
        institutionOid,
        actorId: personId,
        action: 'list-handlers',
        targetKind: 'handler-list',
        targetId: applicationId ?? programmeCode ?? 'all',
        details: { personIds: page.items.map((row) => row.personId) },
        at: now,
      });
      return { ...page, items: await inWords(sql, institutionOid, page.items) };
    });
  }

  private async seen(sql: SqlRunner, actor: Authorised, id: string): Promise<Application> {
    const application = await this.applications.find(sql, actor.institutionOid, id);
    if (application && seesApplication(actor, application)) return application;
    throw new ProblemError<ErrorCode>('application/not-found');
  }
}

async function inWords(
  sql: SqlRunner,
  institutionOid: string,
  rows: readonly HandlerRow[],
): Promise<HandlerCandidate[]> {
  const codes = [...new Set(rows.flatMap(({ programmeCodes }) => programmeCodes ?? []))];
  const names = await namesOfProgrammes(sql, institutionOid, codes);
  return rows.map(({ personId, firstName, lastName, programmeCodes }) => ({
    personId,
    name: `${firstName} ${lastName}`,
    programmes: (programmeCodes ?? []).map((code) => ({ programmeCode: code, name: names.get(code) ?? null })),
  }));
}
