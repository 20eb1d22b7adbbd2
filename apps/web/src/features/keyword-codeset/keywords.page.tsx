import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { keywordsQuery, type Keyword } from '../../api/keywords';
import { number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { Box } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { useSearchText } from '../../ui/use-search-text';
import { ChangeDialog } from './change-dialog';
import { ContentDialog } from './content-dialog';
import { KeywordFilters } from './keyword-filters';
import { KeywordRows } from './keyword-rows';
import { MergeDialog } from './merge-dialog';
import { TableSection } from './table-section';
import type { Change } from './use-keyword-command';

const route = getRouteApi('/admin/keywords');

/** The codeset ahot_keywords, for those who look after it (R104, R105). */
export function KeywordsPage() {
  const { t } = useTranslation('keyword-codeset');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { typed, setTyped, text } = useSearchText();
  const list = useInfiniteQuery(keywordsQuery(search, text));
  const [asked, setAsked] = useState<{ readonly what: Change; readonly keyword?: Keyword }>();
  const ask = useCallback((what: Change, keyword: Keyword) => setAsked({ what, keyword }), []);
  const close = () => setAsked(undefined);
  const total = list.data?.pages[0] && number(list.data.pages[0].total);
  const { what, keyword } = asked ?? {};
  return (
    <Page title={t('title')} beside={total === undefined ? null : <span role="status">{t('inAll', { total })}</span>}>
      <p>{t('lead')}</p>
      <Box sx={{ mb: 2 }}>
        <Button kind="main" onClick={() => setAsked({ what: 'add' })}>
          {t('add')}
        </Button>
      </Box>
      <KeywordFilters
        search={search}
        typed={typed}
        onType={setTyped}
        onChange={(changes) => void navigate({ search: { ...search, ...changes }, replace: true })}
      />
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <KeywordRows rows={list.data.pages.flatMap(({ items }) => items)} more={moreOf(list, total)} onChange={ask} />
      ) : null}
      <TableSection />
      {what === 'add' || what === 'edit' ? <ContentDialog keyword={keyword} onClose={close} /> : null}
      {keyword && what === 'merge' ? <MergeDialog keyword={keyword} onClose={close} /> : null}
      {keyword && (what === 'retire' || what === 'restore') ? (
        <ChangeDialog what={what} keyword={keyword} onClose={close} />
      ) : null}
    </Page>
  );
}
