import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstitutionName } from '../../api/institution-names';
import type { SupportCase } from '../../api/study-rights';
import { useCodes } from '../../texts/codes';
import { date } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { Button } from '../../ui/button';
import { CaseStateTag } from '../../ui/case-state-tag';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { WithdrawQuestion } from './withdraw-question';

interface OwnCaseRowsProps {
  readonly rows: readonly SupportCase[];
  readonly more: DataTableProps<SupportCase>['more'];
}

export function OwnCaseRows({ rows, more }: OwnCaseRowsProps) {
  const { t } = useTranslation('study-rights');
  const [asked, setAsked] = useState<SupportCase>();
  const columns = useColumns(setAsked);
  return (
    <>
      <DataTable
        caption={t('ownCases')}
        columns={columns}
        rows={rows}
        idOf={({ id }) => id}
        more={more}
        empty={<Notice title={t('noCases')}>{t('noCasesNext')}</Notice>}
      />
      {asked ? <WithdrawQuestion supportCase={asked} onClose={() => setAsked(undefined)} /> : null}
    </>
  );
}

function useColumns(onWithdraw: (supportCase: SupportCase) => void): readonly Column<SupportCase>[] {
  const { t } = useTranslation('study-rights');
  const say = useNames();
  const institutionName = useInstitutionName();
  const reasons = useCodes('support-case-reason');
  return useMemo(
    () => [
      {
        ...{ key: 'study-right', title: t('studyRight'), heads: true, share: 2 },
        cell: ({ studyRightOid: oid, qualification }) => (
          <>
            <Link to="/study-rights/$oid" params={{ oid }} sx={{ overflowWrap: 'anywhere' }}>
              {oid}
            </Link>
            <small style={{ display: 'block' }}>
              {qualification?.name ? say(qualification.name) : qualification?.code}
            </small>
          </>
        ),
      },
      {
        ...{ key: 'institution', title: t('institution'), share: 1.5 },
        cell: (row) => (
          <span style={{ overflowWrap: 'anywhere' }}>{institutionName(row.institutionOid, row.institutionName)}</span>
        ),
      },
      { key: 'reason', title: t('reason'), cell: ({ reason }) => reasons.textOf(reason) },
      { key: 'state', title: t('state'), cell: ({ state }) => <CaseStateTag state={state} /> },
      { key: 'opened', title: t('opened'), cell: ({ openedAt }) => date(openedAt) },
      { key: 'closed', title: t('closed'), cell: ({ closedAt }) => (closedAt === null ? '–' : date(closedAt)) },
      {
        ...{ key: 'answer', title: t('answer'), share: 1.5 },
        cell: ({ closingReason }) => <span dir="auto">{closingReason ?? '–'}</span>,
      },
      {
        ...{ key: 'actions', title: t('actions'), share: 1.5 },
        cell: (row) =>
          row.allowedActions.includes('withdraw-support-case') ? (
            <Button size="small" onClick={() => onWithdraw(row)}>
              {t('withdraw')}
            </Button>
          ) : (
            '–'
          ),
      },
    ],
    [t, say, institutionName, reasons, onWithdraw],
  );
}
