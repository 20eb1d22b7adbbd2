import { addDays, type Condition, type Day } from '#kernel';
import type { ApplicationKind, RecognitionType } from '../../domain/application.js';
import { CONCLUDED_STATES, STATES_ON_THE_HANDLERS_LIST } from '../../domain/application.states.js';
import type { ApplicationState } from '../../domain/derive-application-state.js';
import { lastDayOfWeek, type Urgency, URGENCIES } from '../../domain/urgency.js';
import type { Awaited } from '../../domain/waits-for.js';

export type View = 'own' | 'handling' | 'others' | 'all';

/** What a list is sorted by; the id decides between equals. */
export type SortColumn = 'created' | 'submitted' | 'changed' | 'waiting' | 'urgency' | 'student';

export interface ListFilter {
  readonly states: readonly ApplicationState[];
  readonly applicationKind?: ApplicationKind | undefined;
  /** Of a part; where the list is of what is to be handled, of one that the person has to handle. So are the next three. */
  readonly type?: RecognitionType | undefined;
  readonly basisKind?: 'STUDY' | 'COMPETENCE' | undefined;
  readonly waitsFor?: Awaited | undefined;
  /** At least so many whole days, counted in Finland. */
  readonly waitedDays?: number | undefined;
  readonly programmeCode?: string | undefined;
  /** A piece of the student's name. */
  readonly text?: string | undefined;
}

/** Who asks, and what that person may see in the view of all applications. */
export interface ListReader {
  readonly institutionOid: string;
  readonly personId: string;
  readonly programmeCodes: readonly string[];
  /** What the rights matrix asks of their roles for reading an application: all conditions of one way. */
  readonly ways: readonly (readonly Condition[])[];
  /** Where the person can take over from others (R10): degree programmes; empty: all; null: nowhere. */
  readonly handlesIn: readonly string[] | null;
}

