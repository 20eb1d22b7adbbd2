import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import type { components } from '../../api/generated/applications';
import { dateTime } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { DataTable, type Column } from '../../ui/data-table';
import { Loading } from '../../ui/loading';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { StateTag } from '../../ui/tag';

type Item = components['schemas']['ApplicationListItem'];

export function MyApplicationsPage() {
  const { t } = useTranslation('my-applications');
  const say = useNames();
  const list = useInfiniteQuery({
    queryKey: ['application', 'list', 'own'],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        applications.GET('/api/applications/v1/applications', {
          params: { query: { view: 'own', cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const columns: Column<Item>[] = [
    {
      key: 'sent',
      title: t('sent'),
      heads: true,
      cell: ({ submittedAt }) => (submittedAt ? dateTime(submittedAt) : '–'),
    },
    { key: 'state', title: t('state'), cell: ({ state, label }) => <StateTag state={state}>{say(label)}</StateTag> },
  ];
  return (
    <Page title={t('title')}>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={rows}
          empty={t('empty')}
          idOf={({ id }) => id}
          more={
            list.hasNextPage ? { busy: list.isFetchingNextPage, onMore: () => void list.fetchNextPage() } : undefined
          }
        />
      ) : null}
    </Page>
  );
}
