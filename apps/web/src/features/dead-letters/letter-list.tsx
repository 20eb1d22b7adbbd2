import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { lettersQuery, nameOf, type DeadLetter, type LetterSearch } from '../../api/dead-letters';
import { dateTime } from '../../texts/dates';
import { DataTable, type Column } from '../../ui/data-table';
import { Box, Section } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { ProblemPanel } from '../../ui/problem-panel';
import { Tag } from '../../ui/tag';
import { FailedServices } from '../../ui/failed-services';

/** The letters that the filters leave, oldest first in each service. */
export function LetterList({ search }: { readonly search: LetterSearch }) {
  const { t } = useTranslation('dead-letters');
  const list = useInfiniteQuery(lettersQuery(search));
  const columns = useColumns(search);
  const rows = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title={t('list')}>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      <FailedServices pages={list.data?.pages} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <DataTable
          caption={t('list')}
          columns={columns}
          rows={rows}
          idOf={nameOf}
          {...(search.letter !== undefined && { current: search.letter })}
          empty={<Notice title={t('noLetters')}>{t('noLettersNext')}</Notice>}
          more={moreOf(list)}
        />
      ) : null}
    </Section>
  );
}

/** The same ones until the language or the filters change. */
function useColumns(search: LetterSearch): readonly Column<DeadLetter>[] {
  const { t } = useTranslation('dead-letters');
  return useMemo(
    () => [
      {
        key: 'letter',
        title: t('letter'),
        heads: true,
        cell: (letter) => (
          <Link to="/operations/dead-letters" search={{ ...search, letter: nameOf(letter) }}>
            {nameOf(letter)}
          </Link>
        ),
      },
      {
        key: 'since',
        title: t('since'),
        cell: ({ firstFailureAt }) => <time dateTime={firstFailureAt}>{dateTime(firstFailureAt)}</time>,
      },
      {
        key: 'place',
        title: t('topicAndKey'),
        share: 2,
        cell: ({ topic, key, keyParked }) => (
          <Box sx={{ overflowWrap: 'anywhere' }}>
            {topic}
            <br />
            {key} {keyParked ? <Tag kind="orange">{t('parked')}</Tag> : null}
          </Box>
        ),
      },
      {
        key: 'cause',
        title: t('cause'),
        cell: ({ failure, code }) => (
          <Box sx={{ overflowWrap: 'anywhere' }}>
            {t(`failure.${failure}`)}
            {code === failure ? null : <small style={{ display: 'block' }}>{code}</small>}
          </Box>
        ),
      },
      { key: 'attempts', title: t('attempts'), numeric: true, share: 0.5, cell: ({ attempts }) => attempts },
      {
        key: 'state',
        title: t('state'),
        cell: ({ state }) => <Tag kind={STATE_TAGS[state]}>{t(`state.${state}`)}</Tag>,
      },
    ],
    [t, search],
  );
}

const STATE_TAGS = { open: 'orange', replayed: 'green-outline', discarded: 'struck' } as const;
