import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Day, finnishDay, isPlausibleDay, waysTo } from '#kernel';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, idColumn, instantColumn, type Keyset, pageOf, writeAudit } from '#platform';
import type { ApplicationPage } from '../../http/answer-shapes.js';
import { listCursor } from '../../http/list-cursor.js';
import type { ActingPerson } from '../../domain/acting-person.js';
import { URGENCIES } from '../../domain/urgency.js';
import { actingPerson } from '../../persistence/acting-people.js';
import { authorise, type Authorised } from '../../use-cases/authorise.js';
import { applicationListItem, type ItemRow } from './application-list-item.js';
import {
  COUNTED_TO,
  countSql,
  type ListFilter,
  type ListReader,
  type ListSearch,
  pageSql,
  type SortColumn,
  type View,
} from './application-list.sql.js';

export interface PageRequest extends ListFilter {
  readonly view: View;
  /** With `-` in front: the greatest first. */
  readonly sort?: SortColumn | `-${Exclude<SortColumn, 'urgency'>}` | undefined;
  /** 1–100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const USUAL_ORDER = {
  own: '-created',
  handling: 'urgency',
  others: 'waiting',
  all: '-submitted',
} as const satisfies Record<View, PageRequest['sort']>;

/** The value that the list is sorted by as PostgreSQL prints it, to the microsecond; and the id, because values can be equal. */
const byTime = listCursor(z.tuple([instantColumn, idColumn]));
const byName = listCursor(z.tuple([z.string(), idColumn]));
/** The day that the groups are of, the group, and since when the row waits. */
const byUrgency = listCursor(
  z.tuple([
    z.string().refine((at) => /^\d{4}-\d{2}-\d{2} [1-5] \S+$/.test(at) && isPlausibleDay(at.slice(0, DAY_LENGTH))),
    idColumn,
  ]),
);
const DAY_LENGTH = 'YYYY-MM-DD'.length;

@Injectable()
export class ApplicationListQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One page; the reading leaves an audit line that names the applications on it. */
  async execute(actor: Actor, request: PageRequest): Promise<ApplicationPage> {
    const { view } = request;
    const position = cursorOf(sortOf(request));
    const today = finnishDay(this.clock.now());
    const search = searchOf(request, today, position.keyIn(request.cursor));
    return this.unitOfWork.run(async ({ sql }) => {
      const viewer = await actingPerson(sql, await authorise(sql, actor, `list-${view}`), today);
      const reader = listReader(viewer);
      const [page, count] = [pageSql(reader, search), countSql(reader, search)];
      const [rows, counted] = await Promise.all([
        sql.query<ItemRow[]>(page.sql, page.parameters),
        sql.query<CountedGroup[]>(count.sql, count.parameters),
      ]);
      const shown = pageOf(
        rows,
        request.limit,
        (row) => applicationListItem(row, viewer, view),
        (last) => position.cursorAfter([last.position, last.id]),
      );
      await writeAudit(sql, {
        institutionOid: actor.institutionOid,
        actorId: actor.personId,
        action: `list-${view}`,
        targetKind: 'application-list',
        targetId: view,
        subjectPersonId: view === 'own' ? actor.personId : null,
        details: { applicationIds: shown.items.map((item) => item.id) },
        at: this.clock.now(),
      });
      const total = counted.reduce((sum, group) => sum + group.total, 0);
      return {
        ...{ ...shown, total: Math.min(total, COUNTED_TO), totalIsExact: total <= COUNTED_TO },
        groups: counted.flatMap((group) => {
          const urgency = URGENCIES[(group.urgency ?? 0) - 1];
          return urgency ? [{ urgency, total: group.total }] : [];
        }),
      };
    });
  }
}

interface CountedGroup {
  /** Its place in `URGENCIES`, from 1; null where a list has no groups. */
  readonly urgency: number | null;
  readonly total: number;
}

function cursorOf(sort: NonNullable<PageRequest['sort']>): Keyset<[string, string]> {
  if (sort === 'urgency') return byUrgency;
  return sort.endsWith('student') ? byName : byTime;
}

function sortOf({ view, sort = USUAL_ORDER[view] }: PageRequest): NonNullable<PageRequest['sort']> {
  return sort;
}

function searchOf(request: PageRequest, day: Day, after: ListSearch['after']): ListSearch {
  const sort = sortOf(request);
  const today = sort === 'urgency' && after ? after[0].slice(0, DAY_LENGTH) : day;
  return { ...request, sort: sort.replace('-', '') as SortColumn, descending: sort.startsWith('-'), today, after };
}

/** Their own applications are in a view of their own. */
function listReader(reader: Authorised & ActingPerson): ListReader {
  const { institutionOid, personId, programmeCodes, handlesIn } = reader;
  const ways = waysTo(reader, 'read-application').filter((conditions) => !conditions.includes('OWN_APPLICATION'));
  return { institutionOid, personId, programmeCodes, ways, handlesIn };
}
