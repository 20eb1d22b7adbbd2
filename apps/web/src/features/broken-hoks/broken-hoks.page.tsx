import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstitutionName } from '../../api/institution-names';
import { brokenHoksQuery, type BrokenHoks } from '../../api/support-cases';
import { dateTime } from '../../texts/dates';
import { Button } from '../../ui/button';
import { DataTable, type Column } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { RepairDialog } from './repair-dialog';

const idOf = ({ id }: BrokenHoks) => String(id);

/** HOKSes whose study right is invalidated or unknown: why, and the repair (R160, R161). */
export function BrokenHoksPage() {
  const { t } = useTranslation('broken-hoks');
  const list = useInfiniteQuery(brokenHoksQuery());
  const [chosen, setChosen] = useState<BrokenHoks | null>(null);
  const columns = useColumns(setChosen);
  return (
    <Page title={t('title')}>
      <p>{t('explained')}</p>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={list.data.pages.flatMap(({ items }) => items)}
          idOf={idOf}
          empty={<Notice title={t('empty')}>{t('emptyNext')}</Notice>}
          more={moreOf(list)}
        />
      ) : null}
      {chosen === null ? null : <RepairDialog key={chosen.id} pair={chosen} onClose={() => setChosen(null)} />}
    </Page>
  );
}

function useColumns(repair: (pair: BrokenHoks) => void): readonly Column<BrokenHoks>[] {
  const { t } = useTranslation('broken-hoks');
  const providerName = useInstitutionName();
  return useMemo(
    () => [
      { key: 'hoks', title: t('hoks'), heads: true, cell: ({ id }) => t('hoksOf', { id }) },
      {
        key: 'studyRight',
        share: 1.8,
        title: t('studyRight'),
        cell: ({ studyRightOid: oid, breach }) =>
          breach === 'UNKNOWN' ? (
            <bdi style={{ overflowWrap: 'anywhere' }}>{oid}</bdi>
          ) : (
            <Link to="/study-rights/$oid" params={{ oid }} sx={{ overflowWrap: 'anywhere' }}>
              {oid}
            </Link>
          ),
      },
      {
        key: 'provider',
        share: 1.8,
        title: t('provider'),
        cell: ({ institutionOid }) => <bdi style={{ overflowWrap: 'anywhere' }}>{providerName(institutionOid)}</bdi>,
      },
      { key: 'breach', share: 1.6, title: t('breach'), cell: ({ breach }) => t(`breach.${breach ?? 'UNKNOWN'}`) },
      { key: 'created', title: t('created'), cell: ({ createdAt }) => dateTime(createdAt) },
      {
        key: 'actions',
        title: t('actions'),
        cell: (pair) => <Button onClick={() => repair(pair)}>{t('repairOf', { id: pair.id })}</Button>,
      },
    ],
    [t, repair, providerName],
  );
}
