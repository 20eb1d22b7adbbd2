import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type LocalisedText, refuse } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, keyset, type Page, pageOf, prepared, type SqlRunner } from '#platform';
import { can, reachOf } from '../../../domain/policy.js';
import { isLearnerOid, isOrganisationOid, isStudyRightOid } from '../../domain/oids.js';
import type { ErrorCode, Refusal } from '../../../errors.js';
import type { Reach } from '../../domain/study-right.js';
import type { NamedCode } from '../../http/names-in-koski-data.js';
import { NO_NAMES, StudyRightNameRepository } from '../../persistence/study-right-name.repository.js';
import { auditPage } from '../audit-of-page.js';
import { type CountedTotal, countedTotal } from '../counted-total.js';
import { countSql, searchSql } from './search-sql.js';

export interface StudyRightLine {
  readonly oid: string;
  readonly versionumero: number;
  readonly oppijaOid: string;
  readonly oppilaitosOid: string;
  readonly lähdejärjestelmänId: string | null;
  readonly tyyppi: string;
  readonly tila: string;
  readonly alkamispäivä: string | null;
  readonly päättymispäivä: string | null;
  readonly invalidated: boolean;
  /** Null: nobody has given it. */
  readonly oppijanNimi: string | null;
  readonly oppilaitoksenNimi: LocalisedText | null;
  /** What the first suoritus is for. */
  readonly tutkinto: NamedCode | null;
}

type Found = Omit<StudyRightLine, 'oppijanNimi' | 'oppilaitoksenNimi' | 'tutkinto'>;

/** A page, and how many lines all pages have. */
export type StudyRightPage = Page<StudyRightLine> & CountedTotal;

export interface StudyRightSearch {
  readonly learnerOid?: string | undefined;
  readonly oid?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly institutionOid?: string | undefined;
  readonly type?: string | undefined;
  readonly state?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const position = keyset(z.tuple([z.string().refine(isStudyRightOid)]), {
  code: 'badRequest.queryParam.virheellinenOpiskeluoikeusOid' satisfies ErrorCode,
});

const COLUMNS = `sr.oid, sr.version AS versionumero, sr.learner_oid AS "oppijaOid", sr.institution_oid AS "oppilaitosOid",
  sr.source_id AS "lähdejärjestelmänId", sr.type AS tyyppi, sr.state AS tila, sr.start_date::text AS "alkamispäivä",
  sr.end_date::text AS "päättymispäivä", sr.invalidated`;

/** Study rights within reach, by oid; keyset pages. Invalidated ones are found by the support desk only (R161). */
@Injectable()
export class SearchStudyRightsQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly names: StudyRightNameRepository,
  ) {}

  async execute(actor: Actor, wanted: StudyRightSearch): Promise<StudyRightPage | Refusal> {
    const refusal = can(actor, 'list-study-rights');
    if (refusal !== null) return refusal;
    const { limit, cursor, ...criteria } = wanted;
    const { learnerOid } = criteria;
    const malformed = malformedOid(wanted);
    if (malformed !== null) return malformed;
    const [after] = position.keyIn(cursor) ?? [''];
    const page = { reach: reachOf(actor), invalidatedToo: can(actor, 'read-invalidated') === null, after, limit };
    return this.unitOfWork.run(async ({ sql }) => {
      const { name, text, values } = searchSql(COLUMNS, defined(criteria), page);
      const rows = await (name === null
        ? sql.query<Found[]>(text, values)
        : prepared<Found>(sql, { name, text }, values));
      const found = pageOf(
        rows,
        limit,
        (line) => line,
        (line) => position.cursorAfter([line.oid]),
      );
      // A caller who asks for a person learns something even when nothing is found.
      const asked = learnerOid === undefined || found.items.length > 0 ? [] : [{ ...actor, learnerOid }];
      const shown = found.items.map((line) => ({ institutionOid: line.oppilaitosOid, learnerOid: line.oppijaOid }));
      const line = { actor, action: 'list-study-rights', at: this.clock.now() };
      // What stands on one page needs no counting: so it is with a search for a person or an oid.
      const isAll = cursor === undefined && found.nextCursor === null;
      const oids = found.items.map(({ oid }) => oid);
      const [names, total] = await Promise.all([
        this.names.of(sql, oids),
        isAll ? rows.length : this.count(sql, wanted, page),
        auditPage(sql, [...shown, ...asked], line),
      ]);
      const items = found.items.map((one): StudyRightLine => {
        const { learner, institution, qualification } = names.get(one.oid) ?? NO_NAMES;
        return { ...one, oppijanNimi: learner, oppilaitoksenNimi: institution, tutkinto: qualification };
      });
      return { ...found, items, ...countedTotal(total) };
    });
  }

  private async count(
    sql: SqlRunner,
    { limit: _, cursor: __, ...criteria }: StudyRightSearch,
    within: { reach: Reach; invalidatedToo: boolean },
  ): Promise<number> {
    const { text, values } = countSql(defined(criteria), within);
    const [counted] = await sql.query<{ total: number }[]>(text, values);
    return counted?.total ?? 0;
  }
}

function malformedOid({ learnerOid, oid, institutionOid }: StudyRightSearch): Refusal | null {
  if (learnerOid !== undefined && !isLearnerOid(learnerOid)) {
    return refuse('badRequest.queryParam.virheellinenHenkilöOid');
  }
  if (institutionOid !== undefined && !isOrganisationOid(institutionOid)) {
    return refuse('badRequest.queryParam.virheellinenOrganisaatioOid');
  }
  if (oid !== undefined && !isStudyRightOid(oid)) return refuse('badRequest.queryParam.virheellinenOpiskeluoikeusOid');
  return null;
}

/** Only what was given: a condition that is not asked for is not asked of the database either. */
function defined(criteria: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(criteria).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
