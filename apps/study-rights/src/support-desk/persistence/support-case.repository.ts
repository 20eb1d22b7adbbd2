import { Injectable } from '@nestjs/common';
import type { LocalisedText } from '#kernel';
import type { Actor, SqlRunner } from '#platform';
import type { InvalidationReason, Reach } from '../../study-rights/domain/study-right.js';
import type { HoksData } from '../../hoks/domain/hoks.js';
import { PersonNameRepository } from '../../persistence/person-name.repository.js';
import { localisedOf, type NamedCode, qualificationOf } from '../../study-rights/http/names-in-koski-data.js';
import type { OverrideBasis, SupportCase } from '../domain/support-case.js';
import type { SupportCaseState } from '../domain/support-case.states.js';
import { withinReach } from '../../study-rights/persistence/study-right.repository.js';

interface Row {
  id: string;
  seq: string;
  study_right_oid: string;
  hoks_id: number;
  reason: InvalidationReason;
  message: string | null;
  state: SupportCaseState;
  opened_by: string;
  opened_at: Date;
  proposed_by: string | null;
  proposed_at: Date | null;
  override_reason: string | null;
  confirmed: boolean | null;
  basis: OverrideBasis | null;
  closed_by: string | null;
  closed_at: Date | null;
  closing_reason: string | null;
  institution_oid: string;
  learner_oid: string;
  institution_name: unknown;
  tunniste: unknown;
}

/** A case with what its study right says now about whose it is. */
export interface StoredSupportCase {
  readonly supportCase: SupportCase;
  /** Where the case stands in the order of opening; pages go by it. */
  readonly seq: number;
  readonly institutionOid: string;
  readonly learnerOid: string;
  readonly institutionName: LocalisedText | null;
  /** What the study right is for: its first suoritus. */
  readonly qualification: NamedCode | null;
}

const COLUMNS = `c.id, c.seq, c.study_right_oid, c.hoks_id, c.reason, c.message, c.state, c.opened_by, c.opened_at,
  c.proposed_by, c.proposed_at, c.override_reason, c.confirmed, c.basis, c.closed_by, c.closed_at, c.closing_reason,
  sr.institution_oid, sr.learner_oid, sr.data #> '{suoritukset,0,koulutusmoduuli,tunniste}' AS tunniste,
  sr.data #> '{oppilaitos,nimi}' AS institution_name`;
const FROM = 'FROM support_case c JOIN study_right sr ON sr.oid = c.study_right_oid';
const LISTED = `${withinReach('$1')} AND ($2::text IS NULL OR c.state = $2) AND ($3::text IS NULL OR c.institution_oid = $3)
  AND ($4::boolean IS NULL OR (c.state IN ('OPEN', 'PROPOSED')) <> $4)`;

/** Which cases a list has. */
export interface ListedCases {
  readonly state: SupportCaseState | null;
  readonly institutionOid: string | null;
  /** Those that have come to their end, or those that have not; null: both. */
  readonly settled: boolean | null;
}

/** Table `support_case`. Whose a case is follows its study right. The names of those who take its steps are kept beside. */
@Injectable()
export class SupportCaseRepository {
  constructor(private readonly names: PersonNameRepository) {}

  async find(sql: SqlRunner, reach: Reach, id: string): Promise<StoredSupportCase | null> {
    return this.one(sql, `SELECT ${COLUMNS} ${FROM} WHERE c.id = $2 AND ${withinReach('$1')}`, [reach, id]);
  }

  /** The case, row-locked. Lock its study right first, as every step does. */
  async findForUpdate(sql: SqlRunner, reach: Reach, id: string): Promise<StoredSupportCase | null> {
    const select = `SELECT ${COLUMNS} ${FROM} WHERE c.id = $2 AND ${withinReach('$1')} FOR UPDATE OF c`;
    return this.one(sql, select, [reach, id]);
  }

  /** The case of a study right that is not at its end; there is one at most. Lock the study right first. */
  async openOf(sql: SqlRunner, reach: Reach, studyRightOid: string): Promise<StoredSupportCase | null> {
    return this.one(
      sql,
      `SELECT ${COLUMNS} ${FROM}
       WHERE c.study_right_oid = $2 AND c.state IN ('OPEN', 'PROPOSED') AND ${withinReach('$1')}`,
      [reach, studyRightOid],
    );
  }

