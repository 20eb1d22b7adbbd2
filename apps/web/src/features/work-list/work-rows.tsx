import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  partsToDecide,
  type HandlingOrder,
  type HandlingSearch,
  type ListedApplication,
} from '../../api/handling-list';
import { useSession } from '../../session/session-store';
import { dateTime, daysSince } from '../../texts/dates';
import { inLanguage, useNames } from '../../texts/localised';
import { currentLanguage } from '../../texts/texts';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Link, LinkButton } from '../../ui/link';
import { StateTag } from '../../ui/tag';
import { useRowKeys } from '../../ui/use-row-keys';

interface WorkRowsProps {
  readonly rows: readonly ListedApplication[];
  readonly search: HandlingSearch;
  readonly onSort: (order: HandlingOrder) => void;
  readonly empty: ReactNode;
  readonly more: DataTableProps<ListedApplication>['more'];
}

export function WorkRows({ rows, empty, search, onSort, more }: WorkRowsProps) {
  const { t } = useTranslation('work-list');
  const navigate = useNavigate();
  const { person } = useSession();
  const idOf = ({ id }: ListedApplication) => id;
  const chosen = useRowKeys({
    ...{ rows, idOf },
    open: (row) => void navigate(linkTo(row, person.id, search)),
    texts: { next: t('nextRow'), previous: t('previousRow'), open: t('openRow') },
  });
  const columns = useColumns(search, person.id, onSort);
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      idOf={idOf}
      empty={empty}
      current={chosen}
      more={more}
    />
  );
}

function useColumns(
  search: HandlingSearch,
  personId: string,
  onSort: WorkRowsProps['onSort'],
): Column<ListedApplication>[] {
  const { t } = useTranslation('work-list');
  const say = useNames();
  const { order = 'waiting' } = search;
  const sorted = (by: HandlingOrder) =>
    ({ direction: order === by ? 'ascending' : 'none', onSort: () => onSort(by) }) as const;
  return [
    {
      key: 'student',
      title: t('student'),
      heads: true,
      sort: sorted('student'),
      cell: (row) => (
        <Link {...linkTo(row, personId, search)}>
          <bdi>{row.studentName ?? t('nameless')}</bdi>
        </Link>
      ),
    },
    {
      key: 'programme',
      title: t('programme'),
      cell: ({ programmeName, programmeCode }) => (programmeName ? say(programmeName) : programmeCode),
    },
    { key: 'target', title: t('target'), cell: (row) => <Subject row={row} /> },
    { key: 'state', title: t('state'), cell: ({ state, label }) => <StateTag state={state}>{say(label)}</StateTag> },
    { key: 'waiting', title: t('waiting'), sort: sorted('waiting'), cell: (row) => <Waiting row={row} /> },
    {
      key: 'actions',
      title: t('actions'),
      cell: (row) => (
        <LinkButton
          {...linkTo(row, personId, search)}
          variant="outlined"
          aria-label={t('handleOf', { name: row.studentName ?? t('nameless') })}
        >
          {t('handle')}
        </LinkButton>
      ),
    },
  ];
}

/** The first target, or what an inclusion is about, and how many parts more. */
function Subject({ row }: { readonly row: ListedApplication }) {
  const { t } = useTranslation('work-list');
  const [part] = row.parts;
  const name = part?.target ? inLanguage(part.target.name, currentLanguage()) : { text: part?.basisName ?? '–' };
  return (
    <>
      <span {...(name.lang && { lang: name.lang })} dir="auto">
        {name.text}
      </span>
      {row.partCount > 1 ? ` ${t('moreParts', { count: row.partCount - 1 })}` : null}
    </>
  );
}

function Waiting({ row }: { readonly row: ListedApplication }) {
  const { t } = useTranslation('work-list');
  return row.waits.map(({ for: whom, since }) => (
    <time key={whom} dateTime={since} title={dateTime(since)} style={{ display: 'block' }}>
      {t(`waits.${whom}`, { count: daysSince(since) })}
    </time>
  ));
}

/** To the first part that waits for the person, else to the first one. */
function linkTo(row: ListedApplication, personId: string, search: HandlingSearch) {
  const partId =
    (partsToDecide(row, personId)[0] ?? row.parts.find(({ handlerId }) => handlerId === personId) ?? row.parts[0])
      ?.id ?? '';
  return {
    to: '/applications/$id/parts/$partId',
    params: { id: row.id, partId },
    search,
  } as const;
}
