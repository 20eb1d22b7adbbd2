import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#kernel';
import type { SqlRunner } from '#platform';
import { localisedOf, type NamedCode, qualificationOf } from '../http/names-in-koski-data.js';

/** What people call a study right: by its learner, its oppilaitos and what it is for. */
export interface StudyRightNames {
  /** Null: the learner came by oid alone, and nobody has given a name. */
  readonly learner: string | null;
  readonly institution: LocalisedText | null;
  /** Of the first suoritus. */
  readonly qualification: NamedCode | null;
}

export const NO_NAMES: StudyRightNames = { learner: null, institution: null, qualification: null };

interface Row {
  readonly oid: string;
  readonly learner: string;
  readonly institution: unknown;
  readonly tunniste: unknown;
}

/** Names beside study rights that somebody may see already: as their senders have given them. */
@Injectable()
export class StudyRightNameRepository {
  /** By oid of study right. @param oids those of one page */
  async of(sql: SqlRunner, oids: readonly string[]): Promise<ReadonlyMap<string, StudyRightNames>> {
    if (oids.length === 0) return new Map();
    const rows = await sql.query<Row[]>(
      `SELECT sr.oid, concat_ws(' ', coalesce(l.kutsumanimi, l.etunimet), l.sukunimi) AS learner,
         sr.data #> '{oppilaitos,nimi}' AS institution, sr.data #> '{suoritukset,0,koulutusmoduuli,tunniste}' AS tunniste
       FROM study_right sr LEFT JOIN learner l ON l.oid = sr.learner_oid WHERE sr.oid = ANY($1)`,
      [oids],
    );
    return new Map(
      rows.map(({ oid, learner, institution, tunniste }) => [
        oid,
        {
          learner: learner === '' ? null : learner,
          institution: localisedOf(institution),
          qualification: qualificationOf(tunniste),
        },
      ]),
    );
  }
}
