import { STATES_ON_THE_HANDLERS_LIST } from '../../domain/application.states.js';
import type { ApplicationState } from '../../domain/derive-application-state.js';

export type View = 'own' | 'handling' | 'all';

/** What a list is sorted by; the id decides between equals. */
export type SortColumn = 'created' | 'submitted' | 'changed' | 'waiting' | 'student';

export interface ListFilter {
  readonly states: readonly ApplicationState[];
  readonly programmeCode?: string | undefined;
  /** A piece of the student's name. */
  readonly text?: string | undefined;
}

/** Who asks, and what that person may see in the view of all applications. */
export interface ListReader {
  readonly institutionOid: string;
  readonly personId: string;
  readonly administrates: boolean;
  readonly handles: boolean;
  readonly records: boolean;
}

export interface ListSearch extends ListFilter {
  readonly view: View;
  readonly sort: SortColumn;
  readonly descending: boolean;
  readonly limit: number;
  readonly after: readonly [value: string, id: string] | undefined;
}

/** Rows are counted to here. */
export const COUNTED_TO = 10_000;

type Bind = (value: unknown) => string;

const OF_APPLICATION = 'p.institution_oid = a.institution_oid AND p.application_id = a.id';
const STUDENT = `LEFT JOIN person_copy student ON student.institution_oid = a.institution_oid AND student.person_id = a.student_id`;
/** Family name first, as lists of people are ordered; without regard to case. */
const NAME = `lower(coalesce(student.last_name || ' ' || student.first_name, ''))`;

/** A student's own list says what they have written; what was sent is what everybody else reads. */
const columns = (content: string) => `
  a.id, a.version, a.kind, a.number, a.student_id, a.handler_id, a.programme_code, a.created_at, a.submitted_at, a.changed_at,
  student.first_name || ' ' || student.last_name AS student_name,
  handler.first_name || ' ' || handler.last_name AS handler_name,
  programme.name AS programme_name,
  (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'state', p.state, 'outcome', p.outcome,
            'handlerId', p.handler_id, 'continuedInId', p.continued_in_id, 'type', ${content} -> 'type',
            'target', ${content} -> 'targets' -> 0, 'basis', ${content} -> 'bases' -> 0 -> 'name',
            'waitingSince', coalesce(p.waiting_since, a.changed_at)) ORDER BY p.number)
     FROM application_part p WHERE ${OF_APPLICATION}) AS parts`;

