import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { higherEducationQuery, type HigherEducationStudyRight } from '../../api/higher-education';
import { useInstitutionName } from '../../api/institution-names';
import { useCodes } from '../../texts/codes';
import { date } from '../../texts/dates';
import { DataTable, type Column } from '../../ui/data-table';
import { FilterRow, FilterText } from '../../ui/filter-row';
import { Box } from '../../ui/layout';
import { Loading } from '../../ui/loading';
import { moreOf } from '../../ui/more-of';
import { Notice } from '../../ui/notice';
import { Page } from '../../ui/page';
import { ProblemPanel } from '../../ui/problem-panel';
import { useShortcuts } from '../../ui/shortcuts';
import { Tag } from '../../ui/tag';
import { useSearchText } from '../../ui/use-search-text';

const FIELD = 'higher-education-student';

/** Study rights of higher education, read only: they come from the universities and VIRTA. */
export function HigherEducationPage() {
  const { t } = useTranslation('higher-education');
  const { typed, setTyped, text } = useSearchText();
  const list = useInfiniteQuery(higherEducationQuery(text));
  const columns = useColumns();
  useShortcuts([{ keys: '/', text: t('filters'), run: () => document.getElementById(FIELD)?.focus() }]);
  return (
    <Page title={t('title')}>
      <Notice>{t('readOnly')}</Notice>
      <FilterRow label={t('filters')}>
        <FilterText id={FIELD} label={t('studentId')} hint={t('wholeId')} value={typed} onChange={setTyped} />
      </FilterRow>
      <ProblemPanel error={list.error} retry={() => void list.refetch()} />
      {list.isPending ? <Loading /> : null}
      {list.isSuccess ? (
        <DataTable
          caption={t('title')}
          columns={columns}
          rows={list.data.pages.flatMap(({ items }) => items)}
          idOf={({ institutionOid, id }) => `${institutionOid} ${id}`}
          empty={
            <Notice title={text === '' ? t('empty') : t('noneFound')}>
              {text === '' ? t('emptyNext') : t('noneFoundNext')}
            </Notice>
          }
          more={moreOf(list)}
        />
      ) : null}
    </Page>
  );
}

/** The same ones until the language changes, or words of codes have come. */
function useColumns(): readonly Column<HigherEducationStudyRight>[] {
  const { t } = useTranslation('higher-education');
  const institutionName = useInstitutionName();
  const types = useCodes('virta-study-right-type');
  const states = useCodes('virta-study-right-state');
  return useMemo(
    () => [
      {
        ...{ key: 'id', title: t('studyRight'), heads: true, share: 1.9 },
        cell: ({ id, programmeCode }) => (
          <Box sx={{ overflowWrap: 'anywhere' }}>
            {programmeCode ?? t('noProgramme')}
            <small style={{ display: 'block' }}>{id}</small>
          </Box>
        ),
      },
      {
        ...{ key: 'student', title: t('studentId'), share: 1.7 },
        cell: ({ studentId }) => <bdi style={{ overflowWrap: 'anywhere' }}>{studentId}</bdi>,
      },
      {
        ...{ key: 'institution', title: t('institution'), share: 1.5 },
        cell: ({ institutionOid }) => (
          <span style={{ overflowWrap: 'anywhere' }}>{institutionName(institutionOid)}</span>
        ),
      },
      { ...{ key: 'type', title: t('type'), share: 2.1 }, cell: ({ virtaType }) => types.textOf(virtaType) },
      {
        ...{ key: 'period', title: t('period'), share: 1.3 },
        cell: ({ startDate, endDate }) =>
          t('fromTo', { from: date(startDate), to: endDate === null ? '' : date(endDate) }),
      },
      {
        ...{ key: 'state', title: t('state'), share: 1.9 },
        cell: ({ state, live, states: periods }) => (
          <>
            <Tag kind={live ? 'green-outline' : 'grey'}>{states.textOf(state)}</Tag>
            {periods.map((one, place) => (
              <small key={place} style={{ display: 'block' }}>
                {t('stateSince', { state: states.textOf(one.state), since: date(one.startDate) })}
              </small>
            ))}
          </>
        ),
      },
      { ...{ key: 'source', title: t('source'), share: 1.3 }, cell: ({ source }) => t(`source.${source}`) },
    ],
    [t, institutionName, types, states],
  );
}
