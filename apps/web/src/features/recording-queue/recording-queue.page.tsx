import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { recordingListQuery } from '../../api/recording-list';
import { number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { moreOf } from '../../ui/more-of';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { ProgrammeFilter } from '../../ui/programme-filter';
import { useShortcuts } from '../../ui/shortcuts';
import { useSearchText } from '../../ui/use-search-text';
import { QueueRows } from './queue-rows';

const route = getRouteApi('/work/recording');
const FIELD = 'recording-text';

/** What is approved and not recorded, the oldest first: no approval is forgotten (R24). */
export function RecordingQueuePage() {
  const { t } = useTranslation('recording-queue');
  const { programme } = route.useSearch();
  const navigate = route.useNavigate();
  const { typed, setTyped, text } = useSearchText();
  const queue = useInfiniteQuery(recordingListQuery(programme, text));
  useShortcuts([{ keys: '/', text: t('filterByName'), run: () => document.getElementById(FIELD)?.focus() }]);
  const rows = queue.data?.pages.flatMap(({ items }) => items) ?? [];
  const first = queue.data?.pages[0];
  const total = first && (first.totalIsExact ? number(first.total) : t('moreThan', { count: first.total }));
  const isFiltered = text !== '' || programme !== undefined;
  const filter = (code: string | undefined) => void navigate({ search: { programme: code }, replace: true });
  const clear = () => {
    setTyped('');
    filter(undefined);
  };
  return (
    <Page title={t('title')} beside={total === undefined ? null : <span>{t('inAll', { total })}</span>}>
      <FilterRow label={t('filters')}>
        <FilterText id={FIELD} label={t('studentName')} value={typed} onChange={setTyped} />
        <ProgrammeFilter label={t('programme')} any={t('any')} rows={rows} value={programme} onChange={filter} />
      </FilterRow>
      <ProblemPanel error={queue.error} retry={() => void queue.refetch()} />
      {queue.isPending ? <Loading /> : null}
      {queue.isSuccess ? (
        <QueueRows
          rows={rows}
          empty={
            <Notice
              title={isFiltered ? t('noneFound') : t('empty')}
              action={isFiltered ? <Button onClick={clear}>{t('clearFilters')}</Button> : null}
            >
              {isFiltered ? null : t('emptyNext')}
            </Notice>
          }
          programme={programme}
          more={moreOf(queue, total)}
        />
      ) : null}
    </Page>
  );
}
