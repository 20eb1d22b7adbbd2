import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { groupsQuery, type LetterGroup, type LetterSearch } from '../../api/dead-letters';
import { dateTime, number } from '../../texts/dates';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { Box, Row, Section } from '../../ui/layout';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { ProblemPanel } from '../../ui/problem-panel';
import { Question } from '../../ui/dialog';
import { FailedServices } from '../../ui/failed-services';
import type { Outcome } from './outcome-notice';
import { ReasonDialog } from '../../ui/reason-dialog';
import { useSettleGroup } from './use-settle';

interface GroupListProps {
  readonly search: LetterSearch;
  readonly onDone: (outcome: Outcome) => void;
}

interface Asked {
  readonly what: 'replay' | 'discard';
  readonly group: LetterGroup;
}

/** Open letters by their cause: the code of the failure and the first frame of our own code. */
export function GroupList({ search, onDone }: GroupListProps) {
  const { t } = useTranslation('dead-letters');
  const groups = useInfiniteQuery(groupsQuery(search.service));
  const [asked, setAsked] = useState<Asked>();
  const columns = useColumns(search, setAsked);
  const rows = groups.data?.pages.flatMap(({ items }) => items) ?? [];
  const close = () => setAsked(undefined);
  return (
    <Section title={t('groups')}>
      <ProblemPanel error={groups.error} retry={() => void groups.refetch()} />
      <FailedServices pages={groups.data?.pages} />
      {groups.isPending ? <Loading /> : null}
      {groups.isSuccess ? (
        <DataTable
          caption={t('groups')}
          columns={columns}
          rows={rows}
          idOf={({ service, group }) => `${service}-${group}`}
          empty={<Notice title={t('noGroups')}>{t('noGroupsNext')}</Notice>}
          more={moreOf(groups)}
        />
      ) : null}
      {asked ? <SettleGroup {...asked} onClose={close} onDone={onDone} /> : null}
    </Section>
  );
}

/** The same ones until the language or the filters change. */
function useColumns(search: LetterSearch, ask: (asked: Asked) => void): readonly Column<LetterGroup>[] {
  const { t } = useTranslation('dead-letters');
  return useMemo(
    () => [
      {
        key: 'cause',
        title: t('cause'),
        heads: true,
        share: 2,
        cell: ({ service, group, code, ownFrame }) => (
          <Box sx={{ overflowWrap: 'anywhere' }}>
            <Link to="/operations/dead-letters" search={{ ...search, service, group, letter: undefined }}>
              {code}
            </Link>
            {ownFrame === null ? null : <small>{t('inFrame', { frame: ownFrame })}</small>}
          </Box>
        ),
      },
      { key: 'service', title: t('service'), cell: ({ service }) => t(`service.${service}`) },
      {
        key: 'count',
        title: t('letters'),
        cell: ({ letters, keys }) => t('lettersOfKeys', { letters: number(letters), keys: number(keys) }),
      },
      {
        key: 'topics',
        title: t('topics'),
        cell: ({ topics }) => <Box sx={{ overflowWrap: 'anywhere' }}>{topics.join(', ')}</Box>,
      },
      {
        key: 'times',
        title: t('times'),
        cell: ({ firstFailureAt, lastFailureAt }) =>
          t('fromTo', { from: dateTime(firstFailureAt), to: dateTime(lastFailureAt) }),
      },
      {
        key: 'actions',
        title: t('actions'),
        cell: (group) => (
          <Row>
            <Button size="small" onClick={() => ask({ what: 'replay', group })}>
              {t('replayGroup')}
            </Button>
            <Button size="small" onClick={() => ask({ what: 'discard', group })}>
              {t('discardGroup')}
            </Button>
          </Row>
        ),
      },
    ],
    [t, search, ask],
  );
}

/** Asks once, and says what becomes of the group. */
function SettleGroup({
  what,
  group,
  onClose,
  onDone,
}: Asked & Pick<GroupListProps, 'onDone'> & { onClose: () => void }) {
  const { t } = useTranslation('dead-letters');
  const settle = useSettleGroup(group, (outcome) => {
    onDone(outcome);
    onClose();
  });
  const values = { count: group.letters, code: group.code };
  if (what === 'discard') {
    return (
      <ReasonDialog
        title={t('discardGroupTitle', values)}
        lead={t('discardEffect')}
        label={t('discardReason')}
        confirm={t('discardGroup')}
        busy={settle.isPending}
        error={settle.error}
        onConfirm={(reason) => settle.mutate({ what, reason })}
        onClose={onClose}
      />
    );
  }
  return (
    <Question
      open
      title={t('replayGroupTitle', values)}
      confirm={t('replayGroup')}
      busy={settle.isPending}
      onConfirm={() => settle.mutate({ what })}
      onClose={onClose}
    >
      <p>{t('replayGroupEffect')}</p>
      <ProblemPanel error={settle.error} />
    </Question>
  );
}
