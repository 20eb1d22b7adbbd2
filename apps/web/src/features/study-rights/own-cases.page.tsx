import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ownCasesQuery, type SupportCase } from '../../api/study-rights';
import { useCodes } from '../../texts/codes';
import { date, number } from '../../texts/dates';
import { DataTable, type Column } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { Tag, type TagKind } from '../../ui/tag';

const TAGS: Readonly<Record<SupportCase['state'], TagKind>> = {
  OPEN: 'blue',
  PROPOSED: 'blue-outline',
  COMPLETED: 'green',
  REJECTED: 'red',
  WITHDRAWN: 'struck',
};

/** What the provider has asked of the support desk, and how it stands (R169). */
export function OwnCasesPage() {
  const { t } = useTranslation('study-rights');
  const list = useInfiniteQuery(ownCasesQuery());
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const first = list.data?.pages[0];
  const total = first && (first.totalIsExact ? number(first.total) : t('moreThan', { total: number(first.total) }));
  return (
    <Page
      title={t('ownCases')}
      beside={total === undefined ? null : <span role="status">{t('inAll', { total })}</span>}
    >
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? <CaseRows rows={rows} more={moreOf(list, total)} /> : null}
    </Page>
  );
}

interface CaseRowsProps {
  readonly rows: readonly SupportCase[];
  readonly more: ReturnType<typeof moreOf>;
}

function CaseRows({ rows, more }: CaseRowsProps) {
  const { t } = useTranslation('study-rights');
  const states = useCodes('support-case-state');
  const reasons = useCodes('support-case-reason');
  const columns = useMemo<readonly Column<SupportCase>[]>(
    () => [
      {
        ...{ key: 'study-right', title: t('studyRight'), heads: true, share: 2 },
        cell: ({ studyRightOid: oid }) => (
          <Link to="/study-rights/$oid" params={{ oid }} sx={{ overflowWrap: 'anywhere' }}>
            {oid}
          </Link>
        ),
      },
      { key: 'reason', title: t('reason'), cell: ({ reason }) => reasons.textOf(reason) },
      { key: 'state', title: t('state'), cell: ({ state }) => <Tag kind={TAGS[state]}>{states.textOf(state)}</Tag> },
      { key: 'opened', title: t('opened'), cell: ({ openedAt }) => date(openedAt) },
      { key: 'closed', title: t('closed'), cell: ({ closedAt }) => (closedAt === null ? '–' : date(closedAt)) },
      {
        ...{ key: 'answer', title: t('answer'), share: 2 },
        cell: ({ closingReason }) => <span dir="auto">{closingReason ?? '–'}</span>,
      },
    ],
    [t, states, reasons],
  );
  return (
    <DataTable
      caption={t('ownCases')}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      more={more}
      empty={<Notice title={t('noCases')}>{t('noCasesNext')}</Notice>}
    />
  );
}