  /** A page in the order of opening. */
  async page(
    sql: SqlRunner,
    reach: Reach,
    wanted: ListedCases & { after: number; limit: number },
  ): Promise<StoredSupportCase[]> {
    const rows = await sql.query<Row[]>(
      `SELECT ${COLUMNS} ${FROM}
       WHERE ${LISTED} AND c.seq > $5 ORDER BY c.seq LIMIT $6`,
      [reach, wanted.state, wanted.institutionOid, wanted.settled, wanted.after, wanted.limit],
    );
    return rows.map(storedOf);
  }

  /** How many cases the whole list has. @param most counted so far */
  async count(sql: SqlRunner, reach: Reach, wanted: ListedCases, most: number): Promise<number> {
    const [row] = await sql.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM (SELECT ${FROM} WHERE ${LISTED} LIMIT $5) counted`,
      [reach, wanted.state, wanted.institutionOid, wanted.settled, most],
    );
    return row?.total ?? 0;
  }

  /** The content of the HOKS when the override was proposed that is still awaiting another person; null at other times. */
  async hoksAtProposal(sql: SqlRunner, reach: Reach, id: string): Promise<HoksData | null> {
    const [row] = await sql.query<{ data: HoksData | null }[]>(
      `SELECT c.hoks_at_proposal AS data ${FROM} WHERE c.id = $2 AND ${withinReach('$1')}`,
      [reach, id],
    );
    return row?.data ?? null;
  }

  async insert(sql: SqlRunner, institutionOid: string, supportCase: SupportCase, opener: Actor): Promise<void> {
    await this.names.keepPerson(sql, opener, supportCase.opened.at);
    await sql.query(
      `INSERT INTO support_case (institution_oid, id, study_right_oid, hoks_id, reason, message, state, opened_by, opened_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        institutionOid,
        supportCase.id,
        supportCase.studyRightOid,
        supportCase.hoksId,
        supportCase.reason,
        supportCase.message,
        supportCase.state,
        supportCase.opened.by,
        supportCase.opened.at,
      ],
    );
  }

  /**
   * Stores the next state of a case that this transaction has locked; with a proposal the HOKS as it is, for as long as the
   * proposal stands.
   */
  async update(
    sql: SqlRunner,
    institutionOid: string,
    supportCase: SupportCase,
    by: { actor: Actor; at: Date },
  ): Promise<void> {
    const { proposal, closed } = supportCase;
    await this.names.keepPerson(sql, by.actor, by.at);
    await sql.query(
      `UPDATE support_case SET institution_oid = $1, state = $3, proposed_by = $4, proposed_at = $5, override_reason = $6,
         confirmed = $7, basis = $8, closed_by = $9, closed_at = $10, closing_reason = $11,
         hoks_at_proposal = CASE WHEN $3 = 'PROPOSED' THEN (SELECT data FROM hoks WHERE id = ($8::jsonb->>'hoksId')::int) END
       WHERE id = $2 AND state IN ('OPEN', 'PROPOSED')`,
      [
        ...[institutionOid, supportCase.id, supportCase.state],
        ...[proposal?.by ?? null, proposal?.at ?? null, proposal?.reason ?? null, proposal?.confirmed ?? null],
        proposal === null ? null : JSON.stringify(proposal.basis),
        ...[closed?.by ?? null, closed?.at ?? null, closed?.reason ?? null],
      ],
    );
  }

  private async one(sql: SqlRunner, select: string, values: unknown[]): Promise<StoredSupportCase | null> {
    const [row] = await sql.query<Row[]>(select, values);
    return row === undefined ? null : storedOf(row);
  }
}

function storedOf(row: Row): StoredSupportCase {
  return {
    supportCase: {
      id: row.id,
      studyRightOid: row.study_right_oid,
      hoksId: row.hoks_id,
      reason: row.reason,
      message: row.message,
      state: row.state,
      opened: { by: row.opened_by, at: row.opened_at },
      proposal: proposalOf(row),
      closed:
        row.closed_by === null || row.closed_at === null
          ? null
          : { by: row.closed_by, at: row.closed_at, reason: row.closing_reason },
    },
    seq: Number(row.seq),
    institutionOid: row.institution_oid,
    learnerOid: row.learner_oid,
    institutionName: localisedOf(row.institution_name),
    qualification: qualificationOf(row.tunniste),
  };
}

function proposalOf(row: Row): SupportCase['proposal'] {
  const { proposed_by: by, proposed_at: at, override_reason: reason, confirmed, basis } = row;
  if (by === null || at === null || reason === null || confirmed === null || basis === null) return null;
  return { by, at, reason, confirmed, basis };
}
