import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Select } from '../../ui/select';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { useShortcuts } from '../../ui/shortcuts';
import { useSearchText } from '../../ui/use-search-text';
import { PrecedentRows } from './precedent-rows';
import { TYPES, usePrecedents } from './use-precedents';

const route = getRouteApi('/bank');
const FIELD = 'bank-text';

/** What has been approved before (R82–R98). */
export function BankPage() {
  const { t } = useTranslation('recognition-bank');
  const { type } = route.useSearch();
  const navigate = route.useNavigate();
  const { typed, setTyped, text } = useSearchText();
  const list = usePrecedents({ type }, text);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  useShortcuts([{ keys: '/', text: t('searchText'), run: () => document.getElementById(FIELD)?.focus() }]);
  return (
    <Page title={t('title')}>
      <p>{t('about')}</p>
      <FilterRow label={t('filters')}>
        <FilterText id={FIELD} label={t('searchText')} hint={t('searchHint')} value={typed} onChange={setTyped} />
        <Select
          label={t('type')}
          value={type ?? ''}
          options={[{ value: '', label: t('any') }, ...TYPES.map((value) => ({ value, label: t(`type.${value}`) }))]}
          onChange={(chosen) => void navigate({ search: { type: chosen === '' ? undefined : chosen }, replace: true })}
        />
      </FilterRow>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? <PrecedentRows rows={rows} more={moreOf(list)} /> : null}
    </Page>
  );
}
