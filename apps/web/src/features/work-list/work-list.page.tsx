import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { handlingListQuery, type HandlingSearch } from '../../api/handling-list';
import { number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { WorkFilters } from './work-filters';
import { WorkRows } from './work-rows';

const route = getRouteApi('/work');

/** The applications of which the person has a part to handle (R7). */
export function WorkListPage() {
  const { t } = useTranslation('work-list');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim().length < 2 ? '' : typed.trim());
  const list = useInfiniteQuery(handlingListQuery(search, text));
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const first = list.data?.pages[0];
  const total = first && (first.totalIsExact ? number(first.total) : t('moreThan', { count: first.total }));
  const isFiltered = text !== '' || search.state !== undefined || search.programme !== undefined;
  const filter = (changes: HandlingSearch) => void navigate({ search: { ...search, ...changes }, replace: true });
  const clear = () => {
    setTyped('');
    filter({ state: undefined, programme: undefined });
  };
  return (
    <Page title={t('title')} beside={total === undefined ? null : <span>{t('inAll', { total })}</span>}>
      <WorkFilters search={search} rows={rows} text={typed} onText={setTyped} onChange={filter} />
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <WorkRows
          rows={rows}
          empty={
            <Notice
              title={isFiltered ? t('noneFound') : t('empty')}
              action={isFiltered ? <Button onClick={clear}>{t('clearFilters')}</Button> : null}
            >
              {isFiltered ? t('noneFoundNext') : t('emptyNext')}
            </Notice>
          }
          search={search}
          onSort={(order) => filter({ order })}
          more={
            list.hasNextPage
              ? { total, busy: list.isFetchingNextPage, onMore: () => void list.fetchNextPage() }
              : undefined
          }
        />
      ) : null}
    </Page>
  );
}
