import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ownCasesQuery } from '../../api/study-rights';
import { number } from '../../texts/dates';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { OwnCaseRows } from './own-case-rows';

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
      {list.isSuccess ? <OwnCaseRows rows={rows} more={moreOf(list, total)} /> : null}
    </Page>
  );
}
