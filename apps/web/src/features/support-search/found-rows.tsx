import { useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useInstitutionName } from '../../api/institution-names';
import type { FoundStudyRight } from '../../api/study-right-search';
import { useCodes } from '../../texts/codes';
import { date } from '../../texts/dates';
import { useNames } from '../../texts/localised';
import { DataTable, type Column, type DataTableProps } from '../../ui/data-table';
import { Link } from '../../ui/link';
import { Tag } from '../../ui/tag';
import { useRowKeys } from '../../ui/use-row-keys';

interface FoundRowsProps {
  readonly rows: readonly FoundStudyRight[];
  readonly empty: ReactNode;
  readonly more: DataTableProps<FoundStudyRight>['more'];
}

const idOf = ({ oid }: FoundStudyRight) => oid;

export function FoundRows({ rows, empty, more }: FoundRowsProps) {
  const { t } = useTranslation('support-search');
  const navigate = useNavigate();
  const say = useNames();
  const institutionName = useInstitutionName();
  const types = useCodes('study-right-type');
  const states = useCodes('study-right-state');
  const chosen = useRowKeys({
    ...{ rows, idOf },
    open: ({ oid }) => void navigate({ to: '/study-rights/$oid', params: { oid } }),
    texts: { next: t('nextRow'), previous: t('previousRow'), open: t('openRow') },
  });
  const columns = useMemo(
    (): readonly Column<FoundStudyRight>[] => [
      {
        key: 'oid',
        share: 1.8,
        title: t('field.oid'),
        heads: true,
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
        key: 'learner',
        share: 1.8,
        title: t('field.learnerOid'),
        cell: ({ oppijaOid, oppijanNimi: name }) => (
          <>
            {name === null ? null : <bdi>{name}</bdi>} <Oid>{oppijaOid}</Oid>
          </>
        ),
      },
      {
        key: 'provider',
        share: 1.8,
        title: t('field.institutionOid'),
        cell: (row) => <Oid>{institutionName(row.oppilaitosOid, row.oppilaitoksenNimi)}</Oid>,
      },
      { key: 'type', share: 1.4, title: t('field.type'), cell: ({ tyyppi }) => types.textOf(tyyppi) },
      {
        key: 'state',
        title: t('field.state'),
        cell: ({ tila, invalidated }) =>
          invalidated ? <Tag kind="struck">{states.textOf(tila)}</Tag> : states.textOf(tila),
      },
      {
        key: 'time',
        title: t('time'),
        cell: ({ alkamispäivä: begins, päättymispäivä: ends }) =>
          t('fromTo', { from: begins === null ? '' : date(begins), to: ends === null ? '' : date(ends) }),
      },
      {
        key: 'source',
        title: t('field.sourceId'),
        cell: ({ lähdejärjestelmänId: id }) => (id === null ? '–' : <Oid>{id}</Oid>),
      },
    ],
    [t, say, institutionName, types, states],
  );
  return <DataTable caption={t('title')} {...{ columns, rows, idOf, empty, more }} current={chosen} />;
}

function Oid({ children }: { readonly children: string }) {
  return <bdi style={{ overflowWrap: 'anywhere' }}>{children}</bdi>;
}
