import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstitutionName } from '../../api/institution-names';
import type { CaseLine } from '../../api/support-cases';
import { useCodes } from '../../texts/codes';
import { date, dateTime, daysSince } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { CaseStateTag } from '../../ui/case-state-tag';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { useRowKeys } from '../../ui/use-row-keys';

interface CaseRowsProps {
  readonly rows: readonly CaseLine[];
  readonly empty: ReactNode;
  readonly more: DataTableProps<CaseLine>['more'];
}

const idOf = ({ id }: CaseLine) => id;

export function CaseRows({ rows, empty, more }: CaseRowsProps) {
  const { t } = useTranslation('support-cases');
  const navigate = useNavigate();
  const chosen = useRowKeys({
    ...{ rows, idOf },
    open: ({ id }) => void navigate({ to: '/support/cases/$id', params: { id } }),
    texts: { next: t('nextRow'), previous: t('previousRow'), open: t('openRow') },
  });
  const columns = useColumns();
  return <DataTable caption={t('title')} {...{ columns, rows, idOf, empty, more }} current={chosen} />;
}

function useColumns(): readonly Column<CaseLine>[] {
  const { t } = useTranslation('support-cases');
  const say = useNames();
  const providerName = useInstitutionName();
  const reasons = useCodes('support-case-reason');
  return useMemo(
    () => [
      {
        key: 'provider',
        share: 1.6,
        title: t('provider'),
        heads: true,
        cell: ({ id, institutionName, institutionOid }) => (
          <Link to="/support/cases/$id" params={{ id }}>
            {providerName(institutionOid, institutionName)}
          </Link>
        ),
      },
      {
        key: 'studyRight',
        share: 2,
        title: t('studyRight'),
        cell: ({ qualification, studyRightOid }) => (
          <>
            {qualification?.name ? say(qualification.name) : qualification?.code}
            <small style={{ display: 'block', overflowWrap: 'anywhere' }}>{studyRightOid}</small>
          </>
        ),
      },
      { key: 'reason', title: t('reason'), cell: ({ reason }) => reasons.textOf(reason) },
      { key: 'state', title: t('state'), cell: ({ state }) => <CaseStateTag state={state} /> },
      {
        key: 'waiting',
        title: t('waiting'),
        share: 1.2,
        cell: ({ openedAt, closedAt }) =>
          closedAt === null ? (
            <time dateTime={openedAt} title={dateTime(openedAt)}>
              {t('waited', { count: daysSince(openedAt) })}
            </time>
          ) : (
            t('settledOn', { date: date(closedAt) })
          ),
      },
      {
        key: 'awaits',
        title: t('awaits'),
        share: 1.4,
        cell: ({ awaits, state }) =>
          t(awaits ? `awaits.${awaits}` : state === 'OPEN' ? 'awaits.PROPOSAL' : 'awaits.NOBODY'),
      },
    ],
    [t, say, providerName, reasons],
  );
}
