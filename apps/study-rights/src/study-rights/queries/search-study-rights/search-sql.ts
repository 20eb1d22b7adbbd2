import type { Reach } from '../../domain/study-right.js';
import { oidsOf } from '../../persistence/learner.repository.js';
import { COUNTED_TO } from '../counted-total.js';

/** What is looked for: every criterion given has to hold. */
export interface SearchCriteria {
  /** Any oid of one person: all oids of the person are looked for. */
  readonly learnerOid?: string;
  readonly oid?: string;
  readonly sourceId?: string;
  readonly institutionOid?: string;
  readonly type?: string;
  readonly state?: string;
}

/** Conditions of the criteria, each on a column of its own: the database chooses the index of the narrowest. */
const conditions: Readonly<Record<keyof SearchCriteria, (parameter: string) => string>> = {
  learnerOid: (parameter) => `sr.learner_oid = ANY(ARRAY(${oidsOf(parameter)}))`,
  oid: (parameter) => `sr.oid = ${parameter}`,
  sourceId: (parameter) => `sr.source_id = ${parameter}`,
  institutionOid: (parameter) => `sr.institution_oid = ${parameter}`,
  type: (parameter) => `sr.type = ${parameter}`,
  state: (parameter) => `sr.state = ${parameter}`,
};

/** Each of them leaves a handful of rows for any value: the plan is always the same and worth keeping. */
const narrow: readonly (keyof SearchCriteria)[] = ['learnerOid', 'oid', 'sourceId'];

/** Columns by which an organisation reaches a study right. Each is searched by itself: no index serves an "or". */
const waysToReach = ['sr.institution_oid', 'sr.koulutustoimija_oid'];

/** The statement that counts what the criteria find, to one more than `COUNTED_TO`; read along the same indexes as a page. */
export function countSql(
  criteria: SearchCriteria,
  within: { reach: Reach; invalidatedToo: boolean },
): { text: string; values: unknown[] } {
  const { text, values } = searchSql('sr.oid', criteria, { ...within, after: '', limit: COUNTED_TO });
  return { text: `SELECT count(*)::int AS total FROM (${text}) found`, values };
}

/**
 * The statement of one page in the order of oids, with one row more than the page shows. It holds no condition but those
 * that are asked for, so that each page is read along an index.
 * @returns also the name to prepare it by; null when the best plan depends on the values
 */
export function searchSql(
  columns: string,
  criteria: SearchCriteria,
  page: { reach: Reach; invalidatedToo: boolean; after: string; limit: number },
): { name: string | null; text: string; values: unknown[] } {
  const values: unknown[] = [page.after, page.limit + 1];
  const parameter = (value: unknown): string => `$${values.push(value)}`;
  const given = (Object.keys(conditions) as (keyof SearchCriteria)[]).filter((name) => criteria[name] !== undefined);
  const wanted = [
    'sr.oid > $1',
    ...(page.invalidatedToo ? [] : ['NOT sr.invalidated']),
    ...given.map((name) => conditions[name](parameter(criteria[name]))),
  ];
  const select = (...more: string[]): string =>
    `SELECT ${columns} FROM study_right sr WHERE ${[...wanted, ...more].join(' AND ')} ORDER BY sr.oid LIMIT $2`;
  const variant = [
    page.reach === null ? 'all' : 'own',
    page.invalidatedToo ? 'any' : 'live',
    ...given.map((criterion) => criterion.slice(0, 6)),
  ];
  const name = given.some((criterion) => narrow.includes(criterion)) ? `search-${variant.join('-')}` : null;
  if (page.reach === null) return { name, text: select(), values };
  const own = parameter(page.reach);
  const branches = waysToReach.map((column) => `(${select(`${column} = ${own}`)})`);
  return { name, text: `${branches.join(' UNION ')} ORDER BY oid LIMIT $2`, values };
}
