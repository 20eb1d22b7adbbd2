import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import { daysSince, dateTime } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { Text } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { ProblemPanel } from '../../ui/problem-panel';

/** What has happened, newest first, with time and person (wireframe B). */
export function Timeline({ applicationId, version }: { readonly applicationId: string; readonly version: number }) {
  const { t } = useTranslation('application');
  const say = useNames();
  const timeline = useInfiniteQuery({
    queryKey: ['application', applicationId, 'timeline', version],
    queryFn: ({ pageParam, signal }) =>
      dataOf(
        applications.GET('/api/applications/v1/applications/{id}/timeline', {
          params: { path: { id: applicationId }, query: { cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  });
  const entries = timeline.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <section aria-labelledby="timeline">
      <Text variant="h2" id="timeline">
        {t('timeline')}
      </Text>
      <ProblemPanel error={timeline.error} retry={() => void timeline.refetch()} />
      {timeline.isPending ? <Loading /> : null}
      <ul>
        {entries.map(({ at, event, text, by }) => (
          <li key={`${at} ${event}`}>
            <time dateTime={at}>{dateTime(at)}</time> {t('ago', { count: daysSince(at) })}
            <br />
            {say(text)}, {by.role === 'YOU' ? t('you') : (by.name ?? t('somebody'))}
          </li>
        ))}
      </ul>
      {timeline.hasNextPage ? (
        <Button busy={timeline.isFetchingNextPage} onClick={() => void timeline.fetchNextPage()}>
          {t('earlier')}
        </Button>
      ) : null}
    </section>
  );
}
