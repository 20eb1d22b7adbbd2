import { useTranslation } from 'react-i18next';
import { month, number } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Notice } from '../../ui/notice';
import { Tag } from '../../ui/tag';
import type { Precedent } from './use-precedents';

interface PrecedentRowsProps {
  readonly rows: readonly Precedent[];
  readonly more: DataTableProps<Precedent>['more'];
}

export function PrecedentRows({ rows, more }: PrecedentRowsProps) {
  const { t } = useTranslation('recognition-bank');
  const say = useNames();
  const columns: Column<Precedent>[] = [
    { key: 'basis', title: t('basis'), heads: true, cell: (entry) => <Basis entry={entry} /> },
    { key: 'target', title: t('target'), cell: ({ targetName }) => (targetName ? say(targetName) : '–') },
    { key: 'type', title: t('type'), cell: ({ recognitionType }) => t(`type.${recognitionType}`) },
    {
      key: 'credits',
      title: t('credits'),
      numeric: true,
      cell: ({ creditsGranted, creditsApplied, partial }) => (
        <>
          {`${number(creditsGranted)} / ${number(creditsApplied)} `}
          {partial ? <Tag>{t('partial')}</Tag> : null}
        </>
      ),
    },
    { key: 'programme', title: t('programme'), cell: ({ programmeName }) => say(programmeName) },
    { key: 'month', title: t('month'), cell: ({ recognisedMonth }) => month(recognisedMonth) },
  ];
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      idOf={({ id }) => id}
      empty={<Notice title={t('none')}>{t('noneNext')}</Notice>}
      more={more}
    />
  );
}

/** The name of what was learned; where it is missing, why (R98). */
function Basis({ entry }: { readonly entry: Precedent }) {
  const { t } = useTranslation('recognition-bank');
  const say = useNames();
  const { basisName, basisNameNote, basisKind, keywordsInWords, withheld } = entry;
  return (
    <>
      {basisName === '' ? null : <bdi>{basisName}</bdi>}
      {basisNameNote ? <em style={{ fontWeight: 400 }}>{say(basisNameNote)}</em> : null}
      <small style={{ display: 'block', fontWeight: 400 }}>
        {t(`kind.${basisKind}`)}
        {keywordsInWords.length > 0
          ? ` · ${t('keywords', { keywords: keywordsInWords.map(({ terms }) => say(terms)).join(', ') })}`
          : null}
        {withheld && !basisNameNote ? ` · ${t('withheld')}` : null}
      </small>
    </>
  );
}
