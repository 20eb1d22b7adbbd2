import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/generated/applications';
import { orderOf, type ListOrder, type ListSearch, type ListView } from '../../api/list-search';
import type { Move } from '../../handover/use-handover';
import { useUnsettledDecisions } from '../../live/unsettled-decisions';
import { useSession } from '../../session/session-store';
import { number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { Tag } from '../../ui/tag';
import { useRowKeys } from '../../ui/use-row-keys';
import { linkTo } from './link-to';
import { RowActions } from './row-actions';
import { StateOf, Subject, Waiting } from './row-cells';
import type { SteadyRow } from './steady-rows';
import { useMoves } from './use-moves';
import type { ListedApplication } from '../../api/handling-list';

type Row = SteadyRow<ListedApplication>;
type Groups = components['schemas']['ApplicationPage']['groups'];

interface WorkRowsProps {
  readonly view: ListView;
  readonly rows: readonly Row[];
  /** By how many rows each group has; none: the list has no groups. */
  readonly groups: Groups;
  readonly search: ListSearch;
  readonly onSort: (order: ListOrder) => void;
  readonly empty: ReactNode;
  readonly more: DataTableProps<Row>['more'];
}

const idOf = ({ row }: Row) => row.id;
const groupOf = ({ group }: Row) => group ?? 'OTHER';

export function WorkRows({ view, rows, groups, empty, search, onSort, more }: WorkRowsProps) {
  const { t } = useTranslation('work-list');
  const navigate = useNavigate();
  const { person } = useSession();
  const chosen = useRowKeys({
    ...{ rows, idOf },
    // What others handle is opened by being taken over.
    open: ({ row }) => {
      if (view !== 'others') void navigate(linkTo(view, row, person.id, search));
    },
    texts: { next: t('nextRow'), previous: t('previousRow'), open: t('openRow') },
  });
  const { start, dialog } = useMoves(rows, chosen);
  const columns = useColumns(view, search, onSort, start);
  const titleOf = (urgency: string) => {
    const total = groups.find((group) => group.urgency === urgency)?.total ?? 0;
    return t('groupOf', { name: t(`group.${urgency}`), total: number(total) });
  };
  return (
    <>
      {dialog}
      <DataTable
        caption={t(`title.${view}`)}
        columns={columns}
        rows={rows}
        idOf={idOf}
        empty={empty}
        current={chosen}
        groups={groups.length > 0 ? { of: groupOf, title: titleOf } : undefined}
        isPale={({ left }) => left}
        more={more}
      />
    </>
  );
}

function useColumns(
  view: ListView,
  search: ListSearch,
  onSort: WorkRowsProps['onSort'],
  onMove: (move: Move, row: ListedApplication) => void,
): readonly Column<Row>[] {
  const { t } = useTranslation('work-list');
  const { person } = useSession();
  const say = useNames();
  const unsettled = useUnsettledDecisions();
  return useMemo(() => {
    const order = orderOf(view, search);
    const sorted = (by: ListOrder, direction: 'ascending' | 'descending' = 'ascending') =>
      ({ direction: order === by ? direction : 'none', onSort: () => onSort(by) }) as const;
    return [
      {
        key: 'student',
        share: 1.4,
        title: t('student'),
        heads: true,
        sort: sorted('student'),
        cell: ({ row }) => {
          const name = <bdi>{row.studentName ?? t('nameless')}</bdi>;
          return view === 'others' ? name : <Link {...linkTo(view, row, person.id, search)}>{name}</Link>;
        },
      },
      {
        key: 'programme',
        share: 1.6,
        title: t('programme'),
        cell: ({ row: { programmeName, programmeCode } }) => (programmeName ? say(programmeName) : programmeCode),
      },
      {
        key: 'target',
        share: 1.8,
        title: t('target'),
        cell: ({ row }) => (
          <>
            {row.kind === 'PRELIMINARY' ? <Tag>{t('kind.PRELIMINARY')}</Tag> : null} <Subject row={row} />
          </>
        ),
      },
      {
        key: 'state',
        share: 1.4,
        title: t('state'),
        cell: (steady) => (
          <StateOf
            {...steady}
            unsettled={unsettled?.filter(({ applicationId }) => applicationId === steady.row.id) ?? []}
          />
        ),
      },
      {
        key: 'outcome',
        title: t('outcome'),
        cell: ({ row: { outcomeLabel } }) => (outcomeLabel ? say(outcomeLabel) : '–'),
      },
      {
        key: 'waiting',
        share: 1.3,
        title: t('waiting'),
        sort: sorted('waiting'),
        cell: ({ row }) => <Waiting view={view} row={row} />,
      },
      {
        key: 'actions',
        title: t('actions'),
        cell: ({ row, left }) => <RowActions {...{ view, row, left, search, onMove }} />,
      },
    ];
  }, [t, say, unsettled, view, search, person.id, onSort, onMove]);
}
