import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { applicationListQuery } from '../../api/handling-list';
import { orderOf, type ListOrder, type ListSearch, type ListView } from '../../api/list-search';
import { number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { moreOf } from '../../ui/more-of';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { useSearchText } from '../../ui/use-search-text';
import { SavedViews } from './saved-views';
import { useSteadyRows } from './use-steady-rows';
import { WorkFilters } from './work-filters';
import { WorkRows } from './work-rows';

interface ListOfApplicationsProps {
  readonly view: ListView;
  readonly search: ListSearch;
  readonly onSearch: (search: ListSearch) => void;
}

export function ListOfApplications({ view, search, onSearch }: ListOfApplicationsProps) {
  const { t } = useTranslation('work-list');
  const { typed, setTyped, text } = useSearchText();
  const list = useInfiniteQuery(applicationListQuery(view, search, text));
  const { rows, added, showAdded } = useSteadyRows(list, JSON.stringify([search, text]));
  // The heading and the filters are there first, and keys are answered before many rows are drawn.
  const drawn = useDeferredValue(list.isSuccess ? rows : undefined, undefined);
  const first = list.data?.pages[0];
  const total = first && (first.totalIsExact ? number(first.total) : t('moreThan', { count: first.total }));
  const { order, ...filters } = search;
  const isFiltered = text !== '' || Object.values(filters).some((value) => value !== undefined);
  // The same function while somebody types: rows are drawn again when something about them changes.
  const sort = useCallback((by: ListOrder) => onSearch({ ...search, order: by }), [onSearch, search]);
  const clear = () => {
    setTyped('');
    onSearch({ order });
  };
  return (
    <Page title={t(`title.${view}`)} beside={total === undefined ? null : <span>{t('inAll', { total })}</span>}>
      <WorkFilters
        view={view}
        search={search}
        rows={rows.map(({ row }) => row)}
        text={typed}
        onText={setTyped}
        onChange={(changes) => onSearch({ ...search, ...changes })}
      />
      {view === 'others' ? null : (
        <SavedViews
          view={view}
          search={search}
          onChoose={(chosen) => {
            setTyped('');
            onSearch(chosen);
          }}
        />
      )}
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      <div role="status">
        {added > 0 ? (
          <Button kind="plain" onClick={showAdded}>
            {t('added', { count: added })}
          </Button>
        ) : null}
      </div>
      {list.isPending || (list.isSuccess && !drawn) ? <Loading /> : null}
      {list.isSuccess && drawn ? (
        <WorkRows
          view={view}
          rows={drawn}
          groups={orderOf(view, search) === 'urgency' ? (first?.groups ?? []) : []}
          empty={
            <Notice
              title={isFiltered ? t('noneFound') : t(`empty.${view}`)}
              action={isFiltered ? <Button onClick={clear}>{t('clearFilters')}</Button> : null}
            >
              {isFiltered ? t('noneFoundNext') : t(`emptyNext.${view}`)}
            </Notice>
          }
          search={search}
          onSort={sort}
          more={moreOf(list, total)}
        />
      ) : null}
    </Page>
  );
}
