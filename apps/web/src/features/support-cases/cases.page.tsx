import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { CASE_STATES, caseListQuery, type CaseSearch } from '../../api/support-cases';
import { useCodes } from '../../texts/codes';
import { number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { FilterRow } from '../../ui/filter-row';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { Select } from '../../ui/select';
import { CaseRows } from './case-rows';

const route = getRouteApi('/support/cases');

/** What providers have asked the desk for; those that are not settled first, the longest waiting on top (R169). */
export function SupportCasesPage() {
  const { t } = useTranslation('support-cases');
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(caseListQuery({ show }));
  const first = list.data?.pages[0];
  const total = first && (first.totalIsExact ? number(first.total) : t('moreThan', { count: first.total }));
  const filter = (wanted: CaseSearch['show']) => void navigate({ search: { show: wanted }, replace: true });
  const { textOf } = useCodes('support-case-state');
  const states = CASE_STATES.map((value) => ({ value, label: textOf(value) }));
  return (
    <Page title={t('title')} beside={total === undefined ? null : <span>{t('inAll', { total })}</span>}>
      <FilterRow label={t('filters')}>
        <Select
          label={t('shown')}
          value={show ?? ''}
          options={[{ value: '', label: t('unsettled') }, ...states, { value: 'all', label: t('all') }]}
          onChange={(value) => filter(value === '' ? undefined : (value as NonNullable<CaseSearch['show']>))}
        />
      </FilterRow>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <CaseRows
          rows={list.data.pages.flatMap(({ items }) => items)}
          empty={
            <Notice
              title={show === undefined ? t('empty') : t('noneFound')}
              action={
                show === undefined ? null : <Button onClick={() => filter(undefined)}>{t('clearFilters')}</Button>
              }
            >
              {show === undefined ? t('emptyNext') : null}
            </Notice>
          }
          more={moreOf(list, total)}
        />
      ) : null}
    </Page>
  );
}
