import type { ServiceName } from '#contracts';

/** Asks the database of one service. */
export type Ask = <R extends object>(service: ServiceName, statement: string) => Promise<R[]>;

/** Something two databases see differently. Ids only, no personal data. */
export interface Disagreement {
  /** Which pair of facts is compared. */
  readonly about: string;
  readonly id: string;
  /** What each side says; `nothing` where it has no such row. */
  readonly left: string;
  readonly right: string;
}

interface Side {
  readonly service: ServiceName;
  /** A query with the columns id (text) and says (text). */
  readonly select: string;
}

interface Comparison {
  readonly about: string;
  readonly left: Side;
  readonly right: Side;
  /** `left`: ignores what only the right side has. */
  readonly onlyOf?: 'left' | 'right';
}

const COMPARISONS: readonly Comparison[] = [
  {
    about: 'applications and cases: version last published, state of each part',
    left: {
      service: 'applications',
      select: `SELECT institution_oid || '/' || id AS id, 'version ' || told_version AS says FROM application WHERE told_version > 0`,
    },
    right: {
      service: 'decisions',
      select: `SELECT institution_oid || '/' || application_id AS id, 'version ' || version AS says FROM application_case`,
    },
  },
  {
    about: 'parts of applications and of cases, where nothing unpublished has happened since',
    left: {
      service: 'applications',
      select: `SELECT part.institution_oid || '/' || part.id AS id, concat_ws(' ', part.state, outcome, 'round', round, part.handler_id) AS says
                 FROM application_part part JOIN application a ON a.institution_oid = part.institution_oid AND a.id = application_id
                WHERE told_version = version`,
    },
    right: {
      service: 'decisions',
      select: `SELECT institution_oid || '/' || part_id AS id, concat_ws(' ', state, outcome, 'round', round, handler_id) AS says FROM case_part`,
    },
    onlyOf: 'left',
  },
  {
    about: 'confirmed decisions of parts and final decisions',
    left: {
      service: 'applications',
      select: `SELECT institution_oid || '/' || decision_id AS id, concat_ws(' ', outcome, CASE WHEN outcome = 'APPROVED' AND state = 'HANDLED' THEN 'recorded' END) AS says
                 FROM application_part WHERE decision_id IS NOT NULL`,
    },
    right: {
      service: 'decisions',
      select: `SELECT institution_oid || '/' || id AS id, concat_ws(' ', outcome, CASE WHEN state = 'RECORDED' THEN 'recorded' END) AS says
                 FROM decision WHERE state IN ('FINAL', 'RECORDED')`,
    },
  },
  {
    about: 'no decision is left without an answer',
    left: {
      service: 'decisions',
      select: `SELECT institution_oid || '/' || id AS id, state AS says FROM decision WHERE state = 'PROPOSED'`,
    },
    right: { service: 'decisions', select: `SELECT '' AS id, '' AS says WHERE false` },
  },
  {
    about: 'recorded decisions and precedents, by bank key',
    left: {
      service: 'decisions',
      select: `SELECT institution_oid || '/' || bank_key AS id, 'is there' AS says FROM decision WHERE bank_key IS NOT NULL`,
    },
    right: {
      service: 'recognition-bank',
      select: `SELECT institution_oid || '/' || bank_key AS id, 'is there' AS says FROM precedent`,
    },
  },
  {
    about: 'study rights and their copies in applications',
    left: {
      service: 'study-rights',
      select: `SELECT institution_oid || '/' || oid AS id, concat_ws(' ', 'version', version, CASE WHEN invalidated THEN 'invalidated' END) AS says FROM study_right
               UNION ALL SELECT institution_oid || '/' || id, 'version ' || version FROM higher_education_study_right`,
    },
    right: {
      service: 'applications',
      select: `SELECT institution_oid || '/' || study_right_id AS id, concat_ws(' ', 'version', version, CASE WHEN invalidated THEN 'invalidated' END) AS says
                 FROM study_right_copy`,
    },
  },
  {
    about: 'higher-education study rights and their copies in decisions',
    left: {
      service: 'study-rights',
      select: `SELECT institution_oid || '/' || id AS id, 'version ' || version AS says FROM higher_education_study_right`,
    },
    right: {
      service: 'decisions',
      select: `SELECT institution_oid || '/' || study_right_id AS id, 'version ' || version AS says FROM study_right_copy`,
    },
  },
  ...copiesOfOneSource(
    'persons',
    ['applications', 'person_copy', 'person_id'],
    ['notifications', 'person', 'person_id'],
  ),
  ...copiesOfOneSource(
    'courses',
    ['applications', 'course_copy', 'course_code'],
    ['decisions', 'course_copy', 'course_code'],
  ),
  ...copiesOfOneSource(
    'degree programmes',
    ['applications', 'degree_programme_copy', 'programme_code'],
    ['decisions', 'programme_copy', 'programme_code'],
  ),
];

type Copy = readonly [service: ServiceName, table: string, id: string];

/** Two copies of what the university publishes. */
function copiesOfOneSource(what: string, left: Copy, right: Copy): Comparison[] {
  const side = ([service, table, id]: Copy): Side => ({
    service,
    select: `SELECT institution_oid || '/' || ${id} AS id, 'version ' || version AS says FROM ${table}`,
  });
  return [{ about: `${what}, in ${left[0]} and ${right[0]}`, left: side(left), right: side(right) }];
}

/**
 * Where the five databases disagree; empty once everything has arrived. Call it when nothing is on its way
 * any more, or until it is empty: `await eventually('they agree', async () => (await disagreements(ask)).length === 0)`.
 */
export async function disagreements(ask: Ask): Promise<Disagreement[]> {
  const found = await Promise.all(COMPARISONS.map((comparison) => compared(ask, comparison)));
  return found.flat();
}

async function compared(ask: Ask, { about, left, right, onlyOf }: Comparison): Promise<Disagreement[]> {
  const [says, replies] = await Promise.all([answers(ask, left), answers(ask, right)]);
  const ids =
    onlyOf === 'left'
      ? says.keys()
      : onlyOf === 'right'
        ? replies.keys()
        : new Set([...says.keys(), ...replies.keys()]);
  return [...ids]
    .map((id) => ({ about, id, left: says.get(id) ?? 'nothing', right: replies.get(id) ?? 'nothing' }))
    .filter((pair) => pair.left !== pair.right);
}

async function answers(ask: Ask, { service, select }: Side): Promise<Map<string, string>> {
  const rows = await ask<{ id: string; says: string }>(service, select);
  return new Map(rows.map(({ id, says }) => [id, says]));
}
