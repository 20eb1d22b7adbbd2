import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { applications, dataOf } from '../../api/client';
import type { components } from '../../api/generated/applications';
import { date, dateTime, daysSince } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { DataTable, type Column } from '../../ui/data-table';
import { Link, LinkButton } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { moreOf } from '../../ui/more-of';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { StateTag } from '../../ui/tag';
import { inTurn, nextStep } from './next-step';
import { useObstacle } from './use-obstacle';

type Item = components['schemas']['ApplicationListItem'];

/** The student's own applications (pages.md 7.1). */
export function MyApplicationsPage() {
  const { t } = useTranslation('my-applications');
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
  const rows = inTurn(list.data?.pages.flatMap(({ items }) => items) ?? []);
  const columns = useColumns();
  const say = useNames();
  const obstacle = useObstacle(list.isSuccess);
  return (
    <Page
      title={t('title')}
      beside={
        obstacle ? null : (
          <LinkButton to="/my/applications/new" variant="contained">
            {t('new')}
          </LinkButton>
        )
      }
    >
      {obstacle ? <Notice title={say(obstacle.title)}>{say(obstacle.detail)}</Notice> : null}
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={rows}
          idOf={({ id }) => id}
          empty={
            <Notice title={t('empty')}>
              <p>{t('empty.what')}</p>
              <ol>
                <li>{t('empty.write')}</li>
                <li>{t('empty.send')}</li>
                <li>{t('empty.follow')}</li>
              </ol>
            </Notice>
          }
          more={moreOf(list)}
        />
      ) : null}
    </Page>
  );
}

function useColumns(): readonly Column<Item>[] {
  const { t } = useTranslation('my-applications');
  const say = useNames();
  const name = ({ parts }: Item) => {
    const [first] = parts;
    const called = first?.target ? say(first.target.name) : first?.basisName || t('unnamed');
    return parts.length > 1 ? t('andOthers', { name: called, count: parts.length - 1 }) : called;
  };
  return [
    {
      key: 'name',
      title: t('application'),
      heads: true,
      cell: (item) => (
        <>
          <Link to="/applications/$id" params={{ id: item.id }}>
            {name(item)}
          </Link>{' '}
          {item.number}
        </>
      ),
    },
    { key: 'state', title: t('state'), cell: ({ state, label }) => <StateTag state={state}>{say(label)}</StateTag> },
    { key: 'outcome', title: t('outcome'), cell: ({ outcomeLabel }) => (outcomeLabel ? say(outcomeLabel) : '–') },
    { key: 'sent', title: t('sent'), cell: ({ submittedAt }) => (submittedAt ? date(submittedAt) : '–') },
    { key: 'changed', title: t('changed'), cell: ({ changedAt }) => dateTime(changedAt) },
    { key: 'next', title: t('next'), cell: (item) => <NextStep item={item} /> },
  ];
}

function NextStep({ item }: { readonly item: Item }) {
  const { t } = useTranslation('my-applications');
  const step = nextStep(item);
  if (step === null) return '–';
  if (step.who !== 'YOU') return t(`waits.${step.who}`, { count: daysSince(step.since) });
  const parts = step.partNumbers.join(', ');
  return (
    <Link to="/applications/$id/edit" params={{ id: item.id }}>
      {step.partNumbers.length > 0 ? t('complete', { parts, since: date(step.since) }) : t('continue')}
    </Link>
  );
}