/** A page of the list as SQL with its parameters; one row more than `limit` shows that there is a next page. */
export function pageSql(reader: ListReader, search: ListSearch): { sql: string; parameters: unknown[] } {
  const { bind, parameters } = binder(reader);
  const where = conditions(reader, search, bind);
  const { value, type } = sortedBy(reader, search, bind);
  const [compared, order] = search.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  if (search.after) {
    where.push(`(${value}, a.id) ${compared} (${bind(search.after[0])}::${type}, ${bind(search.after[1])}::uuid)`);
  }
  const printed = type === 'text' ? value : `to_char((${value}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const sql = `
    SELECT ${columns(search.view === 'own' ? 'p.content' : 'coalesce(p.sent_content, p.content)')}, ${printed} AS position
      FROM application a
      ${STUDENT}
      LEFT JOIN person_copy handler ON handler.institution_oid = a.institution_oid AND handler.person_id = a.handler_id
      LEFT JOIN degree_programme_copy programme
             ON programme.institution_oid = a.institution_oid AND programme.programme_code = a.programme_code
     WHERE ${where.join(' AND ')}
     ORDER BY ${value} ${order}, a.id ${order}
     LIMIT ${bind(search.limit + 1)}`;
  return { sql, parameters };
}

/** How many rows the whole list has, counted to one more than `COUNTED_TO`. */
export function countSql(reader: ListReader, search: ListSearch): { sql: string; parameters: unknown[] } {
  const { bind, parameters } = binder(reader);
  const where = conditions(reader, search, bind);
  const joined = search.text === undefined ? '' : STUDENT;
  const sql = `
    SELECT count(*)::int AS total
      FROM (SELECT FROM application a ${joined} WHERE ${where.join(' AND ')} LIMIT ${bind(COUNTED_TO + 1)}) AS counted`;
  return { sql, parameters };
}

function binder({ institutionOid }: ListReader): { bind: Bind; parameters: unknown[] } {
  const parameters: unknown[] = [institutionOid];
  return { parameters, bind: (value) => `$${parameters.push(value)}` };
}

function conditions(reader: ListReader, search: ListSearch, bind: Bind): string[] {
  const { states, programmeCode, text } = search;
  const where = ['a.institution_oid = $1', inView(reader, search, bind)];
  if (states.length > 0) where.push(`a.state = ANY (${bind(states)}::text[])`);
  if (programmeCode !== undefined) where.push(`a.programme_code = ${bind(programmeCode)}`);
  if (text !== undefined) {
    const like = bind(`%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`);
    where.push(`(student.first_name || ' ' || student.last_name ILIKE ${like}
             OR student.last_name || ' ' || student.first_name ILIKE ${like})`);
  }
  return where;
}

/**
 * Own: the student's (R27). Handling: of which the person has an open part (R7, R21, R38). All: what the person sees of the
 * institution's (#contracts, who-sees-an-application.ts); cancelled ones only for administrators who ask for that state (R38).
 */
function inView(reader: ListReader, { view, states }: ListSearch, bind: Bind): string {
  if (view === 'own') return `a.student_id = ${bind(reader.personId)}`;
  if (view === 'handling') return `a.id = ANY (ARRAY(${openPartsOf(reader, bind)}))`;
  const sent = `a.state <> 'DRAFT'`;
  if (reader.administrates) return states.includes('CANCELLED') ? sent : `${sent} AND a.state <> 'CANCELLED'`;
  const seen = ['false'];
  if (reader.handles) {
    seen.push(`a.id IN (SELECT p.application_id FROM application_part p WHERE p.institution_oid = $1
                           AND p.handler_id = ${bind(reader.personId)} AND p.state NOT IN ('DRAFT', 'CANCELLED'))`);
  }
  if (reader.records) {
    seen.push(`EXISTS (SELECT FROM application_part p WHERE ${OF_APPLICATION} AND p.outcome = 'APPROVED')`);
  }
  return `${sent} AND a.state <> 'CANCELLED' AND (${seen.join(' OR ')})`;
}

function openPartsOf(reader: ListReader, bind: Bind): string {
  return `SELECT p.application_id FROM application_part p WHERE p.institution_oid = $1 AND ${isOpenFor(reader, bind)}`;
}

function isOpenFor({ personId }: ListReader, bind: Bind): string {
  return `p.handler_id = ${bind(personId)} AND p.state = ANY (${bind(STATES_ON_THE_HANDLERS_LIST)}::text[])`;
}

interface Sorted {
  readonly value: string;
  readonly type: 'timestamptz' | 'text';
}

function sortedBy(reader: ListReader, { sort, view }: ListSearch, bind: Bind): Sorted {
  switch (sort) {
    case 'created':
      return { value: 'a.created_at', type: 'timestamptz' };
    case 'submitted':
      return { value: 'coalesce(a.submitted_at, a.created_at)', type: 'timestamptz' };
    case 'changed':
      return { value: 'a.changed_at', type: 'timestamptz' };
    case 'student':
      return { value: NAME, type: 'text' };
    case 'waiting': {
      const waiting = view === 'handling' ? isOpenFor(reader, bind) : `p.state NOT IN ('CANCELLED', 'HANDLED')`;
      const since = `SELECT min(coalesce(p.waiting_since, a.changed_at)) FROM application_part p WHERE ${OF_APPLICATION} AND ${waiting}`;
      // What waits for nobody comes last.
      return { value: `coalesce((${since}), '9999-12-31Z')`, type: 'timestamptz' };
    }
  }
}
