import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuedRecording } from '../../api/recording-list';
import { dateTime, number } from '../../texts/dates';
import { inLanguage, useNames } from '../../texts/localised';
import { currentLanguage } from '../../texts/texts';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Link, LinkButton } from '../../ui/link';
import { useRowKeys } from '../../ui/use-row-keys';

interface QueueRowsProps {
  readonly rows: readonly QueuedRecording[];
  readonly programme: string | undefined;
  readonly empty: ReactNode;
  readonly more: DataTableProps<QueuedRecording>['more'];
}

export function QueueRows({ rows, empty, programme, more }: QueueRowsProps) {
  const { t } = useTranslation('recording-queue');
  const navigate = useNavigate();
  const idOf = ({ decisionId }: QueuedRecording) => decisionId;
  const chosen = useRowKeys({
    ...{ rows, idOf },
    open: (row) => void navigate(linkTo(row, programme)),
    texts: { next: t('nextRow'), previous: t('previousRow'), open: t('openRow') },
  });
  const columns = useColumns(programme);
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      idOf={idOf}
      empty={empty}
      current={chosen}
      more={more}
    />
  );
}

/** The same ones until the language or the filter changes: a key draws only the rows that it moves between. */
function useColumns(programme: string | undefined): readonly Column<QueuedRecording>[] {
  const { t } = useTranslation('recording-queue');
  const say = useNames();
  return useMemo(
    () => [
      {
        key: 'student',
        title: t('student'),
        heads: true,
        cell: (row) => (
          <Link {...linkTo(row, programme)}>
            <bdi>{row.studentName ?? t('nameless')}</bdi>
          </Link>
        ),
      },
      {
        key: 'programme',
        title: t('programme'),
        cell: ({ programmeName, programmeCode }) => (programmeName ? say(programmeName) : programmeCode),
      },
      { key: 'target', title: t('target'), cell: (row) => <Subject row={row} /> },
      {
        key: 'credits',
        title: t('granted'),
        cell: ({ type, grantedCredits }) =>
          type === 'EXEMPTION' ? t('exemption') : t('credits', { credits: number(grantedCredits) }),
      },
      { key: 'handler', title: t('handler'), cell: ({ handlerName }) => <bdi>{handlerName ?? t('nameless')}</bdi> },
      {
        key: 'age',
        title: t('approved'),
        cell: ({ decidedAt, ageDays }) => (
          <time dateTime={decidedAt} title={dateTime(decidedAt)}>
            {t('age', { count: ageDays })}
          </time>
        ),
      },
      {
        key: 'actions',
        title: t('actions'),
        cell: (row) => (
          <LinkButton
            {...linkTo(row, programme)}
            variant="outlined"
            aria-label={t('recordOf', { name: row.studentName ?? t('nameless') })}
          >
            {t('record')}
          </LinkButton>
        ),
      },
    ],
    [t, say, programme],
  );
}

/** The first target, or what an inclusion is about, and how many targets more. */
function Subject({ row }: { readonly row: QueuedRecording }) {
  const { t } = useTranslation('recording-queue');
  const { target, basisName, targetCount } = row;
  const { text, lang } = target ? inLanguage(target.name, currentLanguage()) : { text: basisName ?? '–' };
  return (
    <>
      <span lang={lang} dir="auto">
        {text}
      </span>
      {targetCount > 1 ? ` ${t('moreTargets', { count: targetCount - 1 })}` : null}
    </>
  );
}

function linkTo({ applicationId, partId }: QueuedRecording, programme: string | undefined) {
  return {
    to: '/applications/$id/parts/$partId',
    params: { id: applicationId, partId },
    search: { list: 'recording', programme },
  } as const;
}
