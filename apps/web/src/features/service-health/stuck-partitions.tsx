import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf, operationsOf } from '../../api/client';
import { stuckPartitionsQuery, type StuckPartition } from '../../api/service-health';
import { dateTime } from '../../texts/dates';
import { announce } from '../../ui/announcer';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { FailedServices } from '../../ui/failed-services';
import { Box, Section } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { Notice } from '../../ui/notice';
import { ProblemPanel } from '../../ui/problem-panel';
import { ReasonDialog } from '../../ui/reason-dialog';
import { Tag } from '../../ui/tag';

/** Records that a service cannot read and that hold their partition up, until somebody decides to go on behind them. */
export function StuckPartitions() {
  const { t } = useTranslation('service-health');
  const list = useQuery(stuckPartitionsQuery);
  const [asked, setAsked] = useState<StuckPartition>();
  const columns = useColumns(setAsked);
  return (
    <Section title={t('stuck')}>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      <FailedServices pages={list.data && [list.data]} />
      {list.isPending ? <Loading lines={2} /> : null}
      {list.data ? (
        <DataTable
          caption={t('stuck')}
          columns={columns}
          rows={list.data.items}
          idOf={({ service, id }) => `${service}-${id}`}
          empty={<Notice title={t('noStuck')}>{t('noStuckNext')}</Notice>}
        />
      ) : null}
      <Button size="small" busy={list.isFetching} onClick={() => void list.refetch()}>
        {t('readAgain')}
      </Button>
      {asked ? <StepOver stretch={asked} onClose={() => setAsked(undefined)} /> : null}
    </Section>
  );
}

/** The same ones until the language changes. */
function useColumns(ask: (stretch: StuckPartition) => void): readonly Column<StuckPartition>[] {
  const { t } = useTranslation('service-health');
  return useMemo(
    () => [
      {
        key: 'place',
        title: t('place'),
        heads: true,
        share: 2,
        cell: ({ topic, partition, from, to }) => (
          <Box sx={{ overflowWrap: 'anywhere' }}>{t('placeIs', { topic, partition, from, to })}</Box>
        ),
      },
      { key: 'service', title: t('service'), cell: ({ service }) => t(`service.${service}`) },
      { key: 'reason', title: t('reason'), share: 2, cell: ({ reason }) => reason },
      { key: 'since', title: t('since'), cell: ({ foundAt }) => dateTime(foundAt) },
      {
        key: 'actions',
        title: t('actions'),
        cell: (stretch) =>
          stretch.state === 'held' ? (
            <Button size="small" onClick={() => ask(stretch)}>
              {t('stepOver')}
            </Button>
          ) : (
            <Tag kind="orange">{t('decided')}</Tag>
          ),
      },
    ],
    [t, ask],
  );
}

function StepOver({ stretch, onClose }: { readonly stretch: StuckPartition; readonly onClose: () => void }) {
  const { t } = useTranslation('service-health');
  const queries = useQueryClient();
  const { service, id, topic, partition } = stretch;
  const stepOver = useMutation({
    mutationFn: (reason: string) =>
      dataOf(
        operationsOf(service).POST('/stuck-partitions/{id}/step-over', { params: { path: { id } }, body: { reason } }),
      ),
    onSuccess: () => {
      announce(t('steppedOver'));
      onClose();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['stuck-partition'] }),
  });
  return (
    <ReasonDialog
      title={t('stepOverTitle', { topic, partition })}
      lead={t('stepOverEffect')}
      label={t('stepOverReason')}
      confirm={t('stepOver')}
      busy={stepOver.isPending}
      error={stepOver.error}
      onConfirm={(reason) => stepOver.mutate(reason)}
      onClose={onClose}
    />
  );
}
