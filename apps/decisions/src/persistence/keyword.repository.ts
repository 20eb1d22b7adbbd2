import { Injectable } from '@nestjs/common';
import type { EventBodies } from '#contracts';
import { type CopyTable, keepNewest } from '#messaging';
import { prepared, type SqlRunner } from '#platform';
import type { Codeset } from '../domain/rules/keywords-are-live-in-the-codeset.js';

const KEYWORDS: CopyTable = {
  table: 'keyword_copy',
  key: ['institution_oid', 'code'],
  content: ['terms', 'fields_of_education', 'state', 'merged_into'],
};
const CODESET = {
  name: 'codeset-of-keywords',
  text: `
  SELECT EXISTS (SELECT FROM keyword_copy WHERE institution_oid = $1 AND state = 'LIVE') AS "isKept",
         ARRAY(SELECT code FROM keyword_copy
                WHERE institution_oid = $1 AND code = ANY ($2::text[]) AND state = 'LIVE') AS live`,
};

/** The copy of the codeset of keywords, and how often people have used them. */
@Injectable()
export class KeywordRepository {
  async keep(sql: SqlRunner, body: EventBodies['recognition-bank.keyword-changed.v1']): Promise<number> {
    const { institutionOid, code, version, terms, fieldsOfEducation, state, mergedInto } = body;
    const key = { institution_oid: institutionOid, code, version };
    return keepNewest(sql, KEYWORDS, [
      { ...key, terms, fields_of_education: fieldsOfEducation, state, merged_into: mergedInto },
    ]);
  }

  async codeset(sql: SqlRunner, institutionOid: string, keywords: readonly string[]): Promise<Codeset> {
    const [row] = await prepared<{ isKept: boolean; live: string[] }>(sql, CODESET, [institutionOid, keywords]);
    return { isKept: row?.isKept ?? false, live: new Set(row?.live) };
  }

  /** One more use of each by the person (R101). */
  async countUse(
    sql: SqlRunner,
    { institutionOid, deciderId, keywords }: { institutionOid: string; deciderId: string; keywords: readonly string[] },
  ): Promise<void> {
    if (keywords.length === 0) return;
    await sql.query(
      `INSERT INTO keyword_use AS used (institution_oid, person_id, code, uses)
       SELECT $1, $2, code, 1 FROM unnest($3::text[]) AS code ORDER BY code
       ON CONFLICT (institution_oid, person_id, code) DO UPDATE SET uses = used.uses + 1`,
      [institutionOid, deciderId, keywords],
    );
  }

  /** What a person has used is theirs, and goes with their name. */
  async forgetUse(sql: SqlRunner, personId: string): Promise<void> {
    await sql.query(`DELETE FROM keyword_use WHERE person_id = $1`, [personId]);
  }
}
