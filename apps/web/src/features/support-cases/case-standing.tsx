import { useTranslation } from 'react-i18next';
import type { CaseFile, Standing } from '../../api/support-cases';
import { useCodes } from '../../texts/codes';
import { date } from '../../texts/dates';
import { Box, Section } from '../../ui/layout';
import { Tag } from '../../ui/tag';
import { Differences } from './differences';

type StudyRight = NonNullable<Standing['now']['studyRight']>;

/** Study right and HOKS as they stand, beside how they were when the override was proposed; what differs is marked. */
export function CaseStanding({ file }: { readonly file: CaseFile }) {
  const { t } = useTranslation('support-cases');
  const { now, atProposal, hoksHasChanged, studyRightDifferences, hoksDifferences } = file.standing;
  const rows = useRows(now.studyRight, atProposal?.studyRight ?? null);
  const hoks = (id: number | null | undefined) => (id === null || id === undefined ? t('noHoks') : t('hoks', { id }));
  return (
    <Section title={t('standing')}>
      <Box component="table" sx={TABLE}>
        <caption>{t('standingCaption')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('now')}</th>
            {atProposal ? <th scope="col">{t('atProposal')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, current, before }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>
                {current} {atProposal && before !== current ? <Tag kind="orange">{t('changed')}</Tag> : null}
              </td>
              {atProposal ? <td>{before}</td> : null}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('hoksRow')}</th>
            <td>
              {hoks(now.hoksId)} {hoksHasChanged ? <Tag kind="orange">{t('changed')}</Tag> : null}
            </td>
            {atProposal ? <td>{hoks(atProposal.hoksId)}</td> : null}
          </tr>
        </tbody>
      </Box>
      <Differences title={t('studyRightChanged')} differences={studyRightDifferences} />
      <Differences title={t('hoksChanged')} differences={hoksDifferences} />
    </Section>
  );
}

function useRows(now: StudyRight | null, before: StudyRight | null) {
  const { t } = useTranslation('support-cases');
  const states = useCodes('study-right-state');
  const words: readonly (readonly [string, (of: StudyRight) => string])[] = [
    [t('studyRightState'), ({ state }) => states.textOf(state)],
    [t('version'), ({ version }) => String(version)],
    [t('begins'), ({ startDate }) => (startDate === null ? '–' : date(startDate))],
    [t('ends'), ({ endDate }) => (endDate === null ? '–' : date(endDate))],
  ];
  return words.map(([name, text]) => ({
    name,
    current: now === null ? '–' : text(now),
    before: before === null ? '–' : text(before),
  }));
}

const TABLE = {
  borderCollapse: 'collapse',
  width: '100%',
  '& caption': { textAlign: 'left', color: 'text.secondary', pb: 1 },
  '& th, & td': { textAlign: 'left', verticalAlign: 'top', py: 0.5, pr: 1, overflowWrap: 'anywhere' },
  '& th[scope=row]': { overflowWrap: 'normal', whiteSpace: 'nowrap' },
  '& tbody tr': { borderTop: 1, borderColor: 'divider' },
} as const;
