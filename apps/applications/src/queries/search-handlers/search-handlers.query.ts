import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { finnishDay, type Rights } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, pageOf, type SqlRunner, writeAudit } from '#platform';
import type { HandlerCandidate, HandlerPage } from '../../http/answer-shapes.js';
import { listCursor } from '../../http/list-cursor.js';
import { namesOfProgrammes } from '../../persistence/names.js';
import { authorise } from '../../use-cases/authorise.js';

export interface HandlerSearch {
  /** Part of a name; without it everybody is found. */
  readonly q?: string | undefined;
  readonly programmeCode?: string | undefined;
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

/** Nobody handles their own application; the rest is what sending asks of a handler. */
const found = (rights: Rights) => `
  WITH found AS (
    SELECT person_id AS "personId", first_name AS "firstName", last_name AS "lastName", programme_codes AS "programmeCodes",
           CASE WHEN $3::text = ANY (programme_codes) THEN 0 ELSE 1 END AS rank
      FROM person_copy
     WHERE institution_oid = $1 AND (${mayHandleRow(rights)}) AND NOT forgotten AND person_id <> $2
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
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, { q, programmeCode, limit, cursor }: HandlerSearch): Promise<HandlerPage> {
    const { institutionOid, personId } = actor;
    const now = this.clock.now();
    return this.unitOfWork.run(async ({ sql }) => {
      const { rights } = await authorise(sql, actor, 'list-handlers');
      const after = position.keyIn(cursor) ?? [null, null, null, null];
      const rows = await sql.query<HandlerRow[]>(found(rights), [
        ...[institutionOid, personId, programmeCode ?? null, finnishDay(now), q?.toLowerCase() ?? null],
        ...[...after, limit + 1],
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
        targetId: programmeCode ?? 'all',
        details: { personIds: page.items.map((row) => row.personId) },
        at: now,
      });
      return { ...page, items: await inWords(sql, institutionOid, page.items) };
    });
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
