import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstitutionName } from '../../api/institution-names';
import type { StudyRightLine } from '../../api/study-rights';
import { useCodes } from '../../texts/codes';
import { date } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { Notice } from '../../ui/notice';
import { useRowKeys } from '../../ui/use-row-keys';

interface StudyRightRowsProps {
  readonly rows: readonly StudyRightLine[];
  readonly more: DataTableProps<StudyRightLine>['more'];
}

export function StudyRightRows({ rows, more }: StudyRightRowsProps) {
  const { t } = useTranslation('study-rights');
  const navigate = useNavigate();
  const say = useNames();
  const institutionName = useInstitutionName();
  const types = useCodes('study-right-type');
  const states = useCodes('study-right-state');
  const idOf = ({ oid }: StudyRightLine) => oid;
  const chosen = useRowKeys({
    ...{ rows, idOf },
    open: ({ oid }) => void navigate({ to: '/study-rights/$oid', params: { oid } }),
    texts: { next: t('nextRow'), previous: t('previousRow'), open: t('openRow') },
  });
  const columns = useMemo<readonly Column<StudyRightLine>[]>(
    () => [
      {
        ...{ key: 'oid', title: t('studyRight'), heads: true, share: 2 },
        cell: ({ oid, tutkinto }) => (
          <>
            <Link to="/study-rights/$oid" params={{ oid }} sx={{ overflowWrap: 'anywhere' }}>
              {oid}
            </Link>
            <small style={{ display: 'block' }}>{tutkinto?.name ? say(tutkinto.name) : tutkinto?.code}</small>
          </>
        ),
      },
      {
        ...{ key: 'learner', title: t('learner'), share: 2 },
        cell: ({ oppijaOid, oppijanNimi }) => <Named name={oppijanNimi} oid={oppijaOid} />,
      },
      {
        ...{ key: 'institution', title: t('institution'), share: 2 },
        cell: ({ oppilaitosOid, oppilaitoksenNimi }) => (
          <span style={{ overflowWrap: 'anywhere' }}>{institutionName(oppilaitosOid, oppilaitoksenNimi)}</span>
        ),
      },
      { key: 'type', title: t('type'), cell: ({ tyyppi }) => types.textOf(tyyppi) },
      { key: 'state', title: t('state'), cell: ({ tila }) => states.textOf(tila) },
      { key: 'begins', title: t('begins'), cell: ({ alkamispäivä: day }) => (day === null ? '–' : date(day)) },
      { key: 'ends', title: t('ends'), cell: ({ päättymispäivä: day }) => (day === null ? '–' : date(day)) },
    ],
    [t, say, institutionName, types, states],
  );
  return (
    <DataTable
      caption={t('title')}
      columns={columns}
      rows={rows}
      idOf={idOf}
      current={chosen}
      more={more}
      empty={<Notice title={t('noneFound')}>{t('noneFoundNext')}</Notice>}
    />
  );
}

/** By the name, where it is known, with the oid below it; an oid has no spaces and breaks anywhere. */
function Named({ name, oid }: { readonly name: string | null; readonly oid: string }) {
  if (name === null) return <span style={{ overflowWrap: 'anywhere' }}>{oid}</span>;
  return (
    <>
      <bdi>{name}</bdi>
      <small style={{ display: 'block', overflowWrap: 'anywhere' }}>{oid}</small>
    </>
  );
}