export interface ListSearch extends ListFilter {
  readonly view: View;
  /** On which urgency depends: the day of the list's first page, so that its pages are of one list also past midnight. */
  readonly today: Day;
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

/** Whose turn it is: since when parts that are not concluded wait, and since when those that are new. */
const turnOf = (open: string) => `CROSS JOIN LATERAL (
  SELECT min(coalesce(p.waiting_since, a.changed_at)) AS since, bool_and(p.outcome IS NOT NULL) AS decided,
         min(coalesce(p.waiting_since, a.changed_at)) FILTER (WHERE p.state = 'SENT') AS new_since
    FROM application_part p WHERE ${OF_APPLICATION} AND ${open}) AS turn`;
const FINNISH_DAY = (instant: string) => `(${instant} AT TIME ZONE 'Europe/Helsinki')::date`;
/** The last day on which the handling of a new application is begun in time; null where the institution has set no limit (R69, R73). */
const DUE_ON = `${FINNISH_DAY('turn.new_since')} + (
  SELECT setting.handling_limit_days FROM institution_setting setting WHERE setting.institution_oid = a.institution_oid)`;

/** A student's own list says what they have written; what was sent is what everybody else reads. */
const contentIn = (view: View) => (view === 'own' ? 'p.content' : '(coalesce(p.sent_content, p.content))');
const columns = (content: string) => `
  a.id, a.version, a.kind, a.number, a.student_id, a.handler_id, a.programme_code, a.created_at, a.submitted_at, a.changed_at,
  student.first_name || ' ' || student.last_name AS student_name,
  handler.first_name || ' ' || handler.last_name AS handler_name,
  programme.name AS programme_name,
  (SELECT jsonb_agg(jsonb_build_object('id', p.id, 'number', p.number, 'round', p.round, 'state', p.state, 'outcome', p.outcome,
            'handlerId', p.handler_id, 'handlerName', part_handler.first_name || ' ' || part_handler.last_name,
            'continuedInId', p.continued_in_id, 'type', ${content} -> 'type',
            'target', ${content} -> 'targets' -> 0, 'basis', ${content} -> 'bases' -> 0 -> 'name',
            'waitingSince', coalesce(p.waiting_since, a.changed_at)) ORDER BY p.number)
     FROM application_part p
     LEFT JOIN person_copy part_handler
            ON part_handler.institution_oid = p.institution_oid AND part_handler.person_id = p.handler_id
    WHERE ${OF_APPLICATION}) AS parts`;

/** A page of the list as SQL with its parameters; one row more than `limit` shows that there is a next page. */
export function pageSql(reader: ListReader, search: ListSearch): { sql: string; parameters: unknown[] } {
  const { bind, parameters } = binder(reader);
  const where = conditions(reader, search, bind);
  const urgency = urgencyOn(search.today, bind);
  const { value, type } = sortedBy(search, urgency, bind);
  const [compared, order] = search.descending ? ['<', 'DESC'] : ['>', 'ASC'];
  if (search.after) {
    where.push(`(${value}, a.id) ${compared} (${bind(search.after[0])}::${type}, ${bind(search.after[1])}::uuid)`);
  }
  const printed = type === 'text' ? value : printedTime(value);
  const sql = `
    SELECT ${columns(contentIn(search.view))}, 
           ${urgency} AS urgency, (${DUE_ON})::text AS due_on, ${printed} AS position
      FROM application a
      ${turnOf(isOpen(reader, search, bind))}
      ${STUDENT}
      LEFT JOIN person_copy handler ON handler.institution_oid = a.institution_oid AND handler.person_id = a.handler_id
      LEFT JOIN degree_programme_copy programme
             ON programme.institution_oid = a.institution_oid AND programme.programme_code = a.programme_code
     WHERE ${where.join(' AND ')}
     ORDER BY ${value} ${order}, a.id ${order}
     LIMIT ${bind(search.limit + 1)}`;
  return { sql, parameters };
}

/** How many rows each group of the list has, all together counted to one more than `COUNTED_TO`. */
export function countSql(reader: ListReader, search: ListSearch): { sql: string; parameters: unknown[] } {
  const { bind, parameters } = binder(reader);
  const where = conditions(reader, search, bind);
  const urgency = search.view === 'handling' ? urgencyOn(search.today, bind) : 'NULL::int';
  const joined = search.text === undefined ? '' : STUDENT;
  const turn =
    search.view === 'handling' || search.waitedDays !== undefined ? turnOf(isOpen(reader, search, bind)) : '';
  const sql = `
    SELECT counted.urgency, count(*)::int AS total
      FROM (SELECT ${urgency} AS urgency FROM application a ${turn} ${joined} WHERE ${where.join(' AND ')}
             LIMIT ${bind(COUNTED_TO + 1)}) AS counted
     GROUP BY counted.urgency ORDER BY counted.urgency`;
  return { sql, parameters };
}

function binder({ institutionOid }: ListReader): { bind: Bind; parameters: unknown[] } {
  const parameters: unknown[] = [institutionOid];
  return { parameters, bind: (value) => `$${parameters.push(value)}` };
}

function conditions(reader: ListReader, search: ListSearch, bind: Bind): string[] {
  const { states, applicationKind, programmeCode, text, waitedDays } = search;
  const where = ['a.institution_oid = $1', inView(reader, search, bind)];
  if (applicationKind !== undefined) where.push(`a.kind = ${bind(applicationKind)}`);
  const ofPart = conditionsOfPart(search, bind);
  if (ofPart.length > 0) {
    if (isOfSomeParts(search.view)) ofPart.push(isOpen(reader, search, bind));
    where.push(`EXISTS (SELECT FROM application_part p WHERE ${OF_APPLICATION} AND ${ofPart.join(' AND ')})`);
  }
  if (waitedDays !== undefined) {
    where.push(`${FINNISH_DAY('turn.since')} <= ${bind(addDays(search.today, -waitedDays))}::date`);
  }
  if (states.length > 0) where.push(`a.state = ANY (${bind(states)}::text[])`);
  if (programmeCode !== undefined) where.push(`a.programme_code = ${bind(programmeCode)}`);
  if (text !== undefined) {
    const like = bind(`%${text.replace(/[\\%_]/g, String.raw`\$&`)}%`);
    where.push(`(student.first_name || ' ' || student.last_name ILIKE ${like}
             OR student.last_name || ' ' || student.first_name ILIKE ${like})`);
  }
  return where;
}

const WAITS_FOR: Readonly<Record<Awaited, string>> = {
  STUDENT: `p.state IN ('DRAFT', 'RETURNED')`,
  HANDLER: `p.state IN ('SENT', 'IN_PROCESS') AND p.outcome IS NULL`,
  RECORDER: `p.state IN ('SENT', 'IN_PROCESS') AND p.outcome IS NOT NULL`,
};

function conditionsOfPart({ view, type, basisKind, waitsFor }: ListSearch, bind: Bind): string[] {
  const content = contentIn(view);
  return [
    ...(type === undefined ? [] : [`${content} ->> 'type' = ${bind(type)}`]),
    ...(basisKind === undefined
      ? []
      : [`${content} -> 'bases' @> jsonb_build_array(jsonb_build_object('kind', ${bind(basisKind)}::text))`]),
    ...(waitsFor === undefined ? [] : [WAITS_FOR[waitsFor]]),
  ];
}

/**
 * Own: the student's (R27). Handling: of which the person has an open part (R7, R21, R38). Others: of which the person can take an
 * undecided part over from another handler (R10, R15). All: what the person sees of the
 * institution's (#contracts, who-sees-an-application.ts); cancelled ones only for administrators who ask for that state (R38).
 */
function inView(reader: ListReader, { view, states }: ListSearch, bind: Bind): string {
  if (view === 'own') return `a.student_id = ${bind(reader.personId)}`;
  if (view === 'handling') return `a.id = ANY (ARRAY(${openPartsOf(reader, bind)}))`;
  if (view === 'others') {
    if (reader.handlesIn === null) return 'false';
    const inReach =
      reader.handlesIn.length === 0 ? 'true' : `a.programme_code = ANY (${bind(reader.handlesIn)}::text[])`;
    const open = isOpenForOthers(reader, bind);
    const ids = `SELECT p.application_id FROM application_part p WHERE p.institution_oid = $1 AND ${open}`;
    return `a.id = ANY (ARRAY(${ids})) AND a.student_id <> ${bind(reader.personId)} AND ${inReach}`;
  }
  const sent = `a.state <> 'DRAFT'`;
  // Whom nothing narrows looks after the institution's applications.
  if (reader.ways.some((conditions) => conditions.length === 0)) {
    return states.includes('CANCELLED') ? sent : `${sent} AND a.state <> 'CANCELLED'`;
  }
  const seen = reader.ways.map((conditions) =>
    conditions.map((condition) => isMet(condition, reader, bind)).join(' AND '),
  );
  return `${sent} AND a.state <> 'CANCELLED' AND (${['false', ...seen].join(' OR ')})`;
}

/** A condition of the rights matrix as `seesApplication` (#contracts) asks it of one application. */
function isMet(condition: Condition, { personId, programmeCodes }: ListReader, bind: Bind): string {
  switch (condition) {
    case 'HOLDS_THE_STEP':
      return `a.id IN (SELECT p.application_id FROM application_part p WHERE p.institution_oid = $1
                           AND p.handler_id = ${bind(personId)} AND p.state NOT IN ('DRAFT', 'CANCELLED'))`;
    case 'APPROVED':
      return `EXISTS (SELECT FROM application_part p WHERE ${OF_APPLICATION} AND p.outcome = 'APPROVED')`;
    case 'SAME_PROGRAMME':
      return `a.programme_code = ANY (${bind(programmeCodes)}::text[])`;
    case 'OWN_APPLICATION':
      return `a.student_id = ${bind(personId)}`;
    case 'NOT_OWN_APPLICATION':
      return `a.student_id <> ${bind(personId)}`;
  }
}

function openPartsOf(reader: ListReader, bind: Bind): string {
  return `SELECT p.application_id FROM application_part p WHERE p.institution_oid = $1 AND ${isOpenFor(reader, bind)}`;
}

function isOpenFor({ personId }: ListReader, bind: Bind): string {
  return `p.handler_id = ${bind(personId)} AND p.state = ANY (${bind(STATES_ON_THE_HANDLERS_LIST)}::text[])`;
}

/** The states stand in the text, not among its parameters: the index of these parts is found by them. */
function isOpenForOthers({ personId }: ListReader, bind: Bind): string {
  const states = STATES_ON_THE_HANDLERS_LIST.map((state) => `'${state}'`).join(', ');
  return `p.handler_id <> ${bind(personId)} AND p.outcome IS NULL AND p.state IN (${states})`;
}

/** A list about some parts of its applications, not about the whole. */
function isOfSomeParts(view: View): boolean {
  return view === 'handling' || view === 'others';
}

/**
 * The parts that a list is about: of what is to be handled the person's own, of what can be taken over the others', else all of
 * which something is still expected.
 */
function isOpen(reader: ListReader, { view }: ListSearch, bind: Bind): string {
  if (view === 'others') return isOpenForOthers(reader, bind);
  return view === 'handling' ? isOpenFor(reader, bind) : `p.state <> ALL (${bind(CONCLUDED_STATES)}::text[])`;
}

/** The place of an application's urgency in `URGENCIES`, from 1. */
function urgencyOn(today: Day, bind: Bind): string {
  const place = (urgency: Urgency) => URGENCIES.indexOf(urgency) + 1;
  return `CASE WHEN ${DUE_ON} < ${bind(today)}::date THEN ${place('OVERDUE')}
               WHEN ${DUE_ON} <= ${bind(lastDayOfWeek(today))}::date THEN ${place('DUE_THIS_WEEK')}
               WHEN turn.new_since IS NOT NULL THEN ${place('NEW')}
               WHEN turn.decided THEN ${place('AWAITS_RECORDING')}
               ELSE ${place('OTHER')} END`;
}

interface Sorted {
  readonly value: string;
  readonly type: 'timestamptz' | 'text';
}

const printedTime = (instant: string) => `to_char((${instant}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
// What waits for nobody comes last.
const WAITING_SINCE = `coalesce(turn.since, '9999-12-31Z')`;

function sortedBy({ sort, today }: ListSearch, urgency: string, bind: Bind): Sorted {
  switch (sort) {
    case 'created':
      return { value: 'a.created_at', type: 'timestamptz' };
    case 'submitted':
      return { value: 'coalesce(a.submitted_at, a.created_at)', type: 'timestamptz' };
    case 'changed':
      return { value: 'a.changed_at', type: 'timestamptz' };
    case 'student':
      return { value: NAME, type: 'text' };
    case 'waiting':
      return { value: WAITING_SINCE, type: 'timestamptz' };
    case 'urgency':
      // One text, so that a group is whole across pages; it begins with the day on which its groups depend.
      return {
        value: `(${bind(today)}::text || ' ' || ${urgency} || ' ' || ${printedTime(WAITING_SINCE)}) COLLATE "C"`,
        type: 'text',
      };
  }
}
