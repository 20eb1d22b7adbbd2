import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { STUDY_RIGHT_TYPES } from '../../api/study-right-search';
import { FOUND_STATES, studyRightListQuery } from '../../api/study-rights';
import { useCodes } from '../../texts/codes';
import { number } from '../../texts/dates';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { Select } from '../../ui/select';
import { useShortcuts } from '../../ui/shortcuts';
import { useSearchText } from '../../ui/use-search-text';
import { StudyRightRows } from './study-right-rows';

const route = getRouteApi('/study-rights');
const FIELD = 'study-right-text';

/** The provider's study rights, found by an oid, the source system's id, type or state. */
export function StudyRightsPage() {
  const { t } = useTranslation('study-rights');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { typed, setTyped, text } = useSearchText();
  const types = useCodes('study-right-type');
  const states = useCodes('study-right-state');
  const list = useInfiniteQuery(studyRightListQuery(search, text));
  useShortcuts([{ keys: '/', text: t('searchText'), run: () => document.getElementById(FIELD)?.focus() }]);
  const isAsked = text !== '' || search.type !== undefined || search.state !== undefined;
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const first = list.data?.pages[0];
  const total = first && (first.totalIsExact ? number(first.total) : t('moreThan', { total: number(first.total) }));
  return (
    <Page title={t('title')} beside={total === undefined ? null : <span role="status">{t('inAll', { total })}</span>}>
      <FilterRow label={t('filters')}>
        <FilterText id={FIELD} label={t('searchText')} hint={t('searchHint')} value={typed} onChange={setTyped} />
        <Select
          label={t('type')}
          value={search.type ?? ''}
          options={[
            { value: '', label: t('any') },
            ...STUDY_RIGHT_TYPES.map((value) => ({ value, label: types.textOf(value) })),
          ]}
          onChange={(value) =>
            void navigate({ search: { ...search, type: value === '' ? undefined : value }, replace: true })
          }
        />
        <Select
          label={t('state')}
          value={search.state ?? ''}
          options={[
            { value: '', label: t('any') },
            ...FOUND_STATES.map((value) => ({ value, label: states.textOf(value) })),
          ]}
          onChange={(value) =>
            void navigate({ search: { ...search, state: value === '' ? undefined : value }, replace: true })
          }
        />
      </FilterRow>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {isAsked ? null : <Notice title={t('notAsked')}>{t('notAskedNext')}</Notice>}
      {isAsked && list.isPending ? <Loading /> : null}
      {list.isSuccess ? <StudyRightRows rows={rows} more={moreOf(list, total)} /> : null}
    </Page>
  );
}
