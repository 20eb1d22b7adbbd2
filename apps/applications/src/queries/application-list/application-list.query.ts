import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { UnitOfWork } from '#messaging';
import { type Actor, Clock, idColumn, instantColumn, pageOf, writeAudit } from '#platform';
import type { ApplicationPage } from '../../http/answer-shapes.js';
import { listCursor } from '../../http/list-cursor.js';
import { authorise } from '../../use-cases/authorise.js';
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
  readonly sort?: SortColumn | `-${SortColumn}` | undefined;
  /** 1–100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

const USUAL_ORDER = { own: '-created', handling: 'submitted', all: '-submitted' } as const satisfies Record<
  View,
  PageRequest['sort']
>;

/** The value that the list is sorted by as PostgreSQL prints it, to the microsecond; and the id, because values can be equal. */
const byTime = listCursor(z.tuple([instantColumn, idColumn]));
const byName = listCursor(z.tuple([z.string(), idColumn]));

@Injectable()
export class ApplicationListQuery {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** One page; the reading leaves an audit line that names the applications on it. */
  async execute(actor: Actor, request: PageRequest): Promise<ApplicationPage> {
    const { view } = request;
    authorise(actor, `list-${view}`);
    const position = sortOf(request).endsWith('student') ? byName : byTime;
    const search = searchOf(request, position.keyIn(request.cursor));
    const [page, count] = [pageSql(readerOf(actor), search), countSql(readerOf(actor), search)];
    return this.unitOfWork.run(async ({ sql }) => {
      const [rows, [counted]] = await Promise.all([
        sql.query<ItemRow[]>(page.sql, page.parameters),
        sql.query<{ total: number }[]>(count.sql, count.parameters),
      ]);
      const shown = pageOf(
        rows,
        request.limit,
        (row) => applicationListItem(row, actor.personId, view),
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
      const total = counted?.total ?? 0;
      return { ...shown, total: Math.min(total, COUNTED_TO), totalIsExact: total <= COUNTED_TO };
    });
  }
}

function sortOf({ view, sort = USUAL_ORDER[view] }: PageRequest): NonNullable<PageRequest['sort']> {
  return sort;
}

function searchOf(request: PageRequest, after: ListSearch['after']): ListSearch {
  const sort = sortOf(request);
  return { ...request, sort: sort.replace('-', '') as SortColumn, descending: sort.startsWith('-'), after };
}

function readerOf({ institutionOid, personId, roles }: Actor): ListReader {
  return {
    ...{ institutionOid, personId },
    administrates: roles.includes('ADMIN'),
    handles: roles.includes('HANDLER') || roles.includes('DECISION_MAKER'),
    records: roles.includes('RECORDER'),
  };
}
